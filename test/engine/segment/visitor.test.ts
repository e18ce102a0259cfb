/** What a visitor's browser brings along: cookies, click IDs, external IDs. */
import { Analytics } from '@segment/analytics-node';
import type { INodeParameters } from 'n8n-workflow';

import { LIBRARY } from '../../../nodes/Segment/message/library';
import { runCaught } from './support';

const TRACK: INodeParameters = { resource: 'track', operation: 'event', event: 'Tested' };
const SENT_AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;
const context = { library: LIBRARY };

async function bodyOf(parameters: INodeParameters, cookie?: string): Promise<unknown> {
	const { requests, error } = await runCaught(
		{
			...TRACK,
			...parameters,
			additionalFields: {
				messageId: 'm',
				...(cookie !== undefined && { cookies: '={{ $json.headers.cookie }}' }),
				...(parameters.additionalFields as INodeParameters),
			},
		},
		{ items: [{ headers: { cookie } }] as never },
	);
	return error ? `${error.message} ${error.description ?? ''}` : requests[0].body;
}

const message = (more: object) => ({
	type: 'track',
	event: 'Tested',
	context,
	messageId: 'm',
	sentAt: SENT_AT,
	...more,
});

const rules = (all: boolean, ...rows: INodeParameters[]): INodeParameters => ({
	integrations: { all, destinations: { destination: rows } },
});

describe('Cookies', () => {
	it('fill the IDs and the slots that destinations read, and send nothing else', async () => {
		const cookie = [
			'session=secret-session',
			'ajs_anonymous_id=%22507f191e-810c-4729-de86-0ea4157a1a2b%22',
			'ajs_user_id=97980cfea0067',
			'_fbp=fb.1.1596403881668.1116446470',
			'_fbc=fb.1.1554763741205.AbCdEf',
			'_ttp=01HBV',
			'_scid=snap-1',
			'analytics_snap_capi_click_id=snap-click',
			'_rdt_uuid=1700000000.reddit',
			'rdt_cid_seg=reddit-click',
			'analytics_ms_capi_click_id=bing',
			'google_session_attributes_encoded=eyJhIjoxfQ%3D%3D',
			'analytics_session_id=1767344400000',
			'theme=dark',
		].join('; ');
		expect(await bodyOf({}, cookie)).toEqual(
			message({
				userId: '97980cfea0067',
				anonymousId: '507f191e-810c-4729-de86-0ea4157a1a2b',
				properties: {
					fbp: 'fb.1.1596403881668.1116446470',
					fbc: 'fb.1.1554763741205.AbCdEf',
				},
				integrations: {
					'Actions Amplitude': { session_id: 1767344400000 },
					'Google Ads Conversions': { session_attributes_encoded: 'eyJhIjoxfQ==' },
					'Microsoft Bing CAPI (Actions)': { msclkid: 'bing' },
					'Reddit Conversions Api': { click_id: 'reddit-click', uuid: '1700000000.reddit' },
					'Snap Conversions Api': { click_id: 'snap-click', uuid_c1: 'snap-1' },
					'TikTok Conversions': { ttp: '01HBV' },
				},
			}),
		);
	});

	it.each([
		[
			'today’s form',
			'ajs_anonymous_id=a-1; ajs_user_id=u%401',
			{ userId: 'u@1', anonymousId: 'a-1' },
		],
		[
			'the old, quoted form',
			'ajs_anonymous_id=%22a-1%22; ajs_user_id=%22u%5C%221%22',
			{ userId: 'u"1', anonymousId: 'a-1' },
		],
		['quotes of HTTP', 'ajs_user_id="u-1"', { userId: 'u-1' }],
		[
			'the old way to say nobody',
			'ajs_user_id=null; ajs_anonymous_id=%22a-1%22',
			{ anonymousId: 'a-1' },
		],
		['broken percent signs', 'ajs_user_id=100%', { userId: '100%' }],
		['digits', 'ajs_user_id=123456789012345678901', { userId: '123456789012345678901' }],
		['no blanks and an equals sign', 'a=b;ajs_user_id=dTE=;c', { userId: 'dTE=' }],
		['one name twice', 'ajs_user_id=near; ajs_user_id=far', { userId: 'near' }],
		['quotes that are no JSON', 'ajs_user_id="a\\x"', { userId: 'a\\x' }],
		['white space of any kind', 'ajs_user_id=%C2%A0u-1%E2%80%8A', { userId: 'u-1' }],
		['names that every object has', '__proto__=x; constructor=y; ajs_user_id=u', { userId: 'u' }],
		['a header with its name', 'Cookie: ajs_user_id=u-1; a=b', { userId: 'u-1' }],
		['100 KB', `a=${'x'.repeat(100_000)}; ajs_user_id=u-1`, { userId: 'u-1' }],
		[
			'what is no ID of a network',
			'ajs_user_id=u; _fbc=%E0%A4%A; _fbp=[object Object]; _ttp=undefined; _scid=NaN; _rdt_uuid="\\ud800"; analytics_session_id=x',
			{ userId: 'u' },
		],
	])('are read in %s', async (_form, cookie, ids) => {
		expect(await bodyOf({}, cookie)).toEqual(message(ids));
	});

	it.each<[what: string, cookie: unknown, problem: string]>([
		['a text that is no header', 'secret', 'Cookies is no Cookie header'],
		['the text of an object', '[object Object]', 'Cookies is no Cookie header'],
		['a number', 5, 'Cookies is no Cookie header'],
		['a list', ['ajs_user_id=u'], 'Cookies is a list, not text'],
		['an object', { ajs_user_id: 'u' }, 'Cookies is an object, not text'],
		['an ID that is none', 'ajs_user_id=NaN; s=secret', 'Cookies → ajs_user_id is the text “NaN”'],
		['a broken encoding', 'ajs_user_id=%E0%A4%A; s=secret', 'Cookies → ajs_user_id is not encoded'],
		['half a character', 'ajs_anonymous_id="\\ud800"', 'Cookies → ajs_anonymous_id holds half'],
		['an ID of 100 KB', `ajs_user_id=${'x'.repeat(100_000)}`, 'The message has 100,'],
	])('are refused without a word of theirs: %s', async (_what, cookie, problem) => {
		const said = await bodyOf({}, cookie as string);
		expect(said).toMatch(new RegExp(`^${problem}`));
		expect(said).not.toContain('secret');
		expect(said).not.toContain('xxx');
	});

	it('leave what the form says', async () => {
		const cookie = 'ajs_user_id=cookie; ajs_anonymous_id=a-1; _ttp=cookie; _fbp=cookie';
		const parameters = {
			userId: 'form',
			customProperties: { assignments: [{ id: '1', name: 'fbp', type: 'string', value: 'own' }] },
			additionalFields: { clickIds: { tikTokCookieId: 'own' } },
		};
		expect(await bodyOf(parameters, cookie)).toEqual(
			message({
				userId: 'form',
				anonymousId: 'a-1',
				properties: { fbp: 'own' },
				integrations: { 'TikTok Conversions': { ttp: 'own' } },
			}),
		);
	});

	it('are nothing when there is none, and the item is refused where nobody is named', async () => {
		expect(await bodyOf({ userId: 'u-1' }, '')).toEqual(message({ userId: 'u-1' }));
		expect(await bodyOf({}, 'session=secret-session')).toMatch(
			/^User ID and Anonymous ID are both empty/,
		);
	});

	it('give an identify its IDs and no properties', async () => {
		const parameters = { resource: 'identify', operation: 'create' };
		const { event: _event, ...identify } = message({ type: 'identify', anonymousId: 'a-1' });
		expect(await bodyOf(parameters, 'ajs_anonymous_id=a-1; _fbp=fb.1.2.3')).toEqual(identify);
	});
});

