import { EventEmitter } from 'node:events';

import type { Fault } from '../faults';
import { BoundedCounter, BoundedLog } from './bounded';
import type { DiscardCode, JsonObject } from './discard-rules';

export type Region = 'us' | 'eu';

/** A source of the imagined workspace. */
export interface Source {
	writeKey: string;
	name: string;
	/** Default: the region of the stand-in. */
	region?: Region;
	/** Default: enabled. */
	status?: 'enabled' | 'disabled' | 'locked';
	/** Whether a request needs an access token; default false. */
	oauthEnforced?: boolean;
	/** Names of its destinations; the settings tell them. */
	destinations?: readonly string[];
	/** Its consent categories. */
	consentCategories?: readonly string[];
}

/** An OAuth application, as registered in Segment's access management. */
export interface OAuthApp {
	clientId: string;
	keyId: string;
	/** PEM (SPKI). */
	publicKey: string;
}

export interface TrackingSettings {
	region: Region;
	sources: Source[];
	oauthApps: OAuthApp[];
	/** User IDs whose messages Segment drops without a word. */
	suppressedUserIds: string[];
	/** Whether one message over 32 KB fails its whole batch (400) or is discarded alone. */
	oversizeItem: 'reject' | 'discard';
	/** The clock, in milliseconds since 1970. */
	now: () => number;
}

/** What became of a message. */
export type Outcome =
	/** Segment would pass it on: the message as it would be stored. */
	| { outcome: 'accepted'; message: JsonObject }
	/** Segment would discard it after answering 200. */
	| { outcome: 'discarded'; code: DiscardCode; reason: string }
	/** A message with this messageId was accepted before. */
	| { outcome: 'duplicate'; messageId: string };

export type MessageRecord = Outcome & {
	/** 1, 2, 3 ... over all messages, in the order of arrival. */
	number: number;
	/** Number of the request that brought it. */
	request: number;
	type?: string;
	writeKey: string;
	receivedAt: string;
	/** The message as it came. */
	sent: unknown;
};
export type ReceivedMessage = Extract<MessageRecord, { outcome: 'accepted' }>;
export type DiscardedMessage = Extract<MessageRecord, { outcome: 'discarded' }>;
export type DuplicateMessage = Extract<MessageRecord, { outcome: 'duplicate' }>;

/** One HTTP request to a tracking address: one attempt. */
export interface RequestRecord {
	number: number;
	at: string;
	method: string;
	path: string;
	headers: Record<string, string | string[] | undefined>;
	/** Bytes of the body, after decompression. */
	bytes: number;
	/** The body as JSON, or as text when it is none. */
	body: unknown;
	/** The write key that counted: the body's, else that of the Authorization header. */
	writeKey?: string;
	authorization: 'none' | 'basic' | 'bearer' | 'other';
	/** The header X-Retry-Count. */
	retryCount?: number;
	/** 1, or more when an earlier request had the same first messageId. */
	attempt: number;
	/** The sentAt beside `batch`, or of a single message. */
	sentAt?: unknown;
	/** Messages in the body, and what became of them. */
	messages: number;
	accepted: number;
	duplicates: number;
	discarded: number;
	/** What Segment notes about the batch as a whole. */
	batchCode?: 'empty_batch' | 'empty_batch_result' | 'multi_user_error';
	/** What the client was answered; undefined when the connection was reset instead. */
	status?: number;
	/** The answer's own words, when it was not a success. */
	refusal?: string;
	/** The fault that it met. */
	fault?: Fault;
}

export interface Counts {
	requests: number;
	/** Requests answered with an error, or not at all. */
	refused: number;
	bytes: number;
	/** Messages in requests that were processed. */
	messages: number;
	accepted: number;
	duplicates: number;
	discarded: number;
	/** Accepted messages by type. */
	byType: Record<string, number>;
	/** Discarded messages by code, and empty batches. */
	byCode: Record<string, number>;
}

const KEPT_BYTES = 32 * 1024 * 1024;
/** Segment looks back about a day; the stand-in this many messages. */
const REMEMBERED_IDS = 1_000_000;

const noCounts = (): Counts => ({
	requests: 0,
	refused: 0,
	bytes: 0,
	messages: 0,
	accepted: 0,
	duplicates: 0,
	discarded: 0,
	byType: {},
	byCode: {},
});

/** What the Tracking API part knows: its settings, what came, and what became of it. */
export class TrackingState {
	settings: TrackingSettings;
	counts = noCounts();
	readonly messages: BoundedLog<MessageRecord>;
	readonly requests: BoundedLog<RequestRecord>;
	/** How often each messageId of an accepted message arrived. */
	readonly deliveries = new BoundedCounter(REMEMBERED_IDS);
	/** How often each messageId was the first of a request. */
	readonly firstIds = new BoundedCounter(REMEMBERED_IDS);
	/** Access tokens issued: what each is for, and when it expires. */
	readonly tokens = new Map<string, { scopes: string[]; expiresAt: number }>();
	/** Emits `change` after each request and `reset` after a reset. */
	readonly events = new EventEmitter().setMaxListeners(0);

	/** @param keep how many messages, and how many requests, are kept to look at; 0 only counts */
	constructor(
		private readonly initial: TrackingSettings,
		readonly keep: number,
	) {
		this.settings = { ...initial };
		this.messages = new BoundedLog(keep, KEPT_BYTES);
		this.requests = new BoundedLog(keep, KEPT_BYTES);
	}

	source(writeKey: string): Source | undefined {
		return this.settings.sources.find((source) => source.writeKey === writeKey);
	}

	/** Whether the source's workspace is in the other region. */
	isElsewhere({ region }: Source): boolean {
		return region !== undefined && region !== this.settings.region;
	}

	/** Puts a message on record, and counts it. */
	record(request: RequestRecord, type: string | undefined, sent: unknown, outcome: Outcome): void {
		const { counts } = this;
		const counter = outcome.outcome === 'duplicate' ? 'duplicates' : outcome.outcome;
		counts[counter]++;
		request[counter]++;
		counts.messages++;
		if (outcome.outcome === 'accepted' && type) increment(counts.byType, type);
		if (outcome.outcome === 'discarded') increment(counts.byCode, outcome.code);
		if (this.keep === 0) return;
		const { number, writeKey = '', at: receivedAt, bytes, messages } = request;
		const record = { number: counts.messages, request: number, type, writeKey, receivedAt, sent };
		this.messages.add({ ...record, ...outcome }, bytes / messages);
	}

	/** Notes what Segment says of a batch as a whole. */
	recordBatch(request: RequestRecord, code: RequestRecord['batchCode']): void {
		request.batchCode = code;
		if (code === 'empty_batch') increment(this.counts.byCode, code);
	}

	/** Forgets everything that came and every setting changed since the start. */
	reset(): void {
		this.settings = { ...this.initial };
		this.counts = noCounts();
		this.messages.clear();
		this.requests.clear();
		this.deliveries.clear();
		this.firstIds.clear();
		this.tokens.clear();
		this.events.emit('reset');
	}
}

function increment(counts: Record<string, number>, key: string): void {
	counts[key] = (counts[key] ?? 0) + 1;
}
