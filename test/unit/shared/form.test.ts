import type { INodeProperties } from 'n8n-workflow';

import { Problem } from '../../../nodes/shared/problem';
import { Form } from '../../../nodes/shared/read/form';

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name.replace(/^./, (first) => first.toUpperCase()),
	name,
	type: 'string',
	default: '',
	...more,
});

const DEFINITIONS: INodeProperties[] = [
	field('userId', { displayName: 'User ID' }),
	field('mode', {
		type: 'options',
		options: [
			{ name: 'Each Item', value: 'eachItem' },
			{ name: 'Once', value: 'once' },
		],
		default: 'eachItem',
	}),
	field('parts', {
		type: 'multiOptions',
		options: [
			{ name: 'A', value: 'a' },
			{ name: 'B', value: 'b' },
		],
		default: [],
	}),
	field('dryRun', { displayName: 'Dry Run', type: 'boolean', default: false }),
	field('nest', { type: 'boolean', default: true }),
	field('limit', { type: 'number', typeOptions: { minValue: 1, maxValue: 100 }, default: 50 }),
	field('source', { type: 'resourceLocator', default: { mode: 'list', value: '' } }),
	field('options', {
		type: 'collection',
		default: {},
		options: [
			field('locale'),
			field('keepIds', { displayName: 'Keep IDs', type: 'boolean', default: true }),
			field('page', { type: 'collection', default: {}, options: [field('path')] }),
		],
	}),
	field('traits', {
		displayName: 'Custom Traits',
		type: 'fixedCollection',
		default: {},
		options: [{ name: 'trait', displayName: 'Trait', values: [field('key'), field('value')] }],
	}),
];

const form = (values: Record<string, unknown>, saved: Record<string, unknown> = values) =>
	new Form({
		definitions: DEFINITIONS,
		value: (name) => values[name],
		saved: (name) => saved[name],
		timezone: 'Europe/Berlin',
	});

const GIVEN = '={{ $json.x }}';
const given = (name: string, value: unknown) => form({ [name]: value }, { [name]: GIVEN });

describe('a field', () => {
	it('is called in errors as the form shows it', () => {
		expect(form({}).label('dryRun')).toBe('Dry Run');
		expect(form({}).label('unknown')).toBe('unknown');
		expect(() => form({ userId: true }).id('userId')).toThrow('User ID is true, not text');
	});

	it('can be required', () => {
		expect(form({ userId: ' u-1 ' }).requiredId('userId')).toBe('u-1');
		for (const userId of [undefined, null, '', ' \n']) {
			expect(() => form({ userId }).requiredId('userId')).toThrow(
				expect.objectContaining({
					message: 'User ID is empty',
					advice: 'Fill it in, or check that its expression reads the right field.',
				}),
			);
			expect(() => form({ userId }).requiredText('userId')).toThrow(Problem);
		}
		expect(form({}).has('userId')).toBe(false);
		expect(form({ userId: 0 }).has('userId')).toBe(true);
	});

	it.each<[unknown, boolean]>([
		[undefined, true],
		[null, true],
		['', true],
		['FALSE', false],
		[0, false],
		[true, true],
	])('that is a switch has its default where it is absent: %p', (nest, flag) => {
		expect(form({ nest }).flag('nest')).toBe(flag);
		expect(form({}).flag('dryRun')).toBe(false);
		expect(form({}).optionalFlag('nest')).toBeUndefined();
	});

	it('that is a choice has its default where it is absent, and never falls back to it', () => {
		expect(form({}).choice('mode')).toBe('eachItem');
		expect(form({}).optionalChoice('mode')).toBeUndefined();
		expect(form({ mode: ' ONCE' }).choice('mode')).toBe('once');
		expect(() => form({ mode: 'never' }).choice('mode')).toThrow(
			'Mode is “never”, which is not one of its choices',
		);
	});

	it('can hold several choices', () => {
		expect(form({ parts: ['a', 'B'] }).someChoices('parts')).toEqual(['a', 'b']);
		expect(form({ parts: [] }).someChoices('parts')).toBeUndefined();
		expect(() => form({ parts: ['a', 'c'] }).someChoices('parts')).toThrow('Parts → 1 is “c”');
	});

	it('that is a number keeps to its range, and is whole unless that does not matter', () => {
		expect(form({}).number('limit')).toBe(50);
		expect(form({ limit: ' 7 ' }).number('limit')).toBe(7);
		expect(form({ limit: 2.5 }).number('limit', false)).toBe(2.5);
		expect(form({}).optionalNumber('limit')).toBeUndefined();
		expect(() => form({ limit: 2.5 }).number('limit')).toThrow('Limit is 2.5, not a whole number');
		expect(() => form({ limit: 101 }).number('limit')).toThrow('must be from 1 to 100');
	});

	it('that is a time is read in the workflow’s zone', () => {
		expect(form({ userId: '2026-01-31T09:30:00' }).time('userId')).toBe('2026-01-31T08:30:00.000Z');
	});
});