describe('Click IDs', () => {
	/** Where Segment's destinations read (segmentio/action-destinations, the defaults of their fields). */
	const READ_BY_DESTINATIONS: Array<[field: string, path: string[], id: string | number]> = [
		['facebookBrowserId', ['properties', 'fbp'], 'id'],
		['facebookClickId', ['properties', 'fbc'], 'id'],
		['tikTokClickId', ['integrations', 'TikTok Conversions', 'ttclid'], 'id'],
		['tikTokCookieId', ['integrations', 'TikTok Conversions', 'ttp'], 'id'],
		['redditClickId', ['integrations', 'Reddit Conversions Api', 'click_id'], 'id'],
		['redditUuid', ['integrations', 'Reddit Conversions Api', 'uuid'], 'id'],
		['snapClickId', ['integrations', 'Snap Conversions Api', 'click_id'], 'id'],
		['snapCookieId', ['integrations', 'Snap Conversions Api', 'uuid_c1'], 'id'],
		['campaignManagerGoogleClickId', ['integrations', 'Campaign Manager 360', 'gclid'], 'id'],
		['campaignManagerDisplayClickId', ['integrations', 'Campaign Manager 360', 'dclid'], 'id'],
		['microsoftClickId', ['integrations', 'Microsoft Bing CAPI (Actions)', 'msclkid'], 'id'],
		[
			'googleSessionAttributes',
			['integrations', 'Google Ads Conversions', 'session_attributes_encoded'],
			'id',
		],
		['amplitudeSessionId', ['integrations', 'Actions Amplitude', 'session_id'], 1767344400000],
	];

	it.each(READ_BY_DESTINATIONS)('%s stands at %j', async (field, path, id) => {
		const body = await bodyOf({ userId: 'u-1', additionalFields: { clickIds: { [field]: id } } });
		const slot = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), id);
		expect(body).toEqual(message({ userId: 'u-1', ...(slot as object) }));
	});

	const clickIds = { tikTokClickId: 'tt', redditUuid: 'rd' };
	const both = {
		'TikTok Conversions': { ttclid: 'tt' },
		'Reddit Conversions Api': { uuid: 'rd' },
	};

	it.each<[string, INodeParameters, object | undefined]>([
		['no rule', {}, both],
		['All Destinations on', rules(true), { All: true, ...both }],
		['All Destinations off', rules(false), { All: false }],
		[
			'one turned on',
			rules(false, { name: 'TikTok Conversions', mode: 'on' }),
			{ All: false, 'TikTok Conversions': { ttclid: 'tt' } },
		],
		[
			'one turned off',
			rules(true, { name: 'TikTok Conversions', mode: 'off' }),
			{ All: true, 'TikTok Conversions': false, 'Reddit Conversions Api': { uuid: 'rd' } },
		],
		[
			'one with options',
			rules(false, { name: 'TikTok Conversions', mode: 'options', options: '{"a":1}' }),
			{ All: false, 'TikTok Conversions': { a: 1, ttclid: 'tt' } },
		],
	])('keep to the rules of Destinations: %s', async (_rule, parameters, integrations) => {
		const body = await bodyOf({ userId: 'u-1', ...parameters, additionalFields: { clickIds } });
		expect(body).toEqual(message({ userId: 'u-1', integrations }));
	});

	it('refuse what another field says too', async () => {
		const twice = rules(true, {
			name: 'TikTok Conversions',
			mode: 'options',
			options: '{"ttclid":"other"}',
		});
		expect(await bodyOf({ userId: 'u-1', ...twice, additionalFields: { clickIds } })).toMatch(
			/^Click IDs has “ttclid”, which another field of the form holds too/,
		);
	});
});

