/**
 * Events as Segment delivers them to a webhook destination, made up from Segment's spec and its
 * pages on Engage. Each call gives a fresh event with a message id of its own.
 */
import { randomUUID } from 'node:crypto';

/** An event on its way out of Segment. */
export type Payload = Record<string, unknown>;

const SPACE = 'spa_8Ju7yaJFAWqKvoi8omBt6c';

const FLIGHT = { FLIGHT_ID: 'f-17', DELAY: 40 };
const ROW = { ID: 17, EMAIL: 'ada@example.com', PLAN: 'pro' };

function common(type: string, more: Payload = {}): Payload {
	return {
		messageId: randomUUID(),
		type,
		userId: 'user-97980cfea0067',
		anonymousId: null,
		channel: 'server',
		timestamp: '2026-03-04T09:00:00.000Z',
		originalTimestamp: '2026-03-04T09:00:00.000Z',
		sentAt: '2026-03-04T09:00:00.120Z',
		receivedAt: '2026-03-04T09:00:00.431Z',
		context: { library: { name: 'analytics-node', version: '3.1.0' }, ip: '203.0.113.7' },
		integrations: {},
		version: 1,
		...more,
	};
}

function engage(type: 'group' | 'identify' | 'track', personas: Payload, more: Payload): Payload {
	return common(type, {
		context: {
			personas: { namespace: SPACE, space_id: SPACE, ...personas },
			traits: { email: 'ada@example.com' },
		},
		integrations: { All: false },
		...more,
	});
}

const audience = (key: string) => ({
	computation_class: 'audience',
	computation_id: 'aud_1Qz0uPbmnBrJ8KGJzkWhzbNhxJ5',
	computation_key: key,
});
const trait = (key: string) => ({
	computation_class: 'trait',
	computation_id: 'tra_2Qz0uPbmnBrJ8KGJzkWhzbNhxJ5',
	computation_key: key,
});

/** One of each kind; a test changes what it needs by `{ ...payloads.track(), event: 'Signed Up' }`. */
export const payloads = {
	identify: () => common('identify', { traits: { email: 'ada@example.com', plan: 'pro' } }),
	track: () =>
		common('track', {
			event: 'Order Completed',
			properties: { orderId: 'o-1001', total: 49.9, currency: 'EUR', products: [{ sku: 'A-1' }] },
		}),
	page: () =>
		common('page', {
			name: 'Pricing',
			properties: { path: '/pricing', title: 'Zoë ☃ <b>&amp;</b>' },
		}),
	screen: () => common('screen', { name: 'Basket', properties: { items: 3 } }),
	group: () => common('group', { groupId: 'acme', traits: { name: 'Acme', employees: 329 } }),
	alias: () => common('alias', { previousId: 'anon-507f191e810c19729de860ea' }),

	/** What a deletion request sends: no message id, no context. */
	delete: (): Payload => ({
		type: 'delete',
		userId: 'user-97980cfea0067',
		timestamp: '2026-03-04T09:00:00.000Z',
	}),

	audienceEnteredAsTrack: (key = 'high_value_customers') =>
		engage('track', audience(key), {
			event: 'Audience Entered',
			properties: { audience_key: key, [key]: true },
		}),
	audienceExitedAsTrack: (key = 'high_value_customers') =>
		engage('track', audience(key), {
			event: 'Audience Exited',
			properties: { audience_key: key, [key]: false },
		}),
	audienceEnteredAsIdentify: (key = 'high_value_customers') =>
		engage('identify', audience(key), { traits: { email: 'ada@example.com', [key]: true } }),
	audienceExitedAsIdentify: (key = 'high_value_customers') =>
		engage('identify', audience(key), { traits: { email: 'ada@example.com', [key]: false } }),
	/** Audiences of accounts come as group calls. */
	accountAudienceEntered: (key = 'big_accounts') =>
		engage('group', audience(key), { groupId: 'acme', traits: { name: 'Acme', [key]: true } }),
	accountTraitComputed: (key = 'open_tickets') =>
		engage('group', trait(key), { groupId: 'acme', traits: { [key]: 7 } }),
	computedTraitAsTrack: (key = 'total_spent') =>
		engage('track', trait(key), {
			event: 'Trait Computed',
			properties: { trait_key: key, [key]: 4200 },
		}),
	computedTraitAsIdentify: (key = 'total_spent') =>
		engage('identify', trait(key), { traits: { [key]: 4200 } }),

	/** The first journeys deliver their lists as audiences, with the membership as text. */
	journeyV1: (key = 'j_o_onboarding__welcome_vhmgt') =>
		engage('track', audience(key), {
			event: 'Audience Entered',
			properties: { audience_key: key, [key]: 'true' },
		}),
	journeyV2: () =>
		engage(
			'track',
			{ computation_class: 'journey_step', event_emitter_id: 'evt_2pV8FfMXGnkwTtFM' },
			{
				messageId: `personas_${randomUUID()}`,
				event: 'Abandoned Cart Reminder',
				properties: {
					journey_context: { triggering_event: { event: 'Cart Viewed', properties: {} } },
					journey_metadata: { journey_id: 'jny_2GKsjLIoCyfYBWVgxv', epoch_id: 'epo_2GKsjLIoCyf' },
				},
			},
		),
	/** A step that sends its list as a membership. */
	journeyStepMembership: (key = 'onboarding_step_2') =>
		engage(
			'identify',
			{ computation_class: 'journey_step', computation_key: key },
			{ traits: { [key]: true } },
		),

	/** What Linked Audiences bring of the warehouse's entities. */
	linkedEntityAdded: (key = 'delayed_flights') =>
		engage('track', audience(key), {
			event: 'Entity Entered',
			properties: {
				audience_key: key,
				[key]: true,
				data_graph_entity_context: { flight: [FLIGHT] },
			},
		}),
	linkedEntityRemoved: (key = 'delayed_flights') =>
		engage('track', audience(key), {
			event: 'Entity Exited',
			properties: {
				audience_key: key,
				[key]: false,
				data_graph_entity_context: { flight: [FLIGHT] },
			},
		}),
	linkedEntityChanged: (key = 'delayed_flights') =>
		engage('identify', audience(key), {
			traits: { [key]: true },
			properties: { data_graph_entity_context: { flight: [{ ...FLIGHT, DELAY: 55 }] } },
		}),

	/** Reverse ETL: the columns of a row, and what happened to it in place of a name. */
	warehouseRowAdded: () => common('track', { event: 'new', properties: ROW }),
	warehouseRowUpdated: () => common('track', { event: 'updated', properties: ROW }),
	warehouseRowDeleted: () => common('track', { event: 'deleted', properties: ROW }),

	/** What Protocols forwards (Segment docs, "Forward Violations"). */
	trackingPlanViolation: () =>
		common('track', {
			event: 'Violation Generated',
			userId: 'schema-violations',
			properties: {
				eventName: 'Order Completed',
				eventType: 'track',
				sourceSlug: 'shop',
				trackingPlanID: 'rs_16KrwVbouFLrYbDkGh4LNslkrNp',
				trackingPlanName: 'Shop',
				violationDescription: 'properties.products is required',
				violationField: 'properties.products',
				violationType: 'Required',
			},
		}),
} as const;

export type PayloadName = keyof typeof payloads;
