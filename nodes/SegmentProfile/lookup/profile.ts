import type { IDataObject } from 'n8n-workflow';

import { readAll, readMetadata, readTraits, type Fetch } from './pages';

/** What a profile consists of, in the order of the output, and how each part is read. */
const READERS = {
	traits: (fetch: Fetch) => readTraits(fetch, {}),
	audiences: (fetch: Fetch) => readTraits(fetch, { class: 'audience' }),
	computedTraits: (fetch: Fetch) => readTraits(fetch, { class: 'computed_trait' }),
	externalIds: (fetch: Fetch) => readAll(fetch, 'external_ids', {}),
	metadata: (fetch: Fetch) => readMetadata(fetch, {}),
	events: (fetch: Fetch, limit: number) => readAll(fetch, 'events', {}, limit),
	links: (fetch: Fetch) => readAll(fetch, 'links', {}),
};

export type Part = keyof typeof READERS;
const PARTS = Object.keys(READERS) as Part[];
const LISTS = new Set<Part>(['externalIds', 'events', 'links']);

/**
 * One profile with the parts asked for, all requested at the same time.
 * Segment lists audiences and computed traits among the traits too. Here `traits` never holds
 * them, whatever else is asked for, so reading it takes all three.
 *
 * @param eventLimit how many events at most, the newest first
 * @returns undefined when no route knows the profile
 */
export async function readProfile(
	fetch: Fetch,
	asked: readonly Part[],
	eventLimit: number,
): Promise<IDataObject | undefined> {
	const read = await readParts(fetch, neededFor(asked), eventLimit);
	// A route that has nothing to tell may answer 404 for a profile that another one knows
	if ([...read.values()].every((part) => part === undefined)) return undefined;

	const profile: IDataObject = {};
	for (const part of PARTS.filter((name) => asked.includes(name))) {
		profile[part] = read.get(part) ?? (LISTS.has(part) ? [] : {});
	}
	if (profile.traits) {
		const apart = { ...read.get('audiences'), ...read.get('computedTraits') };
		profile.traits = without(profile.traits as IDataObject, Object.keys(apart));
	}
	return profile;
}

function neededFor(asked: readonly Part[]): Part[] {
	const needed = asked.includes('traits') ? [...asked, 'audiences', 'computedTraits'] : asked;
	return PARTS.filter((part) => needed.includes(part));
}

type Read = Map<Part, IDataObject | undefined>;

/** Waits for every part, so that nothing runs on when one of them fails. */
async function readParts(fetch: Fetch, parts: Part[], eventLimit: number): Promise<Read> {
	const outcomes = await Promise.allSettled(parts.map((part) => READERS[part](fetch, eventLimit)));
	const read: Read = new Map();
	outcomes.forEach((outcome, index) => {
		if (outcome.status === 'rejected') throw outcome.reason;
		read.set(parts[index], outcome.value as IDataObject | undefined);
	});
	return read;
}

function without(traits: IDataObject, names: string[]): IDataObject {
	const left = new Map(Object.entries(traits));
	for (const name of names) left.delete(name);
	return Object.fromEntries(left);
}