describe('a form that is read whole', () => {
	/** The message with which the reading ends. */
	function endOf(values: Record<string, unknown>, read: (form: Form) => unknown): unknown {
		try {
			return form(values, { ...values, traits: GIVEN }).whole(read);
		} catch (error) {
			return error instanceof Problem ? error.message : error;
		}
	}

	it('gives what was read', () => {
		expect(
			endOf({ userId: 'u', limit: 5 }, (f) => [f.requiredId('userId'), f.number('limit')]),
		).toEqual(['u', 5]);
	});

	it.each<
		[what: string, values: Record<string, unknown>, read: (form: Form) => unknown, end: string]
	>([
		[
			'fields of each kind',
			{ userId: true, mode: 'never', dryRun: 2, limit: 0, parts: ['c'] },
			(f) => [
				f.requiredId('userId'),
				f.choice('mode'),
				f.flag('dryRun'),
				f.number('limit'),
				f.someChoices('parts'),
			],
			'User ID is true, not text; Mode is “never”, which is not one of its choices; ' +
				'Dry Run is 2, not true or false; Limit is 0, and must be from 1 to 100; ' +
				'Parts → 0 is “c”, which is not one of its choices',
		],
		[
			'required fields that are empty',
			{},
			(f) => [
				f.requiredId('userId').length,
				f.requiredText('source').trim(),
				f.requiredTime('traits'),
				f.requiredChoice('mode'),
			],
			'User ID is empty; Source is empty; Custom Traits is empty; Mode is empty',
		],
		[
			'collections inside of collections',
			{ userId: '', options: { locale: [], page: { path: {} } } },
			(f) => {
				const options = f.collection('options');
				return [
					f.requiredId('userId'),
					options.text('locale'),
					options.collection('page').text('path'),
				];
			},
			'User ID is empty; Options → Locale is a list, not text; ' +
				'Options → Page → Path is an object, not text',
		],
		[
			'a collection that is none, and what comes after it',
			{ options: 5, limit: 'x' },
			(f) => [f.collection('options').flag('keepIds'), f.number('limit')],
			'Options is 5, not an object; Limit is “x”, not a number',
		],
		[
			'rows, also one that is none',
			{ traits: { trait: [{ key: true }, 5, { key: NaN }] } },
			(f) => f.rows('traits', 'trait').map((row) => row.id('key')),
			'Custom Traits is 5, not an object; Custom Traits → Key is true, not text; ' +
				'Custom Traits → Key is NaN, not an ID',
		],
		[
			'a mapper that is none, and single steps',
			{ userId: 5.5, source: { value: [] } },
			(f) => [
				f.id('userId'),
				f.mapped('source').values,
				f.attempt(() => f.required('x', undefined)),
			],
			'User ID is the number 5.5, not a whole one; Source is a list, not an object; x is empty',
		],
		[
			'one fault that is met twice, once',
			{ limit: 0 },
			(f) => [f.number('limit'), f.number('limit')],
			'Limit is 0, and must be from 1 to 100',
		],
	])('tells all that is wrong: %s', (_, values, read, end) => {
		expect(endOf(values, read)).toBe(end);
	});

	it('reads on after a decision, or its default, and not after one that is none', () => {
		const read = (f: Form) => [f.decision('mode'), f.requiredId('userId')];
		expect(endOf({ mode: ' ONCE ', userId: 'u' }, read)).toEqual(['once', 'u']);
		expect(endOf({ userId: 'u' }, read)).toEqual(['eachItem', 'u']);
		expect(endOf({ mode: 'never' }, read)).toBe('Mode is “never”, which is not one of its choices');
		expect(() => form({ mode: 'never' }).decision('mode')).toThrow('Mode is “never”');
	});

	it('leaves the form that it began with as it was', () => {
		const whole = form({ userId: true });
		expect(() => whole.whole((f) => f.id('userId'))).toThrow('User ID is true');
		expect(() => whole.id('userId')).toThrow('User ID is true');
	});
});

describe('a list', () => {
	it('typed is split, and one that an expression gave is not', () => {
		const text = 'a, b\nb';
		expect(form({ userId: text }).ids('userId')).toEqual(['a', 'b']);
		expect(given('userId', text).ids('userId')).toEqual([text]);
		expect(given('userId', text).texts('userId')).toEqual([text]);
		expect(given('userId', ['a', 'a', 5]).ids('userId')).toEqual(['a', '5']);
	});
});

describe('a resource locator', () => {
	it('is what was chosen or typed in it', () => {
		const source = { __rl: true, mode: 'id', value: ' src1 ' };
		expect(form({ source }).requiredId('source')).toBe('src1');
		expect(form({ source }).isTyped('source')).toBe(true);
		const dragged = { ...source, value: GIVEN };
		expect(form({ source }, { source: dragged }).isTyped('source')).toBe(false);
	});

	it('is none where the field is another', () => {
		expect(() => form({ userId: { __rl: true, value: 'u' } }).id('userId')).toThrow(
			'User ID is an object, not text',
		);
	});
});

