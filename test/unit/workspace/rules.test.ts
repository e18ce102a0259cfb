/** Rules of tracking plans: out of spreadsheets, and what a change of them means. */
import { Problem } from '../../../nodes/shared/problem';
import { compareRules } from '../../../nodes/SegmentWorkspace/rules/compare';
import { rulesOfRows } from '../../../nodes/SegmentWorkspace/rules/rows';
import type { Rule } from '../../../nodes/SegmentWorkspace/rules/rule';

const $schema = 'http://json-schema.org/draft-07/schema#';
const read = (...rows: unknown[]) => rulesOfRows(rows, 'Rules');

describe('rows', () => {
	it('make one rule of all rows with one event, in the order of their first rows', () => {
		const rules = read(
			{ event: 'Order Completed', eventDescription: 'Paid', property: 'total', type: 'Number' },
			{ call: 'identify', property: 'plan', type: 'string', permittedValues: 'free, pro' },
			{ event: 'Order Completed', property: 'sku', required: 'yes', description: 'Article' },
		);
		expect(rules).toEqual([
			{
				type: 'TRACK',
				key: 'Order Completed',
				version: 1,
				jsonSchema: {
					$schema,
					description: 'Paid',
					type: 'object',
					properties: {
						context: {},
						traits: {},
						properties: {
							type: 'object',
							required: ['sku'],
							properties: { total: { type: 'number' }, sku: { description: 'Article' } },
						},
					},
				},
			},
			{
				type: 'IDENTIFY',
				version: 1,
				jsonSchema: {
					$schema,
					type: 'object',
					properties: {
						context: {},
						properties: {},
						traits: {
							type: 'object',
							properties: { plan: { type: 'string', enum: ['free', 'pro'] } },
						},
					},
				},
			},
		]);
	});

	it('take the columns as spreadsheets write them, with what n8n adds', () => {
		const [rule] = read({
			row_number: 2,
			id: 7,
			Event: 'A',
			'Event Description': '',
			PROPERTY: 'n',
			Type: 'integer',
			permitted_values: '1, 2',
		});
		expect(rule.jsonSchema).toMatchObject({
			properties: { properties: { properties: { n: { type: 'integer', enum: [1, 2] } } } },
		});
	});

	it('lead dots into objects, each with what it requires', () => {
		const [{ jsonSchema }] = read(
			{ event: 'A', property: 'customer', type: 'object', required: true },
			{ event: 'A', property: 'customer.email', type: 'string', required: true },
			{ event: 'A', property: 'cart.size', type: 'integer' },
			{ event: 'A', property: 'at', type: 'date' },
		);
		expect(jsonSchema).toMatchObject({
			properties: {
				properties: {
					required: ['customer'],
					properties: {
						customer: {
							type: 'object',
							required: ['email'],
							properties: { email: { type: 'string' } },
						},
						cart: { type: 'object', properties: { size: { type: 'integer' } } },
						at: { type: 'string', format: 'date-time' },
					},
				},
			},
		});
	});

	it('tell versions of one event apart, and declare an event without properties', () => {
		const rules = read({ event: 'A' }, { event: 'A', version: '2' });
		expect(rules.map(({ version }) => version)).toEqual([1, 2]);
	});

	it('read permitted values in the type of their property', () => {
		const [{ jsonSchema }] = read(
			{ event: 'A', property: 'b', type: 'boolean', permittedValues: 'TRUE' },
			{ event: 'A', property: 'n', type: 'number', permittedValues: '1.5, 2e3, ' },
			{ event: 'A', property: 't', type: 'string', permittedValues: '1, true' },
		);
		expect(jsonSchema).toMatchObject({
			properties: {
				properties: {
					properties: {
						b: { enum: [true] },
						n: { enum: [1.5, 2_000] },
						t: { enum: ['1', 'true'] },
					},
				},
			},
		});
	});

	it('take names that every object has, and names with a dot at an end, for names', () => {
		const [{ jsonSchema }] = read(
			{ event: 'A', property: '__proto__', type: 'string' },
			{ event: 'A', property: 'constructor.name', type: 'string' },
			{ event: 'A', property: 'Dr.', type: 'string' },
		);
		const text = JSON.stringify(jsonSchema);
		expect(text).toContain(
			'"properties":{"__proto__":{"type":"string"},"constructor":{"type":"object","properties":{"name":{"type":"string"}}},"Dr.":{"type":"string"}}',
		);
	});

	it.each([
		['a row that is none', [5], 'Rules → 0 is 5, not a row'],
		['a column that nobody knows', [{ event: 'A', requierd: true }], 'has no field “requierd”'],
		['an event without a name', [{ event: 'A' }, { property: 'x' }], 'Rules → 1 → event is empty'],
		['a call that is none', [{ call: 'alias' }], 'Rules → 0 → call is “alias”'],
		['a type that is none', [{ event: 'A', property: 'x', type: 'money' }], '→ type is “money”'],
		['a switch that is none', [{ event: 'A', property: 'x', required: 'maybe' }], '→ required is'],
		[
			'a property twice',
			[
				{ event: 'A', property: 'x' },
				{ event: 'A', property: 'x' },
			],
			'is “x”, which is there already',
		],
		[
			'a property inside of a text',
			[
				{ event: 'A', property: 'x', type: 'string' },
				{ event: 'A', property: 'x.y' },
			],
			'“x” is no object',
		],
		[
			'a permitted value that is no number',
			[{ event: 'A', property: 'x', type: 'number', permittedValues: '1,two' }],
			'permittedValues is “two”, not a number',
		],
		[
			'a permitted value that is no whole number',
			[{ event: 'A', property: 'x', type: 'integer', permittedValues: '1, 2.5' }],
			'permittedValues is 2.5, not a whole number',
		],
		[
			'a permitted value that is no switch',
			[{ event: 'A', property: 'x', type: 'boolean', permittedValues: 'true, maybe' }],
			'permittedValues is “maybe”, not true or false',
		],
		['one column in two spellings', [{ event: 'A', Event: 'B' }], 'has the column “event” twice'],
		[
			'a type without a property',
			[{ event: 'A', type: 'string' }],
			'Rules → 0 → property is empty, and type is about one',
		],
		['a version that is none', [{ event: 'A', version: 0 }], 'Rules → 0 → version is 0'],
		[
			'a column that every object has',
			[JSON.parse('{"event":"A","__proto__":1}')],
			'has no field “__proto__”',
		],
	])('refuse %s', (_, rows, said) => {
		expect(() => rulesOfRows(rows, 'Rules')).toThrow(Problem);
		expect(() => rulesOfRows(rows, 'Rules')).toThrow(said);
	});
});

