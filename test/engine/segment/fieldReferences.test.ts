import fc from 'fast-check';

import { compileParameter } from '../../../nodes/shared/run/expressions';
import { row, runCaught } from './support';

/** What the parameter gives, and how many expressions n8n was asked to evaluate for it. */
function read(parameter: unknown, item: object) {
	const asked: string[] = [];
	const value = compileParameter(parameter)(item as Record<string, unknown>, (expression) => {
		asked.push(expression);
		return 'from n8n';
	});
	return { value, asked };
}

const NOW = new Date();

describe('a reference to a field', () => {
	it.each([
		['={{ $json.plan }}', { plan: 'pro' }, 'pro'],
		['={{$json.plan}}', { plan: 7 }, 7],
		['={{ $json["last name"] }}', { 'last name': false }, false],
		["={{ $json['a.b'].c }}", { 'a.b': { c: '' } }, ''],
		['={{ $json.items[0] }}', { items: ['a'] }, 'a'],
		['={{ $json.items[1].sku }}', { items: [{}, { sku: 'B2' }] }, 'B2'],
		['={{ $json.items }}', { items: ['a', { b: [1] }] }, ['a', { b: [1] }]],
		['={{ $json.plan }}', { plan: null }, null],
		['={{ $json.plan }}', {}, undefined],
		['=Plan: {{ $json.plan }}!', { plan: 'pro' }, 'Plan: pro!'],
		['={{ $json.first }} {{ $json.last }}', { first: 'Ada' }, 'Ada '],
		['fixed', {}, 'fixed'],
		[{ rows: [{ value: '={{ $json.plan }}' }] }, { plan: 1 }, { rows: [{ value: 1 }] }],
	])('%j is read without n8n', (parameter, item, value) => {
		expect(read(parameter, item)).toEqual({ value, asked: [] });
	});

	it.each([
		['={{ $json.plan }}', { plan: NaN }],
		['={{ $json.plan }}', { plan: NOW }],
		['={{ $json.plan }}', { plan: [NOW] }],
		['={{ $json.plan }}', { plan: new Map() }],
		['={{ $json.plan.name }}', { plan: 'pro' }],
		['={{ $json.plan.name }}', {}],
		['={{ $json.items[3] }}', { items: [] }],
		['={{ $json.constructor }}', {}],
		['={{ $json.plan.toUpperCase() }}', { plan: 'pro' }],
		['={{ $json.plan ?? "free" }}', { plan: 'pro' }],
		['={{ $json["a\\"b"] }}', { 'a"b': 'pro' }],
		['={{ $jsonx }}', { x: 'pro' }],
		['=Plan: {{ $json.plan }}', { plan: { name: 'pro' } }],
		['=Plan: {{ $json.plan }} {{ 1 + 1 }}', { plan: 'pro' }],
		['=just text', {}],
	])('%j is left to n8n', (parameter, item) => {
		expect(read(parameter, item)).toEqual({ value: 'from n8n', asked: [parameter.slice(1)] });
	});

	const ROWS = ['string', 'number', 'boolean', 'array', 'object'] as const;
	const FORMS: Array<[string, (open: string, close: string) => string]> = [
		['a field', (open, close) => `={{ ${open}$json['value']${close} }}`],
		['an element', (open, close) => `={{ ${open}$json.value[0]${close} }}`],
		['a field inside', (open, close) => `={{ ${open}$json.value.id${close} }}`],
		[
			'text around',
			(open, close) => `=a {{ ${open}$json.value${close} }}-{{ ${open}$json.id${close} }}`,
		],
	];

	it.each(ROWS.flatMap((type) => FORMS.map(([form, write]) => ({ type, form, write }))))(
		'gives what n8n gives ($form, property of type $type)',
		async ({ type, write }) => {
			const leaf = fc.oneof(
				fc.jsonValue({ maxDepth: 2 }),
				fc.string(),
				fc.integer(),
				fc.date({ noInvalidDate: false }),
				fc.constantFrom(NaN, Infinity, null),
			);
			const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 2 }), fc.record({ id: leaf }));
			const items = fc.array(fc.record({ id: leaf, value }, { requiredKeys: [] }), {
				minLength: 1,
				maxLength: 20,
			});
			const run = async (json: object[], open: string, close: string) => {
				const { requests, ...result } = await runCaught(
					{
						resource: 'track',
						operation: 'event',
						event: 'Tested',
						userId: `={{ ${open}$json.id${close} }}`,
						customProperties: { assignments: [row('value', write(open, close), type)] },
					},
					{ items: json as never, settings: { onError: 'continueRegularOutput' } },
				);
				const sent = requests.map(({ url, body: { sentAt: _, ...body } }) => ({ url, body }));
				return { sent, json: result.json };
			};
			await fc.assert(
				fc.asyncProperty(items, async (json) => {
					expect(await run(json, '', '')).toEqual(await run(json, '(', ')'));
				}),
				{ numRuns: 8 },
			);
		},
	);
});

