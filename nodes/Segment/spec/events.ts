/** The events of Segment's spec. */
import { plainName } from '../events/typedField';
import { AB_TESTING } from './abTesting';
import { AI_COPILOT } from './aiCopilot';
import { B2B_SAAS } from './b2bSaas';
import { ECOMMERCE } from './ecommerce';
import { EMAIL } from './email';
import { LIVE_CHAT } from './liveChat';
import { MOBILE } from './mobile';
import { parsePage, type SpecEvent, type SpecPage } from './notation';
import { VIDEO } from './video';

/** In the order in which the list of events has them. */
export const SPEC_PAGES: readonly SpecPage[] = [
	ECOMMERCE,
	B2B_SAAS,
	EMAIL,
	MOBILE,
	VIDEO,
	LIVE_CHAT,
	AI_COPILOT,
	AB_TESTING,
];

let events: Map<string, SpecEvent> | undefined;

/** All events by their plain name, read when they are first asked for. */
function eventsByName(): Map<string, SpecEvent> {
	events ??= new Map(
		SPEC_PAGES.flatMap(parsePage).map((event) => [plainName(event.name), event] as const),
	);
	return events;
}

/** An event by its name, in whatever case. */
export function findSpecEvent(name: string): SpecEvent | undefined {
	return eventsByName().get(plainName(name));
}

/** The events that have all words in their name, area or description; first those by their name alone. */
export function searchSpecEvents(filter = ''): SpecEvent[] {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	const hasAll = (text: string) => words.every((word) => text.toLowerCase().includes(word));
	const found = [...eventsByName().values()].filter(({ name, area, description }) =>
		hasAll(`${name} ${area} ${description}`),
	);
	return [
		...found.filter(({ name }) => hasAll(name)),
		...found.filter(({ name }) => !hasAll(name)),
	];
}