describe('a change of rules', () => {
	const rule = (key: string, properties: object, more: object = {}): Rule => ({
		type: 'TRACK',
		key,
		version: 1,
		jsonSchema: { type: 'object', properties: { properties: { properties } } },
		...more,
	});
	const present = [
		rule('Same', { a: { type: 'string', description: 'x' } }),
		rule('Other', { a: { type: 'string' }, b: {} }),
		rule('Gone', { a: {} }),
	];
	const wanted = [
		// in another order, it says the same
		rule('Same', { a: { description: 'x', type: 'string' } }),
		rule('Other', { a: { type: 'number' }, c: {} }),
		rule('New', { d: {} }),
		rule('Same', { a: {} }, { version: 2 }),
	];
	const summary = (replaces: boolean) =>
		compareRules(present, wanted, replaces).map(({ name, change, version, ...others }) => [
			`${String(name)} ${String(version)}: ${String(change)}`,
			others.addedProperties,
			others.changedProperties,
			others.removedProperties,
		]);

	const rows = [
		['Same 1: unchanged', '', '', ''],
		['Other 1: changed', 'c', 'a', 'b'],
		['New 1: added', 'd', '', ''],
		['Same 2: added', 'a', '', ''],
	];

	it('says of each given rule what becomes of it and its properties', () => {
		expect(summary(false)).toEqual(rows);
	});

	it('removes all others where they are replaced', () => {
		expect(summary(true)).toEqual([...rows, ['Gone 1: removed', '', '', 'a']]);
	});

	it('says what differs besides the properties', () => {
		const schema = (more: object, part: object = {}, context = {}) => ({
			...more,
			type: 'object',
			properties: { context, properties: { properties: { a: {}, b: {} }, ...part } },
		});
		const before = schema({ description: 'old' }, { required: ['a', 'b'] });
		const after = schema({ description: 'new' }, { required: ['a'] }, { required: ['ip'] });
		const named = { type: 'TRACK', key: 'E', version: 1 };
		const [row] = compareRules(
			[{ ...named, jsonSchema: before }],
			[{ ...named, jsonSchema: after }],
			false,
		);
		expect(row).toMatchObject({
			change: 'changed',
			changedProperties: '',
			otherChanges: 'description, properties.required, context',
		});
	});

	it('is none where only the order of a set differs', () => {
		const schema = (required: string[], permitted: unknown[]) =>
			rule('E', { a: { enum: permitted, required, type: ['string', 'null'] } });
		expect(
			compareRules([schema(['a', 'b'], [1, '1'])], [schema(['b', 'a'], ['1', 1])], false),
		).toMatchObject([{ change: 'unchanged' }]);
	});

	it('is about the traits of Identify, whatever else its rule mentions', () => {
		const identify = (traits: object): Rule => ({
			type: 'IDENTIFY',
			version: 1,
			jsonSchema: {
				properties: { properties: { properties: {} }, traits: { properties: traits } },
			},
		});
		expect(compareRules([identify({})], [identify({ email: {} })], false)).toMatchObject([
			{ change: 'changed', addedProperties: 'email', otherChanges: '' },
		]);
	});

	it('is a change where only the name is another', () => {
		const renamed = [{ ...present[0], newKey: 'New Name' }];
		expect(compareRules(present, renamed, false)).toMatchObject([
			{ change: 'changed', name: 'Same', newName: 'New Name' },
		]);
	});
});
