/**
 * Events as Segment delivers them to a webhook destination, made up from Segment's spec and its
 * pages on Engage. Each call gives a fresh event with a message id of its own.
 */
import { randomUUID } from 'node:crypto';

/** An event on its way out of Segment. */
export type Payload = Record<string, unknown>;

const SPACE = 'spa_8Ju7yaJFAWqKvoi8omBt6c';

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

function engage(type: 'identify' | 'track', personas: Payload, more: Payload): Payload {
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
} as const;

export type PayloadName = keyof typeof payloads;
