/** Which events Segment sends at all, so that a busy source does not call n8n for the rest. */
import {
	EVENT_TYPES,
	ROW_KINDS,
	VIOLATION,
	type EventFilter,
	type EventType,
} from '../receive/filter';

/** What Engage computes arrives as one of these: for accounts as a group call. */
const ENGAGE_TYPES: EventType[] = ['group', 'identify', 'track'];

/** What Segment calls the name of an event; the other types have none. */
const NAME_FIELDS: Partial<Record<EventType, string>> = {
	page: 'name',
	screen: 'name',
	track: 'event',
};

/** Kinds that are track events of one name, which Segment gives them. */
const FIXED_NAMES: Partial<Record<string, string>> = {
	trackingPlanViolation: VIOLATION,
	...Object.fromEntries(Object.entries(ROW_KINDS).map(([name, kind]) => [kind, name])),
};

/**
 * The trigger of a destination's subscription, in Segment's filter language (FQL). It lets through
 * at least every event that the node's own filter does. Alternatives are written out one by one, as
 * Segment's parser loses track of a group inside a group.
 *
 * @returns an empty text when no event can pass the filter
 */
export function subscriptionTrigger({ kinds, names }: EventFilter): string {
	const types = typesOf(kinds);
	const alternatives = types.flatMap((type) => conditionsOf(type, names));
	if (!types.includes('track')) {
		const fixed = kinds.flatMap((kind) => FIXED_NAMES[kind] ?? []).sort();
		if (fixed.length > 0) {
			alternatives.push(...conditionsOf('track', names.length > 0 ? names : fixed));
		}
	}
	if (alternatives.length < 2) return alternatives.join('');
	return alternatives
		.map((condition) => (condition.includes(' and ') ? `(${condition})` : condition))
		.join(' or ');
}

function conditionsOf(type: EventType, names: string[]): string[] {
	const isOfType = `type = "${type}"`;
	if (names.length === 0) return [isOfType];
	const field = NAME_FIELDS[type];
	if (!field) return []; // an event without a name does not pass
	if (!names.every(isWritable)) return [isOfType];
	return names.map((name) => `${isOfType} and ${nameCondition(field, name)}`);
}

function typesOf(kinds: EventFilter['kinds']): EventType[] {
	if (kinds.length === 0 || kinds.includes('all')) return [...EVENT_TYPES];
	const isOfEngage = kinds.some((kind) => !isType(kind) && FIXED_NAMES[kind] === undefined);
	return EVENT_TYPES.filter(
		(type) => kinds.includes(type) || (isOfEngage && ENGAGE_TYPES.includes(type)),
	);
}

function isType(kind: string): boolean {
	return EVENT_TYPES.some((type) => type === kind);
}

/** A name that can be put into FQL without doubt: no quotes, and wildcards at the ends only. */
function isWritable(name: string): boolean {
	return !/["\\]/.test(name) && /^\*?[^*]+\*?$/.test(name);
}

/**
 * Segment's own readings of `match` differ: its filters take `[Promo]` for a class of characters and
 * `?` for any one, its Actions destinations know neither them nor a way to escape them. `contains`
 * means the same to both and lets through more, which the node's own filter drops.
 */
const MEANT_OTHERWISE = /[?[\]{}!^]/;

function nameCondition(field: string, name: string): string {
	if (!name.includes('*')) return `${field} = "${name}"`;
	const text = name.replace(/^\*|\*$/g, '');
	const isContained = name.startsWith('*') && name.endsWith('*');
	return isContained || MEANT_OTHERWISE.test(text)
		? `contains(${field}, "${text}")`
		: `match(${field}, "${name}")`;
}
