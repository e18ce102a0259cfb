import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { Segment } from '../../../nodes/Segment/Segment.node';
import { row, runCaught, type SegmentRun } from './support';

/** Every operation that an agent's tool can have, with a field of each kind from the item. */
const OPERATIONS: INodeParameters[] = [
	{ resource: 'alias', operation: 'create', previousId: '={{ $json.previous }}' },
	{
		resource: 'group',
		operation: 'add',
		groupId: '={{ $json.account }}',
		groupTraits: { employees: '={{ $json.seats }}', plan: 'pro' },
	},
	{
		resource: 'identify',
		operation: 'create',
		email: '={{ $json.email }}',
		fullName: '={{ $json.first + " " + $json.last }}',
		traits: { createdAt: '={{ $json.at }}', address: { city: '={{ $json.city }}' } },
	},
	{
		resource: 'track',
		operation: 'event',
		event: '={{ $json.event }}',
		properties: { revenue: '={{ $json.total }}' },
	},
	{
		resource: 'track',
		operation: 'page',
		name: '={{ $json.event }}',
		pageProperties: { keywords: ['a', 'b'], url: 'https://example.com/{{ $json.id }}' },
	},
	{ resource: 'track', operation: 'screen', category: 'Shop', name: 'Item {{ $json.id }}' },
];

const SHARED: INodeParameters = {
	userId: '={{ $json.id }}',
	customTraits: { assignments: [row('tags', '={{ $json.tags }}', 'array')] },
	customProperties: { assignments: [row('tags', '={{ $json.tags }}', 'array')] },
	context: { locale: '={{ $json.locale }}', consent: { categories: [{ category: 'Ads' }] } },
	integrations: { all: false, destinations: { destination: [{ name: 'Slack', mode: 'on' }] } },
	additionalFields: { timestamp: '={{ $json.at }}' },
};

const item = (id: number): IDataObject => ({
	id,
	previous: `p-${id}`,
	account: ` acct_${id} `,
	seats: '51-200',
	email: `${id}@example.com`,
	...{ first: 'Ada', last: 'Lovelace', city: 'Berlin', locale: 'de-AT' },
	event: 'Order Completed',
	total: '9.5',
	tags: ['a', { b: 1 }],
	at: '2026-01-31T09:30:00',
});

/** What is wrong: for the reader of a value, of an option, and for the check of the message. */
const WRONG: Array<[string, INodeParameters]> = [
	['a value that cannot be read', { context: { device: { id: '={{ ({}) }}' } } }],
	['a message that belongs to nobody', { userId: '={{ $json.nothing }}' }],
	['an option that cannot be used', { options: { maxRetries: 'many' } }],
];

const nameOf = ({ resource, operation }: INodeParameters) => `${resource} → ${operation}`;
const CASES = OPERATIONS.map((operation): [string, INodeParameters] => [
	nameOf(operation),
	{ ...SHARED, ...operation },
]);

async function bothWays(
	parameters: INodeParameters,
	options: Parameters<typeof runCaught>[1],
): Promise<[SegmentRun, SegmentRun]> {
	const custom = await runCaught(parameters, { timezone: 'Europe/Berlin', ...options });
	const routed = await runCaught(parameters, {
		timezone: 'Europe/Berlin',
		...options,
		routed: true,
	});
	return [custom, routed];
}

/** Without the time at which it left. */
const sentBy = ({ requests }: SegmentRun) =>
	requests.map(({ body: { sentAt, ...body }, ...request }) => {
		expect(sentAt).toMatch(/Z$/);
		const { 'content-length': _length, ...headers } = request.headers;
		return { ...request, headers, body };
	});

const messagesBy = (run: SegmentRun) =>
	sentBy(run).flatMap(({ body }) => (body.batch ?? [body]) as IDataObject[]);

