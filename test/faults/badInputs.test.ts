import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startStandIn, type StandIn } from '../stand-in/server';
import { ITEMS_ARE_MESSAGES, MAP_FIELDS, runSegment } from '../support/runSegment';

jest.setTimeout(120_000);

let standIn: StandIn;

beforeAll(async () => {
	standIn = await startStandIn();
});
afterAll(async () => await standIn.close());

/** What people, databases and expressions put into fields. */
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 3, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
	fc.constantFrom(
		'',
		' ',
		'null',
		'true',
		'0',
		'{}',
		'[]',
		'{"a":',
		'user-1',
		'2026-11-21T12:00:00Z',
	),
	fc.constantFrom(null, true, false, 0, -0, 1e21, Number.MAX_SAFE_INTEGER, NaN, Infinity),
	fc.constantFrom('x'.repeat(99), 'x'.repeat(100), 'ü'.repeat(20_000), '\ud800', '\u0000', '👋'),
	fc.constantFrom(
		'2026-13-45',
		'1763726400',
		1_763_726_400,
		1_763_726_400_000,
		new Date(0),
		new Date(NaN),
	),
	fc.jsonValue({ maxDepth: 2 }),
	fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'a.b', '', 'toJSON'), fc.jsonValue()),
);

/** One that is odd spoils a whole run, so that only now and then one is. */
const mostly = (good: fc.Arbitrary<unknown>, odd: fc.Arbitrary<unknown>) =>
	fc.oneof({ weight: 6, arbitrary: good }, odd);

const anyText = fc.oneof({ weight: 2, arbitrary: fc.constantFrom('user-1', 'a', '42') }, anyValue);

const consent = fc.oneof(
	anyValue,
	fc.record({ categoryPreferences: anyValue, version: anyValue }, { requiredKeys: [] }),
	fc.record({ categoryPreferences: fc.dictionary(fc.string(), fc.oneof(fc.boolean(), anyValue)) }),
);
const context = fc.oneof(
	anyValue,
	fc.record(
		{ consent, device: fc.oneof(anyValue, fc.record({ advertisingId: anyValue })), ip: anyValue },
		{ requiredKeys: [] },
	),
);

