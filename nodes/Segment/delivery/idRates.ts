import type { PreparedMessage } from './prepared';

/** Segment's journeys drop what one profile gets over this in a second (Segment docs, "Journeys limits"). */
export const MAX_EVENTS_PER_SECOND = 25;

/** Watches how many messages a run sends for one ID, where too many at once are lost on their way. */
export class IdRates {
	private second: number | undefined;

	/** Messages of the IDs in the current second that came more than once in a request, or in one of their own. */
	private readonly inSecond = new Map<string, number>();

	/** The most in any second, of the IDs that were over the limit. */
	private readonly busiest = new Map<string, number>();

	private total = 0;

	/** The ID of all messages so far; undefined when there are several. */
	private only: string | undefined;

	/**
	 * Counts the messages of a request.
	 *
	 * @param at when it leaves, in milliseconds
	 */
	note(messages: readonly PreparedMessage[], at: number): void {
		const second = Math.floor(at / 1_000);
		if (second !== this.second) this.inSecond.clear();
		this.second = second;
		if (this.total === 0) this.only = messages[0]?.person;
		this.total += messages.length;
		for (const [person, count] of countsOf(messages)) {
			if (person !== this.only) this.only = undefined;
			if (count === 1 && messages.length > 1) continue;
			const sum = (this.inSecond.get(person) ?? 0) + count;
			this.inSecond.set(person, sum);
			if (sum <= MAX_EVENTS_PER_SECOND) continue;
			this.busiest.set(person, Math.max(sum, this.busiest.get(person) ?? 0));
		}
	}

	/** The ID that all messages have, when there are more of them than a person does at once. */
	get onlyId(): string | undefined {
		return this.total > MAX_EVENTS_PER_SECOND ? this.only : undefined;
	}

	/** The IDs that had more than the limit in a second, with how many that was, most first. */
	get overLimit(): Array<[id: string, perSecond: number]> {
		return [...this.busiest].sort(([, a], [, b]) => b - a);
	}
}

function countsOf(messages: readonly PreparedMessage[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { person } of messages) counts.set(person, (counts.get(person) ?? 0) + 1);
	return counts;
}