it('to what contains itself is refused in words', async () => {
	const circular: { self?: unknown } = {};
	circular.self = [circular, circular];
	const { error } = await runCaught(
		{
			resource: 'track',
			operation: 'event',
			event: 'Tested',
			userId: 'u-1',
			customProperties: { assignments: [row('o', '={{ $json.o }}', 'object')] },
		},
		{ items: [{ o: circular }] as never },
	);
	expect(error?.message).toBe(
		'Custom Properties → o is nested more than 100 levels deep, or contains itself',
	);
});

describe('the expressions of an item', () => {
	const leaf = fc.oneof(
		fc.jsonValue({ maxDepth: 2 }),
		fc.string(),
		fc.date({ noInvalidDate: false }),
		fc.constantFrom(NaN, null, undefined),
	);
	const items = fc.array(fc.record({ a: leaf, b: leaf }, { requiredKeys: [] }), {
		minLength: 3,
		maxLength: 6,
	});

	/** Expressions that compute, fail, end in a comment, or only fit together when put side by side. */
	const EXPRESSIONS = [
		'={{ $json.a + $json.b }}',
		'={{ $json.a.toUpperCase() }}',
		'={{ Number($json.a) * 100 }}',
		'={{ ({ a: $json.a }) }}',
		'={{ [$json.a, $json.b] }}',
		'={{ $json.a?.x ?? $json.b // a comment }}',
		'={{ DateTime.fromISO("2026-01-31") }}',
		'={{ new Date($json.a) }}',
		"={{ $json.b ? $('Nowhere').item.json.id : 1 }}",
		'={{ 1), (2 }}',
		'={{ "a }}',
		'={{ }}',
		'=text {{ 1 + 1 }}',
		'= {{ $json.a ?? "x" }}',
		'={{ 1 + 1 }}\n',
	];
	const expressions = fc.uniqueArray(fc.constantFrom(...EXPRESSIONS), {
		minLength: 2,
		maxLength: 5,
	});

	it('give together what each gives alone', async () => {
		const run = async (json: object[], chosen: string[]) => {
			const assignments = chosen.map((value, index) => row(`p${index}`, value, undefined as never));
			const { requests, json: output } = await runCaught(
				{
					resource: 'track',
					operation: 'event',
					event: 'Tested',
					userId: 'u-1',
					customProperties: { assignments },
				},
				{ items: json as never, settings: { onError: 'continueRegularOutput' } },
			);
			const sent = requests.flatMap(
				({ body }) => (body.batch ?? [body]) as Array<Record<string, unknown>>,
			);
			return { sent, output };
		};
		await fc.assert(
			fc.asyncProperty(items, expressions, async (json, chosen) => {
				const { output, sent } = await run(json, chosen);
				const alone: Array<Awaited<ReturnType<typeof run>>> = [];
				for (const item of json) alone.push(await run([item], chosen));
				expect(output.map(({ error }) => error)).toEqual(alone.map((one) => one.output[0].error));
				expect(sent.map(({ properties }) => properties)).toEqual(
					alone.flatMap((one) => one.sent).map(({ properties }) => properties),
				);
			}),
			{ numRuns: 12 },
		);
	}, 30_000);
});
