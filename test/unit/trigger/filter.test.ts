import fc from 'fast-check';

import {
	kindsOf,
	passes,
	type EventFilter,
	type EventKind,
} from '../../../nodes/SegmentTrigger/receive/filter';
import type { SegmentEvent } from '../../../nodes/SegmentTrigger/receive/body';
import { payloads, type Payload, type PayloadName } from '../../stand-in/webhook-sender';

const asEvent = (payload: Payload) => payload as SegmentEvent;
const only = (filter: Partial<EventFilter>): EventFilter => ({
	kinds: [],
	names: [],
	keys: [],
	...filter,
});

describe('kindsOf', () => {
	it.each<[PayloadName, EventKind[]]>([
		['identify', ['identify']],
		['track', ['track']],
		['page', ['page']],
		['screen', ['screen']],
		['group', ['group']],
		['alias', ['alias']],
		['delete', ['delete']],
		['audienceEnteredAsTrack', ['track', 'audienceEntered']],
		['audienceExitedAsTrack', ['track', 'audienceExited']],
		['audienceEnteredAsIdentify', ['identify', 'audienceEntered']],
		['audienceExitedAsIdentify', ['identify', 'audienceExited']],
		['computedTraitAsTrack', ['track', 'computedTrait']],
		['computedTraitAsIdentify', ['identify', 'computedTrait']],
		['journeyV1', ['track', 'journeyStep', 'audienceEntered']],
		['journeyV2', ['track', 'journeyStep']],
		['journeyStepMembership', ['identify', 'journeyStep', 'audienceEntered']],
		['accountAudienceEntered', ['group', 'audienceEntered']],
		['accountTraitComputed', ['group', 'computedTrait']],
		['linkedEntityAdded', ['track', 'audienceEntered', 'linkedEntityAdded']],
		['linkedEntityRemoved', ['track', 'audienceExited', 'linkedEntityRemoved']],
		['linkedEntityChanged', ['identify', 'audienceEntered', 'linkedEntityChanged']],
		['warehouseRowAdded', ['track', 'warehouseRowAdded']],
		['warehouseRowUpdated', ['track', 'warehouseRowUpdated']],
		['warehouseRowDeleted', ['track', 'warehouseRowDeleted']],
		['trackingPlanViolation', ['track', 'trackingPlanViolation']],
	])('%s', (name, kinds) => {
		expect(kindsOf(asEvent(payloads[name]()))).toEqual(kinds);
	});

	it('does not rely on the name of an event, which can be changed in Engage', () => {
		const renamed = { ...payloads.audienceEnteredAsTrack(), event: 'Joined VIPs' };
		expect(kindsOf(asEvent(renamed))).toContain('audienceEntered');
		const lookalike = { ...payloads.track(), event: 'Audience Entered' };
		expect(kindsOf(asEvent(lookalike))).toEqual(['track']);
	});

	it.each<[PayloadName, EventKind]>([
		['audienceExitedAsTrack', 'audienceExited'],
		['computedTraitAsTrack', 'computedTrait'],
		['journeyV2', 'journeyStep'],
	])('recognises %s by its properties when the context was mapped away', (name, kind) => {
		expect(kindsOf(asEvent({ ...payloads[name](), context: undefined }))).toContain(kind);
	});

	it('takes no event for more than it is', () => {
		const named = (event: string) => kindsOf({ type: 'track', event, properties: {} });
		expect(named('Violation Generated')).toEqual(['track']);
		expect(named('constructor')).toEqual(['track']);
		const linkedEvent = { ...payloads.track(), properties: { data_graph_entity_context: {} } };
		expect(kindsOf(asEvent(linkedEvent))).toEqual(['track']);
		const renamed = { ...payloads.audienceEnteredAsTrack(), event: 'new' };
		expect(kindsOf(asEvent(renamed))).toEqual(['track', 'audienceEntered']);
	});

	it('finds no kind in a payload without any mark', () => {
		expect(kindsOf({ plan: 'pro' })).toEqual([]);
	});

	it('survives any JSON', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (event) => {
				kindsOf(event as SegmentEvent);
			}),
		);
	});
});

describe('passes', () => {
	const track = asEvent(payloads.track());
	const page = asEvent(payloads.page());
	const identify = asEvent(payloads.identify());
	const entered = asEvent(payloads.audienceEnteredAsIdentify('vips'));

	it('lets everything through without a filter, or with All Events among the kinds', () => {
		for (const make of Object.values(payloads)) {
			expect(passes(asEvent(make()), only({}))).toBe(true);
			expect(passes(asEvent(make()), only({ kinds: ['alias', 'all'] }))).toBe(true);
		}
	});

	it('wants one of the kinds', () => {
		expect(passes(track, only({ kinds: ['track', 'page'] }))).toBe(true);
		expect(passes(identify, only({ kinds: ['track', 'page'] }))).toBe(false);
		expect(passes(entered, only({ kinds: ['audienceEntered'] }))).toBe(true);
		expect(passes(entered, only({ kinds: ['audienceExited'] }))).toBe(false);
	});

	it('looks at the event of a track call and at the name of a page', () => {
		expect(passes(track, only({ names: ['Order Completed'] }))).toBe(true);
		expect(passes(page, only({ names: ['Pricing'] }))).toBe(true);
		expect(passes(track, only({ names: ['order completed'] }))).toBe(false);
		expect(passes(identify, only({ names: ['*'] }))).toBe(false);
	});

	it('looks at the key of an audience, a trait or a journey', () => {
		expect(passes(entered, only({ keys: ['vips'] }))).toBe(true);
		expect(passes(entered, only({ keys: ['v*s'] }))).toBe(true);
		expect(passes(entered, only({ keys: ['others', 'vip'] }))).toBe(false);
		expect(passes(track, only({ keys: ['*'] }))).toBe(false);
	});

	it('wants all parts of a filter at once', () => {
		const filter = only({ kinds: ['track'], names: ['Order *'] });
		expect(passes(track, filter)).toBe(true);
		expect(passes({ ...track, type: 'page', name: 'Order List' }, filter)).toBe(false);
		expect(passes({ ...track, event: 'Cart Viewed' }, filter)).toBe(false);
	});

	it('reads wildcards as a regular expression would', () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', '('), maxLength: 8 });
		fc.assert(
			fc.property(text, text, (name, pattern) => {
				const escaped = pattern.replace(/[.(]/g, '\\$&').replace(/\*/g, '.*');
				const expected = name !== '' && new RegExp(`^${escaped}$`, 's').test(name);
				const event = { type: 'track', event: name };
				fc.pre(pattern !== '');
				expect(passes(event, only({ names: [pattern] }))).toBe(expected);
			}),
			{ numRuns: 2000 },
		);
	});
});
