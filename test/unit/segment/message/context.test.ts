import { readContext } from '../../../../nodes/Segment/message/context';
import { LIBRARY } from '../../../../nodes/Segment/message/library';
import { formWith, problemOf } from './support';

const contextOf = (context: unknown) => readContext(formWith({ context }));
const library = { ...LIBRARY };

it('names this package as the library, unless the user names another', () => {
	expect(contextOf({})).toEqual({ library });
	expect(contextOf(undefined)).toEqual({ library });
	expect(contextOf({ library: { name: 'export', version: '2' } })).toEqual({
		library: { name: 'export', version: '2' },
	});
	expect(contextOf({ additionalContext: '{"library":{"name":"export"}}' })).toEqual({
		library: { name: 'export' },
	});
});

it('gives fields their types and leaves out empty texts and groups', () => {
	expect(
		contextOf({
			active: 'false',
			app: { name: '', version: '' },
			os: { name: 'iOS', version: 17 },
			screen: { width: '320', height: 0 },
			ip: '',
			traits: '{"plan":"pro","nickname":null}',
			userAgentData: { brands: '[{"brand":"Chromium","version":"120"}]', mobile: 0 },
		}),
	).toEqual({
		library,
		active: false,
		os: { name: 'iOS', version: '17' },
		screen: { width: 320, height: 0 },
		traits: { plan: 'pro', nickname: null },
		userAgentData: { brands: [{ brand: 'Chromium', version: '120' }], mobile: false },
	});
});

it('leaves out null, which an expression gives where there is no value, but in traits', () => {
	const values = {
		ip: null,
		device: { advertisingId: null, name: 'maguro' },
		network: { wifi: null },
		consent: null,
		additionalContext: null,
		traits: { nickname: null },
	};
	expect(contextOf(values)).toEqual({
		library,
		device: { name: 'maguro' },
		traits: { nickname: null },
	});
	expect(contextOf({ traits: null })).toEqual({ library });
});

it('sends that a page had no referrer and no search, where the user says so', () => {
	expect(contextOf({ page: { referrer: '', search: '', title: '' } })).toEqual({
		library,
		page: { referrer: '', search: '' },
	});
	expect(contextOf({ page: { referrer: null, search: undefined } })).toEqual({ library });
	expect(contextOf({ referrer: { url: '' } })).toEqual({ library });
});

it('leaves out an empty Group ID', () => {
	expect(contextOf({ groupId: '' })).toEqual({ library });
	expect(contextOf({ groupId: 19 })).toEqual({ library, groupId: '19' });
});

it('reads consent by category', () => {
	const categories = [
		{ category: 'Advertising', given: true },
		{ category: ' Analytics ', given: 'false' },
	];
	const categoryPreferences = { Advertising: true, Analytics: false };
	expect(contextOf({ consent: { categories } })).toEqual({
		library,
		consent: { categoryPreferences },
	});
	expect(contextOf({ consent: {} })).toEqual({ library });
});

it('takes the rows of a consent from one expression', () => {
	const consent = [{ category: 'Advertising', given: false }];
	expect(contextOf({ consent })).toEqual({
		library,
		consent: { categoryPreferences: { Advertising: false } },
	});
});

it('merges additional context over the fields', () => {
	expect(
		contextOf({
			os: { name: 'iOS', version: '17' },
			consent: { categories: [{ category: 'A', given: true }] },
			additionalContext: {
				os: { version: '18' },
				consent: { categoryPreferences: { B: false } },
				protocols: { sourceId: 'abc' },
				since: new Date(0),
			},
		}),
	).toEqual({
		library,
		os: { name: 'iOS', version: '18' },
		consent: { categoryPreferences: { A: true, B: false } },
		protocols: { sourceId: 'abc' },
		since: '1970-01-01T00:00:00.000Z',
	});
});

it('takes consent for given only where the user added the row so', () => {
	const context = { consent: { categories: [{ category: 'A' }] } };
	expect(contextOf(context)).toMatchObject({ consent: { categoryPreferences: { A: true } } });
	for (const given of [undefined, null, '']) {
		const values = { context: { consent: { categories: [{ category: 'A', given }] } } };
		const saved = {
			context: { consent: { categories: [{ category: 'A', given: '={{ $json.x }}' }] } },
		};
		expect(problemOf(() => readContext(formWith(values, { saved }))).message).toBe(
			'Context → Consent → A is empty, not true or false',
		);
	}
	const whole = { context: { consent: '={{ $json.consent }}' } };
	expect(problemOf(() => readContext(formWith({ context }, { saved: whole }))).message).toBe(
		'Context → Consent → A is empty, not true or false',
	);
});

it.each([
	[
		{ consent: { categories: [{ category: '', given: true }] } },
		'Context → Consent has a category without a name',
	],
	[
		{ consent: { categories: [{ category: 'A', given: 'maybe' }] } },
		'Context → Consent → A is “maybe”, not true or false',
	],
	[
		{
			consent: {
				categories: [
					{ category: 'A', given: true },
					{ category: 'A ', given: false },
				],
			},
		},
		'Context → Consent has “A” twice',
	],
	[{ consent: 'all' }, 'Context → Consent is “all”, not an object'],
	[{ consent: { A: true } }, 'Context → Consent has no field “A”'],
	['de-AT', 'Context is “de-AT”, not an object'],
	[{ localee: 'de-AT' }, 'Context has no field “localee”'],
	[{ device: 'iPhone' }, 'Context → Device is “iPhone”, not an object'],
	[{ additionalContext: '[]' }, 'Context → Additional Context (JSON) is a list, not an object'],
	[
		{ additionalContext: '{"a" 1}' },
		'Context → Additional Context (JSON) is not valid JSON at line 1, column 6',
	],
	[{ additionalContext: { ltv: NaN } }, 'Context → Additional Context (JSON) → ltv is NaN'],
	[{ location: { latitude: 'north' } }, 'Context → Location → Latitude is “north”, not a number'],
	[{ traits: '{' }, 'Context → Traits is not valid JSON at line 1, column 2'],
	[{ groupId: 'null' }, 'Context → Group ID is the text “null”, not an ID'],
	[{ groupId: false }, 'Context → Group ID is false, not text'],
	[
		{
			externalIds: { externalId: [{ id: 'x', type: 'crm' }] },
			additionalContext: '{"externalIds":[]}',
		},
		'Context → Additional Context (JSON) has “externalIds”, which another field of the form holds too',
	],
])('names the field of %j', (context, message) => {
	expect(problemOf(() => contextOf(context)).message).toBe(message);
});
