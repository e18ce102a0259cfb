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

/** A message type of Segment, or what Engage computed. An event can be of several kinds. */
export type EventKind =
	EventType | 'audienceEntered' | 'audienceExited' | 'computedTrait' | 'journeyStep';

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
	if (!computation) return kinds;
	const { kind, key } = computation;

	if (kind === 'trait') kinds.push('computedTrait');
	// Lists of the first journeys arrive as audiences whose key starts with j_o_
	if (kind === 'journey_step' || key?.startsWith('j_o_')) kinds.push('journeyStep');
	if (kind === 'audience' || key?.startsWith('j_o_')) {
		const membership = key === undefined ? undefined : membershipIn(event, key);
		if (membership === true) kinds.push('audienceEntered');
		if (membership === false) kinds.push('audienceExited');
	}
	return kinds;
}

/** What Engage computed: by its mark in the context, or by what is left when that was mapped away. */
function computationOf(event: SegmentEvent): { kind: string; key?: string } | undefined {
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
