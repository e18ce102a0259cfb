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
}

/** 9 bytes of SHA-256 as base64url: 12 bytes kept for each event, however long its id is. */
const FINGERPRINT_LENGTH = 12;
const HOUR_MS = 3_600_000;

/**
 * Recognises an event by its message id. Deletions carry none: they are known by user and time.
 *
 * @returns undefined when nothing in the event tells it from another one with the same content
 */
export function fingerprint(event: SegmentEvent): string | undefined {
	const { messageId, type, userId, timestamp } = event;
	if (typeof messageId === 'string' && messageId !== '') return digest(messageId);
	if (type === 'delete' && userId && timestamp) return digest(`delete ${userId} ${timestamp}`);
	return undefined;
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, FINGERPRINT_LENGTH);
}

/** A rolling window of the events seen last, bounded in time and in bytes. */
export class SeenEvents {
	/** Fingerprint to the hour it was seen in, oldest first. */
	private readonly hours = new Map<string, number>();

	/** Adds what was saved, by this process or by another one. */
	merge(saved: SavedEvents): void {
		const news = Object.entries(saved).flatMap(([hour, joined]) =>
			split(joined)
				.filter((one) => !this.hours.has(one))
				.map((one): [string, number] => [one, Number(hour)]),
		);
		if (news.length === 0) return;
		const all = [...this.hours, ...news].sort(([, hour], [, otherHour]) => hour - otherHour);
		this.hours.clear();
		for (const [one, hour] of all) this.hours.set(one, hour);
	}

	/** Remembers an event, unless it is known already; tells whether it was new. */
	add(one: string, now: number, { hours, size }: DuplicateLimits): boolean {
		const hour = Math.floor(now / HOUR_MS);
		for (const [oldest, seenIn] of this.hours) {
			if (seenIn >= hour - hours) break;
			this.hours.delete(oldest);
		}
		if (this.hours.has(one)) return false;
		this.hours.set(one, hour);
		for (const [oldest] of this.hours) {
			if (this.hours.size <= size) break;
			this.hours.delete(oldest);
		}
		return true;
	}

	save(): SavedEvents {
		const saved: Record<string, string[]> = {};
		for (const [one, hour] of this.hours) (saved[hour] ??= []).push(one);
		return Object.fromEntries(Object.entries(saved).map(([hour, all]) => [hour, all.join('')]));
	}
}

function split(joined: string): string[] {
	const parts: string[] = [];
	for (let at = 0; at + FINGERPRINT_LENGTH <= joined.length; at += FINGERPRINT_LENGTH) {
		parts.push(joined.slice(at, at + FINGERPRINT_LENGTH));
	}
	return parts;
}