describe('a collection', () => {
	it('is a form of its own, whose errors say where they are', () => {
		const options = form({ options: { locale: 'de', keepIds: 'no', page: { path: 5 } } });
		const collection = options.collection('options');
		expect(collection.text('locale')).toBe('de');
		expect(collection.flag('keepIds')).toBe(false);
		expect(collection.collection('page').text('path')).toBe('5');
		expect(collection.label('keepIds')).toBe('Options → Keep IDs');
		expect(collection.collection('page').label('path')).toBe('Options → Page → Path');
		expect(collection.timezone).toBe('Europe/Berlin');
	});

	it.each([undefined, null, '', {}])('that is %p has its defaults', (options) => {
		expect(form({ options }).collection('options').flag('keepIds')).toBe(true);
		expect(form({ options }).collection('options').has('locale')).toBe(false);
	});

	it('can be given whole by an expression, and never vanishes', () => {
		const whole = given('options', { locale: 'a,b' }).collection('options');
		expect(whole.texts('locale')).toEqual(['a,b']);
		expect(() => given('options', { local: 'de' }).collection('options')).toThrow(
			expect.objectContaining({
				message: 'Options has no field “local”',
				advice: 'Its fields are locale, keepIds, page.',
			}),
		);
	});

	it.each<[unknown, string]>([
		['{"locale":"de"}', '“{"locale":"de"}”'],
		[5, '5'],
		[false, 'false'],
		[[{ locale: 'de' }], 'a list'],
		[new Date(0), 'a date'],
	])('is no %p', (options, words) => {
		expect(() => given('options', options).collection('options')).toThrow(
			`Options is ${words}, not an object`,
		);
	});

	it('does not take what every object has for its own', () => {
		const collection = form({ options: {} }).collection('options');
		expect(collection.value('constructor')).toBeUndefined();
		expect(collection.value('toString')).toBeUndefined();
	});
});

describe('rows', () => {
	const read = (by: Form) =>
		by.rows('traits', 'trait').map((row) => [row.trimmed('key'), row.value('value')]);

	it('are forms of their own', () => {
		const trait = [
			{ key: ' plan ', value: 'pro' },
			{ key: 'seats', value: 5 },
		];
		expect(read(form({ traits: { trait } }))).toEqual([
			['plan', 'pro'],
			['seats', 5],
		]);
		expect(form({ traits: { trait } }).rows('traits', 'trait')[0].label('key')).toBe(
			'Custom Traits → Key',
		);
	});

	it('know which of their values an expression gave', () => {
		const traits = { trait: [{ key: 'a, b', value: 'c, d' }] };
		const saved = { traits: { trait: [{ key: 'a, b', value: GIVEN }] } };
		const [row] = form({ traits }, saved).rows('traits', 'trait');
		expect([row.texts('key'), row.texts('value')]).toEqual([['a', 'b'], ['c, d']]);
	});

	it.each<[unknown, unknown[]]>([
		[undefined, []],
		[{}, []],
		[{ trait: [] }, []],
		[{ trait: { key: 'plan' } }, [['plan', undefined]]],
		[[{ key: 'plan', value: 1 }], [['plan', 1]]],
	])('of %p', (traits, rows) => {
		expect(read(given('traits', traits))).toEqual(rows);
	});

	it.each<[unknown, string]>([
		[{ traits: [] }, 'Custom Traits has no field “traits”'],
		[{ trait: [{ name: 'plan' }] }, 'Custom Traits has no field “name”'],
		['plan', 'Custom Traits is “plan”, not an object'],
		[[5], 'Custom Traits is 5, not an object'],
	])('are none of %p', (traits, message) => {
		expect(() => given('traits', traits).rows('traits', 'trait')).toThrow(message);
	});
});

describe('the rows of a resource mapper', () => {
	const mapper = (value: unknown, removed: string[] = []) => ({
		mappingMode: 'defineBelow',
		value,
		schema: removed.map((id) => ({ id, removed: true })),
	});
	const mapped = (fields: unknown, saved: unknown = fields) =>
		form({ fields }, { fields: saved }).mapped('fields');

	it('come by the name of their field, and know which an expression gave', () => {
		const { values, isTyped } = mapped(
			mapper({ a: 'x', b: 'y' }),
			mapper({ a: '={{ $json.a }}', b: 'y' }),
		);
		expect(values).toEqual({ a: 'x', b: 'y' });
		expect([isTyped('a'), isTyped('b'), isTyped('none')]).toEqual([false, true, true]);
	});

	it('are without the switches that the editor saves unasked', () => {
		const value = { enabled: false, dryRun: false, name: 'x', force: true };
		const { values } = mapped(mapper(value, ['enabled', 'name', 'force']));
		expect(values).toEqual({ dryRun: false, name: 'x', force: true });
	});

	it.each([undefined, null, '', mapper(null), { mappingMode: 'defineBelow' }])(
		'are none in %p',
		(fields) => {
			expect(mapped(fields).values).toEqual({});
		},
	);

	it.each([5, mapper([]), mapper('x')])('are none, and refused, in %p', (fields) => {
		expect(() => mapped(fields)).toThrow(/^fields is .+, not an object$/);
	});
});
