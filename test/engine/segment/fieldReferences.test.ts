import fc from 'fast-check';

import { resolveReferences } from '../../../nodes/Segment/run/fieldReferences';
import { row, runSegment } from './support';

describe('a reference to a field', () => {
	it.each([
		['={{ $json.plan }}', { plan: 'pro' }, 'pro'],
		['={{$json.plan}}', { plan: 7 }, 7],
		['={{ $json["last name"] }}', { 'last name': false }, false],
		["={{ $json['a.b'].c }}", { 'a.b': { c: '' } }, ''],
		['fixed', {}, 'fixed'],
	])('%s is read without n8n', (parameter, item, value) => {
		expect(resolveReferences(parameter, item)).toBe(value);
	});

	it.each([
		['={{ $json.plan }}', {}],
		['={{ $json.plan }}', { plan: null }],
		['={{ $json.plan }}', { plan: NaN }],
		['={{ $json.plan }}', { plan: ['pro'] }],
		['={{ $json.plan }}', { plan: new Date() }],
		['={{ $json.plan.name }}', { plan: 'pro' }],
		['={{ $json.plan.length }}', { plan: ['pro'] }],
		['={{ $json.constructor.name }}', {}],
		['={{ $json.plan }} ', { plan: 'pro' }],
		['= {{ $json.plan }}', { plan: 'pro' }],
		['={{ $json.plan }}{{ $json.plan }}', { plan: 'pro' }],
		['={{ $json.plan.toUpperCase() }}', { plan: 'pro' }],
		['={{ $json.plan ?? "free" }}', { plan: 'pro' }],
		['={{ $json["a\\"b"] }}', { 'a"b': 'pro' }],
		['={{ $json[0] }}', { 0: 'pro' }],
		['={{ $jsonx }}', { x: 'pro' }],
	])('%s is left to n8n', (parameter, item) => {
		expect(resolveReferences(parameter, item)).toBeUndefined();
		expect(resolveReferences({ rows: [{ value: parameter }] }, item)).toBeUndefined();
	});

	it.each(['string', 'number', 'boolean', 'array', 'object'])(
		'gives what n8n gives (property of type %s)',
		async (type) => {
			const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.string(), fc.integer());
			const items = fc.array(fc.record({ id: value, value }, { requiredKeys: [] }), {
				minLength: 1,
				maxLength: 20,
			});
			const run = async (json: object[], open: string, close: string) => {
				const { requests, ...result } = await runSegment(
					{
						resource: 'track',
						operation: 'event',
						event: 'Tested',
						userId: `={{ ${open}$json.id${close} }}`,
						customProperties: {
							assignments: [row('value', `={{ ${open}$json['value']${close} }}`, type)],
						},
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
				{ numRuns: 20 },
			);
		},
	);
});