it('tells all that is wrong with a visitor at once', async () => {
	const said = await bodyOf({
		additionalFields: {
			clickIds: { tikTokClickId: '={{ NaN }}', amplitudeSessionId: '={{ 1.5 }}' },
			cookies: '={{ [] }}',
		},
		context: { externalIds: { externalId: [{ id: '={{ true }}', type: '' }, { id: 'x' }] } },
	});
	expect(said).toMatch(
		/^Context → External IDs → ID is true, not text; Context → External IDs → Type is empty; Click IDs → Amplitude Session ID is 1.5, not a whole number; Click IDs → TikTok Click ID is NaN, not an ID; Cookies is a list, not text /,
	);
});

describe('External IDs', () => {
	const PHONE = { id: '123-456-7890', type: 'phone', collection: 'users', encoding: 'none' };

	it('are in the context, as Segment’s own SDK sends them', async () => {
		const rows = {
			externalId: [
				{ type: 'phone', id: '123-456-7890' },
				{ type: 'crm', id: '' },
			],
		};
		const body = await bodyOf({ userId: 'u-1', context: { externalIds: rows } });
		expect(body).toEqual(
			message({ userId: 'u-1', context: { library: LIBRARY, externalIds: [PHONE] } }),
		);

		let bySdk: unknown;
		const sdk = new Analytics({
			writeKey: 'wk',
			flushAt: 1,
			httpClient: {
				async makeRequest({ body }) {
					bySdk = JSON.parse(String(body));
					return { status: 200, statusText: 'OK' };
				},
			},
		});
		sdk.track({ userId: 'u-1', event: 'Tested', context: { externalIds: [PHONE] } });
		await sdk.closeAndFlush();
		expect(bySdk).toMatchObject({ batch: [{ context: { externalIds: [PHONE] } }] });
	});

	it.each([
		['its type', { type: '', id: 'x' }, /^Context → External IDs → Type is empty/],
		['a collection', { type: 'a', id: 'x', collection: 'people' }, /Collection is “people”/],
		['the encoding', { type: 'a', id: 'x', encoding: 'md5' }, /Encoding is “md5”/],
		['an ID', { type: 'a', id: '={{ [1] }}' }, /External IDs → ID is a list/],
	])('name %s that is wrong', async (_what, row, problem) => {
		expect(
			await bodyOf({ userId: 'u-1', context: { externalIds: { externalId: [row] } } }),
		).toMatch(problem);
	});

	it.each([
		['no list', PHONE, 'is an object'],
		['texts', ['x'], 'is no list of objects'],
		['one without an ID', [{ ...PHONE, id: undefined }], '→ 0 → id is empty'],
		['one without a type', [PHONE, { ...PHONE, type: ' ' }], '→ 1 → type is “ ”'],
		['another collection', [{ ...PHONE, collection: 'people' }], '→ 0 → collection is “people”'],
		['an ID that is a number', [{ ...PHONE, id: 5 }], '→ 0 → id is 5'],
		['an ID of nobody', [PHONE, { ...PHONE, id: 'undefined' }], '→ 1 → id is the text “undefined”'],
		['a type that is none', [{ ...PHONE, type: 'NaN' }], '→ 0 → type is the text “NaN”'],
		['null among them', [PHONE, null], 'is no list of objects'],
		['another encoding', [{ ...PHONE, encoding: 'md5' }], '→ 0 → encoding is “md5”, not none'],
	])('of items that already are messages are checked: %s', async (_what, externalIds, problem) => {
		const item = { type: 'track', event: 'Tested', userId: 'u-1', context: { externalIds } };
		const { error, requests } = await runCaught(
			{ resource: 'batch', operation: 'send', mode: 'itemsAreMessages' },
			{ items: [item] as never },
		);
		expect(error?.message).toContain(`Context → External IDs ${problem}`);
		expect(requests).toEqual([]);
	});
});