describe.each(CASES)('%s', (_name, parameters) => {
	it('sends the same request and gives the same output', async () => {
		const [custom, routed] = await bothWays(parameters, { items: [item(7)] });
		expect(custom.error).toBeUndefined();
		expect(custom.requests).toHaveLength(1);
		expect(sentBy(routed)).toEqual(sentBy(custom));
		expect(routed.outputs).toEqual(custom.outputs);
		expect(custom.json).toMatchObject([{ success: true, request: 1, attempts: 1 }]);
	});

	it('sends the same messages of several items, one by one the routed way', async () => {
		const items = [item(1), item(2), item(3)];
		const [custom, routed] = await bothWays(parameters, { items });
		expect(custom.requests).toHaveLength(1);
		expect(routed.requests).toHaveLength(3);
		expect(messagesBy(routed)).toEqual(messagesBy(custom));
		const results = (run: SegmentRun) =>
			run.outputs[0].map(({ json: { request: _request, ...json }, pairedItem }) => ({
				json,
				pairedItem,
			}));
		expect(results(routed)).toEqual(results(custom));
	});

	it('plans the same in a Dry Run', async () => {
		const dryRun = { ...parameters, options: { dryRun: true, messageIdMode: 'fromContent' } };
		const [custom, routed] = await bothWays(dryRun, { items: [item(7)] });
		expect([...custom.requests, ...routed.requests]).toEqual([]);
		expect(custom.json).toMatchObject([{ dryRun: true }]);
		expect(routed.outputs).toEqual(custom.outputs);
	});

	it.each(WRONG)('says the same of %s', async (_what, wrong) => {
		const [custom, routed] = await bothWays({ ...parameters, ...wrong }, { items: [item(7)] });
		expect([...custom.requests, ...routed.requests]).toEqual([]);
		expect(custom.error?.message).toBeTruthy();
		const told = ({ error }: SegmentRun) => [error?.message, error?.description];
		expect(told(routed)).toEqual(told(custom));

		const settings = { onError: 'continueRegularOutput' as const };
		const [goesOn, goesOnRouted] = await bothWays(
			{ ...parameters, ...wrong },
			{ items: [item(7)], settings },
		);
		expect(goesOn.json).toMatchObject([{ error: custom.error?.message }]);
		expect(goesOnRouted.outputs).toEqual(goesOn.outputs);
	});
});

describe.each(CASES)('%s as an agent’s tool', (_name, parameters) => {
	const asTool = async (more: INodeParameters = {}) =>
		await bothWays({ ...parameters, ...more }, { items: [item(7)], tool: true });

	it('sends the same request and gives the same output', async () => {
		const [custom, routed] = await asTool();
		expect(custom.requests).toHaveLength(1);
		expect(sentBy(routed)).toEqual(sentBy(custom));
		expect(custom.json).toMatchObject([{ success: true }]);
		expect(routed.outputs).toEqual(custom.outputs);
	});

	it('tells two calls of one execution apart by what they say', async () => {
		const idOf = ([run]: SegmentRun[]) => messagesBy(run)[0].messageId;
		const other = { additionalFields: { timestamp: '2026-02-01T00:00:00Z' } };
		expect(idOf(await asTool())).toBe(idOf(await asTool()));
		expect(idOf(await asTool())).not.toBe(idOf(await asTool(other)));
	});

	it.each(WRONG)(
		'answers what is wrong with %s, and does not end the agent',
		async (_what, wrong) => {
			const [custom, routed] = await asTool(wrong);
			expect([...custom.requests, ...routed.requests]).toEqual([]);
			expect([custom.error, routed.error]).toEqual([undefined, undefined]);
			expect(custom.json).toMatchObject([
				{ error: expect.any(String) as string, message: expect.any(String) as string },
			]);
			expect(routed.outputs).toEqual(custom.outputs);
		},
	);
});

it('sends nothing either way when an expression fails', async () => {
	const [, parameters] = CASES[0];
	const failing = { ...parameters, userId: "={{ $('Nowhere').item.json.id }}" };
	for (const { requests, error, outputs } of await bothWays(failing, { items: [item(7)] })) {
		expect(requests).toEqual([]);
		expect(outputs).toEqual([]);
		expect(error?.message).toContain("Referenced node doesn't exist");
	}
});

it('knows every operation but Batch both ways', () => {
	const { customOperations, description } = new Segment();
	const routed = description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(options as Array<{ value: string; routing?: object }>)
				.filter(({ routing }) => routing)
				.map(({ value }) => `${displayOptions?.show?.resource?.[0] as string} → ${value}`),
		);
	const custom = Object.entries(customOperations).flatMap(([resource, operations]) =>
		Object.keys(operations).map((operation) => `${resource} → ${operation}`),
	);
	expect(routed.sort()).toEqual(CASES.map(([name]) => name).sort());
	expect(custom.sort()).toEqual([...routed, 'batch → send'].sort());
});
