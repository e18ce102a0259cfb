/** Data Review → Routing, against the stand-in, which reads filters and triggers as Segment does. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { known, tokens } from '../../stand-in/public-api';
import { fakeClock, type Served, servePublicApi } from '../../stand-in/public-api/testing/serve';
import { useFastClock } from '../../support/clock';
import { id, runWorkspace } from '../../support/workspace';

let segment: Served;

beforeAll(async () => {
	segment = await servePublicApi({ now: fakeClock().now, perMinute: 100_000 });
});
afterAll(async () => await segment.close());
beforeEach(() => {
	segment.api.reset();
	useFastClock();
});
afterEach(() => jest.restoreAllMocks());
const EVENT = { type: 'track', event: 'Tour 7 Booked', properties: { price: 5 } };

async function run(event: unknown = EVENT, parameters: INodeParameters = {}) {
	const { json, error } = await runWorkspace(
		{
			resource: 'dataReview',
			operation: 'routing',
			source: id(known.sourceId),
			event: JSON.stringify(event),
			returnAll: true,
			...parameters,
		},
		{ credential: { token: tokens.owner, region: 'custom', host: segment.url } },
	);
	if (error) throw new Error(`${error.message}: ${error.description}`);
	return json;
}

/** The row of the destination that has a mapping. */
async function first(event?: unknown): Promise<IDataObject> {
	const rows = await run(event);
	const found = rows.find(({ destinationId }) => destinationId === known.destinationId);
	return found ?? {};
}

const state = () => segment.api.state;
const source = () => state().sources[0];
const destination = () => state().destinations[0];
const asked = () => segment.api.requests.map(({ method, path }) => `${method} ${path}`);

function filter(condition: string, actions: IDataObject[], title: string): void {
	const [given] = state().destinationFilters;
	state().destinationFilters.push({
		...given,
		...{ id: title, title, if: condition, actions: actions as never, enabled: true },
	});
}

it('says where an event goes, and by which mapping', async () => {
	const rows = await run();
	expect(rows).toHaveLength(
		state().destinations.filter(({ sourceId }) => sourceId === known.sourceId).length,
	);
	for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(rows[0]));
	expect(await first()).toEqual({
		destinationId: known.destinationId,
		destinationName: destination().name,
		destinationType: destination().type.name,
		delivered: true,
		reason: null,
		detail: '',
		mappings: 'Track Event',
		sourceId: known.sourceId,
		sourceName: 'Website Production',
		eventType: 'track',
		eventName: 'Tour 7 Booked',
	});
});

