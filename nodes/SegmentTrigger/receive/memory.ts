/**
 * What a trigger has received, kept in this process, and now and then in n8n's static data, which
 * outlives a restart.
 *
 * Static data is not the memory itself: n8n loads it for each request and saves it after, so of two
 * requests at the same time the last one to save overwrites what the other one had noted, and each
 * writing fights with n8n for the database.
 */
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { RefusedRequest, type SegmentEvent } from './body';
import {
	digest,
	fingerprint,
	SeenEvents,
	type DuplicateLimits,
	type SavedEvents,
} from './duplicates';
import { membershipOf } from './filter';

export interface MemoryRules {
	/** Undefined when duplicates are let through. */
	duplicates?: DuplicateLimits;
	/** Drops events that say what is known already: that somebody is, or is not, a member. */
	changesOnly: boolean;
	/** How many memberships are remembered. */
	members: number;
}

/** The events of one request that nobody else may start meanwhile. */
export interface Claim {
	/** The events to start the workflow with. */
	fresh: SegmentEvent[];
	duplicates: number;
	/** Present when this request saves the memory: marks static data as changed once more. */
	mark?: () => void;
	/** To be called with what became of the request: only then its events count as seen. */
	settle(isTaken: boolean): void;
}

/** What one trigger of one workflow remembers. */
interface Memory {
	readonly seen: SeenEvents;
	/** One entry for each person and key: that they are a member, or that they are not. */
	readonly members: SeenEvents;
	/** Fingerprints of requests that n8n has not answered yet, with the fate of their request. */
	readonly underWay: Map<string, Promise<boolean>>;
	/** Names the state of static data that this memory has taken in. */
	savedAs?: string;
	savedAt: number;
	/** Whether there is something that static data does not have. */
	isUnsaved: boolean;
	/** Nothing in here matters after this time, unless the trigger is called before. */
	goodUntil: number;
}

const SAVE_EVERY_MS = 30_000;
const HOUR_MS = 3_600_000;
/** What was said last of a person holds until something else is said, or there is no room left. */
const ANY_TIME = { hours: Infinity };
/** A trigger that nobody calls for so long may be gone. */
const IDLE_HOURS = 168;

/** By workflow and node. */
const memories = new Map<string, Memory>();

/**
 * Takes the events that have not been received before. An event that another request is about to
 * start is waited for, as it counts as received only when n8n has taken that request.
 *
 * @throws RefusedRequest 503 when the other request failed: Segment repeats this one as well
 */
export async function claim(
	context: IWebhookFunctions,
	events: SegmentEvent[],
	rules: MemoryRules,
): Promise<Claim> {
	const { memory, mark } = memoryOf(context, rules);
	const entries = events.map((event) => ({
		event,
		id: rules.duplicates && fingerprint(event, rules.duplicates.byData),
		member: rules.changesOnly ? memberOf(event) : undefined,
	}));
	for (;;) {
		const isUnderWay = (id?: string) => id !== undefined && memory.underWay.has(id);
		const same = entries.find(({ id }) => isUnderWay(id));
		const related = entries.find(({ member }) => isUnderWay(member?.person));
		if (same && !(await memory.underWay.get(same.id as string))) throw notTaken();
		if (!same && !related) break;
		if (related) await memory.underWay.get(related.member?.person as string);
	}
	// From here to the end nothing waits, so no other request comes between
	const now = clock.now();
	const claimed = new Set<string>();
	const states = new Map<string, Member>();
	let duplicates = 0;
	const fresh = entries.filter(({ id, member }) => {
		if (id !== undefined && rules.duplicates) {
			if (claimed.has(id) || memory.seen.has(id, now, rules.duplicates)) {
				duplicates++;
				return false;
			}
		}
		if (member) {
			const state = states.get(member.person)?.state;
			const isKnown =
				state === undefined
					? memory.members.has(member.state, now, ANY_TIME)
					: state === member.state;
			if (isKnown) return false;
			states.set(member.person, member);
		}
		if (id !== undefined) claimed.add(id);
		return true;
	});

	let tell: (isTaken: boolean) => void = () => {};
	const fate = new Promise<boolean>((resolve) => (tell = resolve));
	const mine = [...claimed, ...states.keys()];
	for (const id of mine) memory.underWay.set(id, fate);
	return {
		fresh: fresh.map(({ event }) => event),
		duplicates,
		mark,
		settle(isTaken) {
			for (const id of mine) memory.underWay.delete(id);
			if (isTaken) remember(memory, claimed, states, rules);
			tell(isTaken);
		},
	};
}

