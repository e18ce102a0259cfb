import { readContext } from '../../../../nodes/Segment/message/context';
import { LIBRARY } from '../../../../nodes/Segment/message/library';
import { problemOf } from './support';

const library = { ...LIBRARY };

it('names this package as the library, unless the user names another', () => {
	expect(readContext({}, 'UTC')).toEqual({ library });
	expect(readContext({ library: { name: 'export', version: '2' } }, 'UTC')).toEqual({
		library: { name: 'export', version: '2' },
	});
	expect(readContext({ additionalContext: '{"library":{"name":"export"}}' }, 'UTC')).toEqual({
		library: { name: 'export' },
	});
});

it('gives fields their types and leaves out empty texts and groups', () => {
	expect(
		readContext(
			{
				active: 'false',
				app: { name: '', version: '' },
				os: { name: 'iOS', version: 17 },
				screen: { width: '320', height: 0 },
				ip: '',
				traits: '{"plan":"pro","nickname":null}',
				userAgentData: { brands: '[{"brand":"Chromium","version":"120"}]', mobile: 0 },
			},
			'UTC',
		),
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
	expect(readContext(values, 'UTC')).toEqual({
		library,
		device: { name: 'maguro' },
		traits: { nickname: null },
	});
	expect(readContext({ traits: null }, 'UTC')).toEqual({ library });
});

it('reads consent by category', () => {
	const categories = [
		{ category: 'Advertising', given: true },
		{ category: ' Analytics ', given: 'false' },
	];
	expect(readContext({ consent: { categories } }, 'UTC')).toEqual({
		library,
		consent: { categoryPreferences: { Advertising: true, Analytics: false } },
	});
	expect(readContext({ consent: {} }, 'UTC')).toEqual({ library });
});

it('merges additional context over the fields', () => {
	expect(
		readContext(
			{
				os: { name: 'iOS', version: '17' },
				consent: { categories: [{ category: 'A', given: true }] },
				additionalContext: {
					os: { version: '18' },
					consent: { categoryPreferences: { B: false } },
					protocols: { sourceId: 'abc' },
					since: new Date(0),
				},
			},
			'UTC',
		),
	).toEqual({
		library,
		os: { name: 'iOS', version: '18' },
		consent: { categoryPreferences: { A: true, B: false } },
		protocols: { sourceId: 'abc' },
		since: '1970-01-01T00:00:00.000Z',
	});
});

it.each([
	[
		{ consent: { categories: [{ category: '', given: true }] } },
		'Context → Consent has a category without a name',
	],
	[
		{ consent: { categories: [{ category: 'A', given: 'maybe' }] } },
		'Context → Consent → A is text, not true or false',
	],
	[{ additionalContext: '[]' }, 'Additional Context is a list, not an object'],
	[{ additionalContext: '{"a" 1}' }, 'Additional Context is not valid JSON at line 1, column 6'],
	[{ location: { latitude: 'north' } }, 'Context → Location → Latitude is text, not a number'],
	[{ traits: '{' }, 'Context → Traits is not valid JSON at line 1, column 2'],
])('names the field of %j', (values, message) => {
	expect(problemOf(() => readContext(values, 'UTC')).message).toBe(message);
});