it.each<[string, () => void, unknown, IDataObject]>([
	[
		'a source that is disabled',
		() => (source().enabled = false),
		EVENT,
		{ delivered: false, reason: 'disabled', detail: 'The source is disabled' },
	],
	[
		'a destination that is disabled',
		() => (destination().enabled = false),
		EVENT,
		{ delivered: false, reason: 'disabled', detail: 'The destination is disabled' },
	],
	[
		'an event that leaves the destination out',
		() => undefined,
		{ ...EVENT, integrations: { All: false } },
		{ delivered: false, reason: 'integrations' },
	],
	[
		'a filter that drops it',
		() => filter('properties.price < 10', [{ type: 'DROP' }], 'No small ones'),
		EVENT,
		{ delivered: false, reason: 'filter', detail: '“No small ones” drops it' },
	],
	[
		'a filter that leaves it to chance',
		() => filter('type = "track"', [{ type: 'SAMPLE', percent: 0.1 }], 'A tenth'),
		EVENT,
		{ delivered: null, reason: 'filter', detail: '“A tenth” lets 10 % through' },
	],
	[
		'a filter whose share is no whole one in binary',
		() => filter('type = "track"', [{ type: 'SAMPLE', percent: 0.07 }], 'Some'),
		EVENT,
		{ delivered: null, reason: 'filter', detail: '“Some” lets 7 % through' },
	],
	[
		'a filter that takes away what the mapping asks for',
		() => {
			state().subscriptions[0].trigger = 'properties.price > 1';
			const fields = { properties: { fields: ['price'] } };
			filter('type = "track"', [{ type: 'DROP_PROPERTIES', fields }], 'No prices');
		},
		EVENT,
		{ delivered: false, reason: 'mapping' },
	],
	[
		'no mapping for this kind of event',
		() => undefined,
		{ type: 'identify', userId: 'u1' },
		{
			delivered: false,
			reason: 'mapping',
			detail: 'None of the enabled mappings is for this event',
		},
	],
	[
		'no mapping that is enabled',
		() => (state().subscriptions[0].enabled = false),
		EVENT,
		{ reason: 'mapping', detail: 'The destination has no mapping that is enabled' },
	],
	[
		'a mapping that nobody can read',
		() => (state().subscriptions[0].trigger = 'type = "track" and ('),
		EVENT,
		{
			delivered: null,
			reason: 'mapping',
			detail: 'These mappings could not be checked: Track Event',
		},
	],
	[
		'a mapping of a model',
		() => (state().subscriptions[0].modelId = 'm1'),
		EVENT,
		{ delivered: false, reason: 'mapping' },
	],
	[
		'an event that is not planned',
		() => (source().schema.track = { allowUnplannedEvents: false }),
		{ type: 'track', event: 'Something New' },
		{
			delivered: false,
			reason: 'schema',
			detail: 'The event is not in the tracking plan, and the source blocks unplanned events',
		},
	],
	[
		'a violation that is blocked',
		() => {
			source().schema.track = { allowEventOnViolations: false };
			const schema = { type: 'object', required: ['price'] };
			for (const rule of state().trackingPlans[0].rules) {
				rule.jsonSchema = { type: 'object', properties: { properties: schema } };
			}
		},
		{ ...EVENT, properties: {} },
		{
			delivered: false,
			reason: 'schema',
			detail: 'The source blocks violations of the tracking plan: properties.price is required',
		},
	],
	[
		'a violation of the common schema',
		() => {
			source().schema.track = { commonEventOnViolations: 'BLOCK' };
			const [rule] = state().trackingPlans[0].rules;
			const jsonSchema = { type: 'object', required: ['userId'] };
			state().trackingPlans[0].rules.push({ ...rule, type: 'COMMON', jsonSchema } as never);
		},
		EVENT,
		{
			delivered: false,
			reason: 'schema',
			detail: 'The source blocks violations of the common schema: userId is required',
		},
	],
	[
		'a rule that cannot be read',
		() => {
			source().schema.track = { allowEventOnViolations: false };
			for (const rule of state().trackingPlans[0].rules) rule.jsonSchema = { type: 'nonsense' };
		},
		EVENT,
		{ delivered: null, reason: 'schema' },
	],
	[
		'a schema that only Segment knows',
		() => {
			source().schema.track = { allowUnplannedEvents: false };
			state().trackingPlans[0].sourceIds = [];
		},
		EVENT,
		{ delivered: null, reason: 'schema', mappings: 'Track Event' },
	],
])('says what is in the way: %s', async (_, change, event, expected) => {
	change();
	expect(await first(event)).toMatchObject(expected);
});

it.each<[string, () => void, unknown]>([
	[
		'a filter that is disabled',
		() => {
			filter('type = "track"', [{ type: 'DROP' }], 'Off');
			for (const each of state().destinationFilters) each.enabled = false;
		},
		EVENT,
	],
	['a filter for other events', () => filter('type = "page"', [{ type: 'DROP' }], 'Pages'), EVENT],
	[
		'an entry of its own beside All',
		() => undefined,
		{ ...EVENT, integrations: { All: false, 'Amplitude (Actions)': {} } },
	],
	[
		'unplanned events where they are allowed',
		() => undefined,
		{ type: 'track', event: 'Something New' },
	],
	[
		'a classic destination without mappings',
		() => (destination().type = { ...destination().type, actions: [] }),
		EVENT,
	],
])('lets it pass: %s', async (_, change, event) => {
	change();
	expect(await first(event)).toMatchObject({ delivered: true, reason: null });
});

it('sends nothing but questions, each mapping and filter once', async () => {
	await run();
	expect(asked().filter((request) => !/^GET |preview$/.test(request))).toEqual([]);
	const questions = segment.api.requests.filter(({ method }) => method === 'POST');
	const different = new Set(questions.map(({ body }) => JSON.stringify(body)));
	expect(questions).toHaveLength(different.size);
});

it('asks about as many destinations as the limit says', async () => {
	expect(await run(EVENT, { returnAll: false, limit: 1 })).toHaveLength(1);
	expect(asked().filter((request) => request.endsWith('/filters'))).toHaveLength(1);
});

it.each<[unknown, RegExp]>([
	[{ event: 'X' }, /^Event has no type: Add "type", one of alias,/],
	[{ type: 'tracking', event: 'X' }, /^Event → type is “tracking”/],
	[{ type: 'track' }, /^Event → event is empty, not the name of an event/],
	[[], /^Event is a list/],
])('refuses %j before anything is sent', async (event, message) => {
	await expect(run(event)).rejects.toThrow(message);
	expect(asked()).toEqual([]);
});