/** Puts up to two values that may be anything into something good, and may take one away. */
function spoilt(
	good: fc.Arbitrary<Record<string, unknown>>,
	bad: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Record<string, unknown>> {
	const keys = Object.keys(bad);
	const spoiling = fc.constantFrom(...keys).chain((key) => fc.record({ [key]: bad[key] }));
	const missing = fc.option(fc.constantFrom(...keys), { freq: 3, nil: undefined });
	return fc
		.tuple(good, fc.array(spoiling, { maxLength: 2 }), missing)
		.map(([message, spoilings, key]) => {
			const result = Object.assign({}, message, ...spoilings) as Record<string, unknown>;
			if (key !== undefined) delete result[key];
			return result;
		});
}

const GOOD_TEXTS = {
	userId: 'user-1',
	anonymousId: 'browser-1',
	groupId: 'account-1',
	previousId: 'browser-0',
	event: 'Order Completed',
	name: 'Home',
	category: 'Start',
};

const TYPES = ['identify', 'group', 'track', 'page', 'screen', 'alias'];

/** A message of which anything may be wrong or missing. */
const messages = spoilt(
	fc.constantFrom(...TYPES).map((type) => ({ type, ...GOOD_TEXTS, traits: { plan: 'pro' } })),
	{
		type: anyValue,
		...Object.fromEntries(Object.keys(GOOD_TEXTS).map((key) => [key, anyText])),
		event: fc.oneof(anyText, fc.constant('Segment Consent Preference Updated')),
		traits: anyValue,
		properties: anyValue,
		context,
		integrations: anyValue,
		timestamp: anyValue,
		messageId: anyText,
		sentAt: anyValue,
		writeKey: anyValue,
		batch: anyValue,
	},
);

let executions = 0;

/** What the generated inputs came to, so that a generator which only ever makes one kind is seen. */
const totals = { sent: 0, refused: 0 };
beforeEach(() => Object.assign(totals, { sent: 0, refused: 0 }));
afterEach(() => {
	expect(totals.sent).toBeGreaterThan(100);
	expect(totals.refused).toBeGreaterThan(100);
});

/** Runs the node so that good items go and bad ones stay, and expects no invalid message on the wire. */
async function expectOnlyValidMessages(
	parameters: INodeParameters,
	items: unknown[],
): Promise<void> {
	standIn.reset();
	const work = runSegment(standIn, {
		parameters,
		items: items as IDataObject[],
		settings: { onError: 'continueRegularOutput' },
		executionId: String(++executions),
	});
	const { outputs, error } = await work.catch((refused: Error) => ({
		outputs: [],
		error: refused,
	}));
	expect(standIn.discarded.map(({ code, sent }) => ({ code, sent }))).toEqual([]);
	expect(standIn.requests.filter(({ status }) => status !== 200)).toEqual([]);
	const { accepted, duplicates } = standIn.counts;
	const results = (outputs[0] ?? []).map(({ json }) => json);
	totals.sent += accepted + duplicates;
	totals.refused += items.length - accepted - duplicates;
	if (error) {
		// parameters that nothing can be made of
		expect(accepted + duplicates).toBe(0);
		return;
	}
	expect(results).toHaveLength(items.length);
	expect(results.filter(({ success }) => success === true)).toHaveLength(accepted + duplicates);
}

const manyItems = fc.array(messages, { minLength: 1, maxLength: 8 });

describe('no invalid message goes on the wire', () => {
	it('from items that are meant as messages', async () => {
		await fc.assert(
			fc.asyncProperty(manyItems, fc.boolean(), async (items, keepMessageIds) => {
				await expectOnlyValidMessages({ ...ITEMS_ARE_MESSAGES, keepMessageIds }, items);
			}),
			{ numRuns: 250 },
		);
	});

	it('from mapped items', async () => {
		const fieldName = mostly(
			fc.constantFrom('userId', 'traits', 'traits.plan', 'event', 'name', 'category'),
			anyText,
		);
		const mapping = fc.record(
			{
				messageType: fc.constantFrom(...TYPES, 'field'),
				typeField: mostly(fc.constant('type'), anyText),
				userIdField: mostly(fc.constantFrom('userId', 'traits.plan', 'properties'), anyText),
				eventName: anyText,
				dataFrom: fc.constantFrom('allOtherFields', 'chosenFields', 'objectField'),
				objectField: mostly(fc.constantFrom('traits', 'properties'), anyText),
				chosenFields: fc.record({
					field: fc.array(fc.record({ from: fieldName, to: anyText }), { maxLength: 2 }),
				}),
				fieldNames: fc.dictionary(
					fc.constantFrom('anonymousId', 'event', 'groupId', 'name', 'timestamp', 'messageId'),
					fieldName,
					{ maxKeys: 1 },
				),
				context: fc.record(
					{ additionalContext: mostly(fc.constant({ ip: '203.0.113.7' }), anyValue) },
					{ requiredKeys: [] },
				),
				options: fc.record(
					{
						concurrentRequests: mostly(fc.constantFrom(1, '4', ''), anyValue),
						messageIdMode: fc.constantFrom('perExecution', 'fromContent', 'custom'),
					},
					{ requiredKeys: [] },
				),
			},
			{ requiredKeys: ['messageType'] },
		);
		await fc.assert(
			fc.asyncProperty(mapping, manyItems, async (parameters, items) => {
				await expectOnlyValidMessages({ ...MAP_FIELDS, ...(parameters as INodeParameters) }, items);
			}),
			{ numRuns: 250 },
		);
	});

	it('from the form', async () => {
		const operations: INodeParameters[] = [
			{ resource: 'alias', operation: 'create' },
			{ resource: 'group', operation: 'add' },
			{ resource: 'identify', operation: 'create' },
			{ resource: 'track', operation: 'event' },
			{ resource: 'track', operation: 'page' },
			{ resource: 'track', operation: 'screen' },
		];
		const rows = fc.record({
			assignments: fc.array(
				fc.record({
					id: fc.uuid(),
					name: anyText,
					value: anyValue,
					type: fc.constantFrom('string', 'number', 'boolean', 'array', 'object'),
				}),
				{ maxLength: 1 },
			),
		});
		/** As if an expression had given each value: read from the item, so any type comes through. */
		const form = spoilt(fc.constant(GOOD_TEXTS), {
			...Object.fromEntries(Object.keys(GOOD_TEXTS).map((key) => [key, anyText])),
			email: anyText,
			fullName: anyText,
			customTraitsJson: anyValue,
			customPropertiesJson: anyValue,
			timestamp: anyValue,
			messageId: anyText,
			advertisingId: anyValue,
			additionalContext: context,
			revenue: anyValue,
		});
		const fromItem = (name: string) => `={{ $json[${JSON.stringify(name)}] }}`;
		const top = [
			...['userId', 'anonymousId', 'groupId', 'previousId', 'event', 'name', 'category'],
			...['email', 'fullName', 'customTraitsJson', 'customPropertiesJson'],
		];
		const parameters: INodeParameters = {
			...Object.fromEntries(top.map((name) => [name, fromItem(name)])),
			properties: { revenue: fromItem('revenue') },
			additionalFields: { timestamp: fromItem('timestamp'), messageId: fromItem('messageId') },
			context: {
				device: { advertisingId: fromItem('advertisingId') },
				additionalContext: fromItem('additionalContext'),
			},
		};
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...operations),
				fc.constantFrom('fields', 'json'),
				rows,
				fc.array(form, { minLength: 1, maxLength: 6 }),
				async (operation, specify, custom, items) => {
					await expectOnlyValidMessages(
						{
							...operation,
							...parameters,
							specifyTraits: specify,
							specifyProperties: specify,
							customTraits: custom as unknown as INodeParameters,
							customProperties: custom as unknown as INodeParameters,
						},
						items,
					);
				},
			),
			{ numRuns: 250 },
		);
	});
});
