/**
 * Events that were received before. Segment re-delivers for hours and puts events that it retries
 * into new batches (Segment docs, "Destinations overview"), so each event is recognised by itself.
 */
import { createHash } from 'node:crypto';

import type { SegmentEvent } from './body';

/** Fingerprints by the hour (since 1970) they were seen in, joined without a separator. */
export type SavedEvents = Record<string, string>;

export interface DuplicateLimits {
	/** An event is remembered for at least this long. */
	hours: number;
	/** Never more events than this; the oldest are forgotten first. */
	size: number;
	/** Whether one event with other data, out of another mapping, is another event. */
	byData: boolean;
}

/** 9 bytes of SHA-256 as base64url: 12 bytes kept for each event, however long its id is. */
const FINGERPRINT_LENGTH = 12;
const HOUR_MS = 3_600_000;

/**
 * Recognises an event by its message id. Deletions carry none: they are known by user and time.
 *
 * @param byData takes what the mapping made of the event into account as well
 * @returns undefined when nothing in the event tells it from another one with the same content
 */
export function fingerprint(event: SegmentEvent, byData = false): string | undefined {
	const { messageId, type, userId, timestamp } = event;
	const data = byData ? [event] : [];
	if (typeof messageId === 'string' && messageId !== '') {
		return digest(['message', messageId, ...data]);
	}
	if (type === 'delete' && userId && timestamp) {
		return digest(['delete', userId, timestamp, ...data]);
	}
	return undefined;
}

/** A short name for a list of values; lists that differ in anything have different ones. */
export function digest(values: unknown[]): string {
	const text = JSON.stringify(values);
	return createHash('sha256').update(text).digest('base64url').slice(0, FINGERPRINT_LENGTH);
}

/** A rolling window of the fingerprints seen last, bounded in time and in number. */
export class SeenEvents {
	/** Fingerprint to the hour it was seen in, oldest first. */
	private readonly hours = new Map<string, number>();

	/** Adds what was saved, by this process or by another one. */
	merge(saved: SavedEvents): void {
		const news = Object.entries(saved).flatMap(([hour, joined]) =>
			split(String(joined))
				.filter((one) => !this.hours.has(one))
				.map((one): [string, number] => [one, Number(hour)]),
		);
		if (news.length === 0) return;
		const all = [...this.hours, ...news].sort(([, hour], [, otherHour]) => hour - otherHour);
		this.hours.clear();
		for (const [one, hour] of all) this.hours.set(one, hour);
	}

	/** Whether this was seen within so many hours. */
	has(one: string, now: number, { hours }: Pick<DuplicateLimits, 'hours'>): boolean {
		const seenIn = this.hours.get(one);
		return seenIn !== undefined && seenIn >= hourOf(now) - hours;
	}

	/** Remembers it, and forgets what is beyond the limits. */
	add(one: string, now: number, { hours, size }: Pick<DuplicateLimits, 'hours' | 'size'>): void {
		this.hours.delete(one);
		this.hours.set(one, hourOf(now));
		for (const [oldest, seenIn] of this.hours) {
			if (seenIn >= hourOf(now) - hours && this.hours.size <= size) break;
			this.hours.delete(oldest);
		}
	}

	forget(one: string): void {
		this.hours.delete(one);
	}

	save(): SavedEvents {
		const saved: Record<string, string[]> = {};
		for (const [one, hour] of this.hours) (saved[hour] ??= []).push(one);
		return Object.fromEntries(Object.entries(saved).map(([hour, all]) => [hour, all.join('')]));
	}
}

const hourOf = (now: number): number => Math.floor(now / HOUR_MS);

function split(joined: string): string[] {
	const parts: string[] = [];
	for (let at = 0; at + FINGERPRINT_LENGTH <= joined.length; at += FINGERPRINT_LENGTH) {
		parts.push(joined.slice(at, at + FINGERPRINT_LENGTH));
	}
	return parts;
}