/** Forgets what this process has seen, as a restart does; static data stays. */
export function forgetAll(): void {
	memories.clear();
}

/** How many triggers this process remembers something of. */
export function remembered(): number {
	return memories.size;
}

function memoryOf(
	context: IWebhookFunctions,
	rules: MemoryRules,
): { memory: Memory; mark?: () => void } {
	const now = clock.now();
	for (const [key, { goodUntil }] of memories) if (goodUntil < now) memories.delete(key);

	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	const memory = memories.get(key) ?? newMemory();
	memories.set(key, memory);
	const hours = rules.changesOnly ? IDLE_HOURS : (rules.duplicates?.hours ?? 0) + 1;
	memory.goodUntil = now + hours * HOUR_MS;
	if (!rules.duplicates) return { memory };
	const staticData = context.getWorkflowStaticData('node');
	if (!exchange(memory, staticData, now)) return { memory };
	return { memory, mark: () => (staticData.seenEventsId = memory.savedAs) };
}

function newMemory(): Memory {
	return {
		seen: new SeenEvents(),
		members: new SeenEvents(),
		underWay: new Map(),
		savedAt: -Infinity,
		isUnsaved: false,
		goodUntil: Infinity,
	};
}

/**
 * Takes in what another process has saved, or this one before a restart, and saves now and then.
 *
 * @returns whether it saved
 */
function exchange(memory: Memory, staticData: IDataObject, now: number): boolean {
	const { seenEvents, seenEventsId } = staticData;
	if (seenEvents && (seenEventsId !== memory.savedAs || memory.savedAs === undefined)) {
		memory.seen.merge(seenEvents as SavedEvents);
		memory.savedAs = String(seenEventsId);
		memory.isUnsaved = true;
	}
	if (!memory.isUnsaved || now < memory.savedAt + SAVE_EVERY_MS) return false;
	memory.savedAs = `${now} ${clock.random()}`;
	memory.savedAt = now;
	memory.isUnsaved = false;
	staticData.seenEvents = memory.seen.save();
	staticData.seenEventsId = memory.savedAs;
	return true;
}

function remember(
	memory: Memory,
	events: Set<string>,
	states: Map<string, Member>,
	{ duplicates, members }: MemoryRules,
): void {
	const now = clock.now();
	for (const id of events) if (duplicates) memory.seen.add(id, now, duplicates);
	for (const { state, opposite } of states.values()) {
		memory.members.forget(opposite);
		memory.members.add(state, now, { ...ANY_TIME, size: members });
	}
	memory.isUnsaved ||= events.size > 0;
}

interface Member {
	/** A person or account, and an audience. */
	person: string;
	/** That they are a member, or that they are not. */
	state: string;
	opposite: string;
}

/** What an event says of a membership; undefined when it says nothing, or not of whom. */
function memberOf(event: SegmentEvent): Member | undefined {
	const membership = membershipOf(event);
	const { userId, anonymousId, groupId } = event;
	const who = [userId ?? null, userId ? null : (anonymousId ?? null), groupId ?? null];
	if (!membership || who.every((id) => id === null)) return undefined;
	const { key, isMember } = membership;
	return {
		person: digest(['person', ...who, key]),
		state: digest(['member', ...who, key, isMember]),
		opposite: digest(['member', ...who, key, !isMember]),
	};
}

function notTaken(): RefusedRequest {
	return new RefusedRequest(
		503,
		'n8n did not take the same event, which was delivered in another request at the same time',
	);
}
