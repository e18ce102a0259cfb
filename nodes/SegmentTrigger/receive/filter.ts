/**
 * Which events start the workflow. What an event is called is free in Segment (names of Engage's
 * events can be changed), so audiences, traits and journeys are told by their marks
 * (Segment docs, "Using Engage Data" and "Event-Triggered Journeys").
 */
import type { IDataObject } from 'n8n-workflow';

import type { SegmentEvent } from './body';

export const EVENT_TYPES = [
	'alias',
	'delete',
	'group',
	'identify',
	'page',
	'screen',
	'track',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** Reverse ETL names what happened to a row where other sources name their event. */
export const ROW_KINDS = {
	new: 'warehouseRowAdded',
	updated: 'warehouseRowUpdated',
	deleted: 'warehouseRowDeleted',
} as const;

/** What Protocols calls the event that it forwards. */
export const VIOLATION = 'Violation Generated';

/** A message type of Segment, or what some part of it made. An event can be of several kinds. */
export type EventKind =
	| EventType
	| (typeof ROW_KINDS)[keyof typeof ROW_KINDS]
	| 'audienceEntered'
	| 'audienceExited'
	| 'computedTrait'
	| 'journeyStep'
	| 'linkedEntityAdded'
	| 'linkedEntityChanged'
	| 'linkedEntityRemoved'
	| 'trackingPlanViolation';

export interface Membership {
	/** Of an audience or a list of a journey. */
	key: string;
	isMember: boolean;
}

export interface EventFilter {
	/** Empty, or with `all`: every event. */
	kinds: Array<EventKind | 'all'>;
	/** Names of track, page and screen events; `*` stands for any text. Empty: any name, or none. */
	names: string[];
	/** Keys of audiences, computed traits and journey steps; `*` stands for any text. Empty: any. */
	keys: string[];
}

/** Whether an event passes every part of the filter that is set. */
export function passes(event: SegmentEvent, { kinds, names, keys }: EventFilter): boolean {
	if (kinds.length > 0 && !kinds.includes('all')) {
		const isWanted = kindsOf(event).some((kind) => kinds.includes(kind));
		if (!isWanted) return false;
	}
	return matchesAny(nameOf(event), names) && matchesAny(computationOf(event)?.key, keys);
}

/** The kinds an event is of; none for a payload that a mapping has stripped of its marks. */
export function kindsOf(event: SegmentEvent): EventKind[] {
	const kinds: EventKind[] = EVENT_TYPES.filter((type) => type === event.type);
	const computation = computationOf(event);
	const isMember = membershipOf(event)?.isMember;

	if (computation?.kind === 'trait') kinds.push('computedTrait');
	if (computation && isJourney(computation)) kinds.push('journeyStep');
	if (isMember === true) kinds.push('audienceEntered');
	if (isMember === false) kinds.push('audienceExited');

	const entityKind = entityKindOf(event, isMember);
	if (entityKind) kinds.push(entityKind);
	if (computation) return kinds;
	const name = nameOf(event);
	if (name !== undefined && Object.hasOwn(ROW_KINDS, name)) {
		kinds.push(ROW_KINDS[name as keyof typeof ROW_KINDS]);
	}
	if (isViolation(event)) kinds.push('trackingPlanViolation');
	return kinds;
}

/** The membership that an event tells of; undefined where it tells of none. */
export function membershipOf(event: SegmentEvent): Membership | undefined {
	const computation = computationOf(event);
	if (computation?.key === undefined) return undefined;
	const { kind, key } = computation;
	if (kind !== 'audience' && !isJourney(computation)) return undefined;
	const isMember = membershipIn(event, key);
	return isMember === undefined ? undefined : { key, isMember };
}

/** Lists of the first journeys arrive as audiences whose key starts with j_o_. */
function isJourney({ kind, key }: Computation): boolean {
	return kind === 'journey_step' || key?.startsWith('j_o_') === true;
}

/**
 * What happened to an entity of the data graph, which Linked Audiences bring along. An Identify comes
 * again when values of the entity change, so that a membership in it is no news.
 */
function entityKindOf(event: SegmentEvent, isMember: boolean | undefined): EventKind | undefined {
	const entities = objectIn(event, 'properties').data_graph_entity_context;
	if (typeof entities !== 'object' || entities === null) return undefined;
	const isOfEngage = Object.keys(objectIn(objectIn(event, 'context'), 'personas')).length > 0;
	// Linked Events put the same into events that Engage has not made
	if (!isOfEngage && !computationOf(event)) return undefined;
	if (isMember === false) return 'linkedEntityRemoved';
	return isMember && event.type !== 'identify' ? 'linkedEntityAdded' : 'linkedEntityChanged';
}

/** What Protocols forwards, told from an event of the same name by the tracking plan in it. */
function isViolation(event: SegmentEvent): boolean {
	const { violationType, trackingPlanID } = objectIn(event, 'properties');
	return event.event === VIOLATION && (violationType !== undefined || trackingPlanID !== undefined);
}

interface Computation {
	kind: string;
	key?: string;
}

/** What Engage computed: by its mark in the context, or by what is left when that was mapped away. */
function computationOf(event: SegmentEvent): Computation | undefined {
	const personas = objectIn(objectIn(event, 'context'), 'personas');
	const properties = objectIn(event, 'properties');
	const audienceKey = textIn(properties, 'audience_key');
	const traitKey = textIn(properties, 'trait_key');

	const kind = textIn(personas, 'computation_class');
	if (kind !== undefined) {
		return { kind, key: textIn(personas, 'computation_key') ?? audienceKey ?? traitKey };
	}
	if (audienceKey !== undefined) return { kind: 'audience', key: audienceKey };
	if (traitKey !== undefined) return { kind: 'trait', key: traitKey };
	if (properties.journey_metadata !== undefined) return { kind: 'journey_step' };
	return undefined;
}

/** Journeys of the first version deliver the membership as text. */
function membershipIn(event: SegmentEvent, key: string): boolean | undefined {
	const value = objectIn(event, 'properties')[key] ?? objectIn(event, 'traits')[key];
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	return undefined;
}

function nameOf(event: SegmentEvent): string | undefined {
	return textIn(event, event.type === 'page' || event.type === 'screen' ? 'name' : 'event');
}

function matchesAny(text: string | undefined, patterns: string[]): boolean {
	if (patterns.length === 0) return true;
	return text !== undefined && patterns.some((pattern) => matches(text, pattern));
}

/** `*` stands for any text. Plain searching, as a regular expression made by a user could run for ages. */
function matches(text: string, pattern: string): boolean {
	const [start, ...rest] = pattern.split('*');
	const end = rest.pop();
	if (end === undefined) return text === pattern;
	if (text.length < start.length + end.length) return false;
	if (!text.startsWith(start) || !text.endsWith(end)) return false;

	const limit = text.length - end.length;
	let position = start.length;
	for (const part of rest) {
		const found = text.indexOf(part, position);
		if (found === -1 || found + part.length > limit) return false;
		position = found + part.length;
	}
	return true;
}

function objectIn(value: IDataObject, name: string): IDataObject {
	const inner = value[name];
	const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
	return isObject ? (inner as IDataObject) : {};
}

function textIn(value: IDataObject, name: string): string | undefined {
	const text = value[name];
	return typeof text === 'string' && text !== '' ? text : undefined;
}
