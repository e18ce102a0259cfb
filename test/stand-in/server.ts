import type { EventEmitter } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

import express, { type Express } from 'express';

import { createControl } from './control';
import { Faults } from './faults';
import { createLivePage } from './live-page';
import { createProfileApi, type ProfileApi } from './profile-api';
import { createPublicApi, type PublicApi } from './public-api';
import { createTrackingApi } from './tracking-api';
import { isGoodFor } from './tracking-api/oauth';
import {
	TrackingState,
	type Counts,
	type DiscardedMessage,
	type DuplicateMessage,
	type MessageRecord,
	type ReceivedMessage,
	type RequestRecord,
	type Source,
	type TrackingSettings,
} from './tracking-api/state';
import { createWebhookSender, type WebhookSender } from './webhook-sender';

/** The sources that a stand-in started without `writeKeys` knows. */
export const DEMO_SOURCES = {
	us: {
		writeKey: 'DemoWriteKeyOfAnAmericanSource01',
		name: 'Demo (US)',
		region: 'us',
		destinations: ['Amplitude', 'Google Analytics 4 Web', 'Mixpanel'],
		consentCategories: ['Advertising', 'Analytics', 'Functional'],
	},
	eu: {
		writeKey: 'DemoWriteKeyOfAnEuropeanSource02',
		name: 'Demo (EU)',
		region: 'eu',
		destinations: ['Braze', 'Mixpanel'],
		consentCategories: ['Marketing', 'Statistics'],
	},
	disabled: { writeKey: 'DemoWriteKeyOfADisabledSource003', name: 'Disabled', status: 'disabled' },
} as const satisfies Record<string, Source>;

export interface StandInOptions extends Partial<Omit<TrackingSettings, 'sources'>> {
	/** Default 0: any free port. */
	port?: number;
	/** The sources it knows, or just their write keys; default: the demo sources. */
	writeKeys?: Array<string | Source>;
	/** How many messages, and how many requests, are kept to look at; 0 only counts. Default 10,000. */
	keep?: number;
	/** Serves HTTPS with this key and certificate (PEM). */
	tls?: { key: string | Buffer; cert: string | Buffer };
}

/** A running stand-in for Segment. */
export interface StandIn {
	/** `http://127.0.0.1:PORT`, without a trailing slash. */
	readonly url: string;
	readonly port: number;
	/** Settings of the Tracking API, to be changed at will until the next `reset()`. */
	readonly settings: TrackingSettings;
	/** Accepted messages that are kept, oldest first. */
	readonly received: ReceivedMessage[];
	/** Messages that Segment would discard, oldest first. */
	readonly discarded: DiscardedMessage[];
	/** Messages whose messageId was accepted before, oldest first. */
	readonly duplicates: DuplicateMessage[];
	/** Requests to the tracking addresses that are kept, oldest first: one per attempt. */
	readonly requests: RequestRecord[];
	/** Counts of everything since the start or the last reset, kept or not. */
	readonly counts: Counts;
	/** What goes wrong with the next requests. */
	readonly faults: Faults;
	/** The Profile API, under `/profile-api`. */
	readonly profileApi: ProfileApi;
	/** Segment's Public API under `/public-api`: a seeded workspace, with faults of its own. */
	readonly publicApi: PublicApi;
	/** Calls webhooks as Segment does, under `/webhook-sender`. */
	readonly webhookSender: WebhookSender;
	/** Emits `change` after each request is processed, before its answer is sent. */
	readonly events: EventEmitter;
	/** How often a message with this messageId arrived, the accepted one included. */
	deliveries(messageId: string): number;
	/** Serves a connection that another server has accepted. */
	accept(connection: Socket): void;
	/** Forgets all that came, all faults, and settings changed since the start. */
	reset(): void;
	/** Ends it and every open connection. */
	close(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1 that behaves like Segment.
 *
 * @throws an error with the code EADDRINUSE when the port is taken
 */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
	const { port = 0, writeKeys, keep = 10_000, tls, ...settings } = options;
	const sources = (writeKeys ?? Object.values(DEMO_SOURCES)).map(asSource);
	const tracking = new TrackingState({ ...DEFAULTS, sources, ...settings }, keep);
	const faults = new Faults(tracking.settings.now);
	const profileApi = createProfileApi();
	const publicApi = createPublicApi({
		isValidToken: (token) => isGoodFor(tracking, token, 'public_api:read_write'),
		now: () => tracking.settings.now(),
	});
	const webhookSender = createWebhookSender();
	const app = createApp(tracking, faults, { profileApi, publicApi, webhookSender });
	const server = tls ? createHttpsServer(tls, app) : createHttpServer(app);
	await listen(server, port);
	const bound = (server.address() as AddressInfo).port;

	const kept = <T extends MessageRecord>(outcome: T['outcome']) =>
		tracking.messages.toArray().filter((record): record is T => record.outcome === outcome);
	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${bound}`,
		port: bound,
		faults,
		profileApi,
		publicApi,
		webhookSender,
		events: tracking.events,
		get settings() {
			return tracking.settings;
		},
		get received() {
			return kept<ReceivedMessage>('accepted');
		},
		get discarded() {
			return kept<DiscardedMessage>('discarded');
		},
		get duplicates() {
			return kept<DuplicateMessage>('duplicate');
		},
		get requests() {
			return tracking.requests.toArray();
		},
		get counts() {
			return tracking.counts;
		},
		deliveries: (messageId) => tracking.deliveries.get(messageId),
		accept: (connection) => void server.emit('connection', connection),
		reset() {
			faults.clear();
			tracking.reset();
			profileApi.reset();
			publicApi.reset();
		},
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}

const DEFAULTS: Omit<TrackingSettings, 'sources'> = {
	region: 'us',
	oauthApps: [],
	suppressedUserIds: [],
	oversizeItem: 'reject',
	now: Date.now,
};

/** Where requests go that came, through a proxy, to an address of Segment's own. */
const PLACES: Partial<Record<string, string>> = {
	'api.segmentapis.com': '/public-api',
	'profiles.segment.com': '/profile-api',
};

/**
 * One line mounts each part, a Router over its own state. A part that is to meet faults is mounted
 * behind `faults.middleware()`.
 */
function createApp(
	tracking: TrackingState,
	faults: Faults,
	{
		profileApi,
		publicApi,
		webhookSender,
	}: Pick<StandIn, 'profileApi' | 'publicApi' | 'webhookSender'>,
): Express {
	const app = express();
	app.disable('x-powered-by').disable('etag');
	app.use((req, _res, next) => {
		req.url = `${PLACES[req.hostname] ?? ''}${req.url}`;
		next();
	});
	app.use(createTrackingApi(tracking, faults));
	app.use('/profile-api', faults.middleware(), profileApi.router);
	app.use('/public-api', publicApi.router);
	app.use('/webhook-sender', webhookSender.router);
	app.use('/stand-in', createControl(tracking, faults));
	app.use(createLivePage(tracking, faults));
	app.use((_req, res) => {
		res.status(404).json({ success: false });
	});
	return app;
}

const asSource = (source: string | Source): Source =>
	typeof source === 'string' ? { writeKey: source, name: `Source ${source.slice(0, 4)}…` } : source;

async function listen(server: Server, port: number): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve();
		});
	});
}
