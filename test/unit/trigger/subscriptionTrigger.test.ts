import { parseFql, validate } from '@segment/destination-subscriptions';
import fc from 'fast-check';

import type { SegmentEvent } from '../../../nodes/SegmentTrigger/receive/body';
import {
	EVENT_TYPES,
	passes,
	type EventFilter,
} from '../../../nodes/SegmentTrigger/receive/filter';
import { subscriptionTrigger } from '../../../nodes/SegmentTrigger/setUp/subscriptionTrigger';
import { payloads } from '../../stand-in/webhook-sender';

const trigger = (kinds: EventFilter['kinds'], names: string[] = []) =>
	subscriptionTrigger({ kinds, names, keys: [] });

it.each<[EventFilter['kinds'], string[], string]>([
	[['track'], [], 'type = "track"'],
	[['identify', 'delete'], [], 'type = "delete" or type = "identify"'],
	[['audienceEntered'], [], 'type = "group" or type = "identify" or type = "track"'],
	[
		['journeyStep', 'page'],
		[],
		'type = "group" or type = "identify" or type = "page" or type = "track"',
	],
	[['track'], ['Signed Up'], 'type = "track" and event = "Signed Up"'],
	[
		['track', 'identify'],
		['Order *', 'Signed Up'],
		'(type = "track" and match(event, "Order *")) or (type = "track" and event = "Signed Up")',
	],
	[
		['track', 'page'],
		['*Order*'],
		'(type = "page" and contains(name, "Order")) or (type = "track" and contains(event, "Order"))',
	],
	[['track'], ['[Promo] *'], 'type = "track" and contains(event, "[Promo] ")'],
	[['track'], ['*Sure?'], 'type = "track" and contains(event, "Sure?")'],
	[['track'], ['[Promo] Spring'], 'type = "track" and event = "[Promo] Spring"'],
	[['track'], ['A*B'], 'type = "track"'],
	[['track'], ['say "hi"', 'Signed Up'], 'type = "track"'],
	[['identify'], ['Signed Up'], ''],
])('%j %j', (kinds, names, fql) => {
	expect(trigger(kinds, names)).toBe(fql);
});

it.each<[string[], string[], string]>([
	[['linkedEntityChanged'], [], 'type = "group" or type = "identify" or type = "track"'],
	[['warehouseRowAdded'], [], 'type = "track" and event = "new"'],
	[
		['warehouseRowUpdated', 'trackingPlanViolation', 'identify'],
		[],
		'type = "identify" or (type = "track" and event = "Violation Generated") or (type = "track" and event = "updated")',
	],
	[['warehouseRowDeleted', 'track'], [], 'type = "track"'],
	[['trackingPlanViolation'], ['Vio*'], 'type = "track" and match(event, "Vio*")'],
])('%j %j, whatever Segment calls its part in it', (kinds, names, fql) => {
	expect(trigger(kinds as EventFilter['kinds'], names)).toBe(fql);
});

it('asks for every type when all events are wanted', () => {
	expect(trigger(['all'])).toBe(trigger([]));
	for (const type of EVENT_TYPES) expect(trigger(['all'])).toContain(`type = "${type}"`);
});

it.each([
	['[Promo] *', '[Promo] Spring'],
	['{1,2} *', '{1,2} three'],
	['*Sure?', 'Really Sure?'],
	["Ada's *", "Ada's Order"],
	['(Legacy) *', '(Legacy) Order'],
	['!Alert *', '!Alert raised'],
	['50% *', '50% off'],
	['Zoë ☃ *', 'Zoë ☃ Order'],
	['say "*', 'say "hi"'],
	['C:\\*', 'C:\\temp'],
])('lets the names through that %s means', (name, event) => {
	const fql = trigger(['track'], [name]);
	expect(validate(parseFql(fql), { ...payloads.track(), event })).toBe(true);
});

it('lets account audiences and traits through, which are group calls', () => {
	const event = {
		...payloads.group(),
		context: { personas: { computation_class: 'audience', computation_key: 'big_accounts' } },
		traits: { big_accounts: true },
	};
	expect(passes(event as SegmentEvent, { kinds: ['audienceEntered'], names: [], keys: [] })).toBe(
		true,
	);
	for (const kind of ['audienceEntered', 'audienceExited', 'computedTrait'] as const) {
		expect(validate(parseFql(trigger([kind])), event)).toBe(true);
	}
});

it("lets through what the node wants, by Segment's own reading of the filter language", () => {
	const names = ['Order Completed', 'Pricing', 'Basket', 'Audience Entered'];
	const patterns = [...names, 'Order *', '*ed', '*rice*', 'A*d', '*', 'nothing'];
	const kinds = [
		...EVENT_TYPES,
		'all',
		'audienceEntered',
		'audienceExited',
		'computedTrait',
		'journeyStep',
		'linkedEntityAdded',
		'linkedEntityChanged',
		'linkedEntityRemoved',
		'trackingPlanViolation',
		'warehouseRowAdded',
		'warehouseRowDeleted',
		'warehouseRowUpdated',
	] as const;
	fc.assert(
		fc.property(
			fc.constantFrom(...Object.values(payloads)),
			fc.uniqueArray(fc.constantFrom(...kinds), { maxLength: 4 }),
			fc.uniqueArray(fc.constantFrom(...patterns), { maxLength: 3 }),
			(make, chosen, wanted) => {
				const filter = { kinds: chosen, names: wanted, keys: [] } as EventFilter;
				const event = make() as SegmentEvent;
				if (!passes(event, filter)) return;
				const fql = subscriptionTrigger(filter);
				expect({ fql, sends: validate(parseFql(fql), event) }).toEqual({ fql, sends: true });
			},
		),
		{ numRuns: 2000 },
	);
});
