/** Region Automatic: the host that the write key's own settings name. */
import { NodeHelpers } from 'n8n-workflow';

import { SegmentApi } from '../../../credentials/SegmentApi.credentials';
import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { runCaught, US } from './support';

const EVENT = { resource: 'track', operation: 'event', userId: 'u-1', event: 'Tested' };
const CDN = 'https://cdn.segment.com';
const EU = 'https://events.eu1.segmentapis.com';

const settings = (apiHost?: string) => ({
	integrations: { 'Segment.io': { ...(apiHost !== undefined && { apiHost }) } },
});

/** Each test has a key of its own, since what was found is kept. */
let keys = 0;
const newKey = () => `wk-automatic-${++keys}`;

/** What Segment's CDN answers for a key, for as often as it is asked. */
function cdn(writekey: string, ...answers: Array<[number, object | string]>) {
	if (!nock.isActive()) nock.activate();
	const asked: string[] = [];
	for (const [status, body] of answers) {
		nock(CDN)
			.get(`/v1/projects/${writekey}/settings`)
			.reply(function () {
				asked.push(String(this.req.headers.authorization));
				return [status, body];
			});
	}
	return asked;
}

beforeEach(() => void useFastClock());
afterEach(() => jest.restoreAllMocks());

it.each([
	['api.segment.io/v1', US],
	['events.eu1.segmentapis.com/v1', EU],
	['events.example.com/v1/', 'https://events.example.com'],
	['https://events.example.com', 'https://events.example.com'],
	[' EVENTS.eu1.segmentapis.com/v1 ', EU],
	[undefined, US],
	['', US],
])('a key whose settings name %s sends to %s', async (apiHost, host) => {
	const credential = { writekey: newKey(), region: 'auto' };
	cdn(credential.writekey, [200, settings(apiHost)]);
	const { requests, error } = await runCaught(EVENT, { credential, host });
	expect(error).toBeUndefined();
	expect(requests.map(({ url }) => url)).toEqual([`${host}/v1/track`]);
});

it.each([
	'not a host',
	'javascript:alert(1)',
	'http://events.example.com/v1',
	'api.segment.io@events.example.com/v1',
	'api.segment.io/v1?to=elsewhere',
	'localhost',
])('a key whose settings name %s sends nothing, and to no other region', async (apiHost) => {
	const credential = { writekey: newKey(), region: 'auto' };
	cdn(credential.writekey, [200, settings(apiHost)]);
	const { requests, error } = await runCaught(EVENT, { credential });
	expect(requests).toEqual([]);
	expect(error?.message).toBe(
		"The settings of the credential's Write Key name a host that is no address",
	);
	expect(error?.description).toContain('Choose the Region in the credential');
});

it('is found once, for all runs with the key', async () => {
	const credential = { writekey: newKey(), region: 'auto' };
	const asked = cdn(credential.writekey, [200, settings('events.eu1.segmentapis.com/v1')]);
	const first = await runCaught(EVENT, { credential, host: EU, items: [{}, {}] });
	const second = await runCaught(EVENT, { credential, host: EU });
	expect([...first.requests, ...second.requests].map(({ url }) => url)).toEqual([
		`${EU}/v1/batch`,
		`${EU}/v1/track`,
	]);
	expect(asked).toHaveLength(1);
});

it.each([404, 403])('an unknown key (%d) sends nothing', async (status) => {
	const credential = { writekey: newKey(), region: 'auto' };
	cdn(credential.writekey, [status, 'not found']);
	const { requests, error } = await runCaught(EVENT, { credential, items: [{}, {}] });
	expect(requests).toEqual([]);
	expect(error?.message).toBe("Segment knows no source with the credential's Write Key");
	expect(error?.description).toMatch(/API Keys\..*choose the Region in the credential/);
	expect(error?.description).not.toContain(credential.writekey);
});

it('is asked again after trouble, and what was not found is not kept', async () => {
	const credential = { writekey: newKey(), region: 'auto' };
	const found: [number, object] = [200, settings('api.segment.io/v1')];
	cdn(credential.writekey, [503, ''], found);
	const { requests, error } = await runCaught(EVENT, { credential });
	expect(error).toBeUndefined();
	expect(requests).toHaveLength(1);
});

it('an answer that is not Segment’s is an error for each item, where the run goes on', async () => {
	const credential = { writekey: newKey(), region: 'auto' };
	cdn(credential.writekey, [200, '<html>Sign in</html>']);
	const { requests, json } = await runCaught(EVENT, {
		credential,
		items: [{}, {}],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(requests).toEqual([]);
	const error =
		'The source of the write key could not be looked up: cdn.segment.com did not tell (200)';
	expect(json.map((item) => item.error)).toEqual([error, error]);
});

it.each<[what: string, status: number, body: object | string, headers: Record<string, string>]>([
	['a redirect', 302, '', { location: 'https://elsewhere.example/settings' }],
	['a page with the key in it', 418, 'Cannot GET /v1/projects/KEY/settings', {}],
	['a list', 200, [], {}],
	['settings without destinations', 200, { integrations: [] }, {}],
	['null', 200, 'null', {}],
])(
	'%s is no answer: nothing is sent, and the key is in no error',
	async (_, status, body, headers) => {
		const credential = { writekey: newKey(), region: 'auto' };
		let followed = false;
		nock('https://elsewhere.example')
			.get('/settings')
			.reply(() => {
				followed = true;
				return [200, settings()];
			});
		const said = typeof body === 'string' ? body.replace('KEY', credential.writekey) : body;
		nock(CDN).get(`/v1/projects/${credential.writekey}/settings`).reply(status, said, headers);
		const { requests, error } = await runCaught(EVENT, { credential });
		expect(requests).toEqual([]);
		expect(error?.message).toBe(
			`The source of the write key could not be looked up: cdn.segment.com did not tell (${status})`,
		);
		expect(`${error?.message} ${error?.description}`).not.toContain(credential.writekey);
		expect(followed).toBe(false);
	},
);

it('is found in an answer of megabytes', async () => {
	const credential = { writekey: newKey(), region: 'auto' };
	const { integrations } = settings('events.eu1.segmentapis.com/v1');
	const plan = {
		track: Object.fromEntries(
			Array.from({ length: 100_000 }, (_, i) => [`Event ${i}`, { enabled: true }]),
		),
	};
	cdn(credential.writekey, [200, { integrations, plan }]);
	const { requests } = await runCaught(EVENT, { credential, host: EU });
	expect(requests.map(({ url }) => url)).toEqual([`${EU}/v1/track`]);
});

it('is not asked in a Dry Run', async () => {
	const credential = { writekey: newKey(), region: 'auto' };
	const { json, error } = await runCaught({ ...EVENT, options: { dryRun: true } }, { credential });
	expect(error).toBeUndefined();
	expect(json).toEqual([expect.objectContaining({ dryRun: true })]);
});

it('is what a new credential has, and one that n8n’s built-in node saved has not', () => {
	const { properties } = new SegmentApi();
	const opened = (values: object) =>
		NodeHelpers.getNodeParameters(properties, values as never, true, false, null, null);
	expect(opened({ writekey: '' })).toMatchObject({ region: 'auto' });
	expect(opened({ writekey: 'wk-1' })).toMatchObject({ region: 'us' });
	for (const region of ['us', 'eu', 'custom', 'auto']) {
		expect(opened({ writekey: 'wk-1', region })).toMatchObject({ region });
	}
	// n8n's editor takes the first definition for a new credential
	expect(properties.find(({ name }) => name === 'region')?.default).toBe('auto');
});
