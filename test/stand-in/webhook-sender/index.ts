import express, { type Router } from 'express';

import { deliverWhereListening, type ListeningReport } from './listening';
import { payloads, type Payload, type PayloadName } from './payloads';
import { deliver, type DeliveryOptions, type DeliveryReport } from './sender';

export * from './listening';
export * from './payloads';
export * from './request';
export * from './sender';

/** What `POST /deliveries` takes. */
interface DeliveryOrder extends Pick<
	DeliveryOptions,
	'batchSize' | 'extras' | 'maxAttempts' | 'mode'
> {
	url: string;
	/** The url is one of the two of an n8n webhook: the one that listens is called. */
	whereListening?: boolean;
	secret?: string;
	signing?: DeliveryOptions['signing'];
	/** Events of one's own, or names from the library, or both. */
	events?: Payload[];
	payloads?: PayloadName[];
}

/** A webhook that the page offers to call. */
export interface KnownTrigger {
	name: string;
	url: string;
	secret: string;
}

export interface WebhookSender {
	router: Router;
	/** What the page offers; others can be typed in. */
	readonly triggers: KnownTrigger[];
	/** Finished deliveries, oldest first. */
	readonly deliveries: Array<DeliveryReport | ListeningReport>;
	reset(): void;
}

/**
 * Segment's side of a webhook destination, to be called by hand:
 * `POST /deliveries` sends and answers with what became of it, `GET /payloads` shows the library.
 */
export function createWebhookSender(defaults: Partial<DeliveryOptions> = {}): WebhookSender {
	const deliveries: WebhookSender['deliveries'] = [];
	const triggers: KnownTrigger[] = [];
	const router = express.Router();
	router.use(express.json({ limit: '16mb' }));

	router.get('/payloads', (_req, res) => {
		const all = Object.entries(payloads).map(([name, make]) => [name, make()]);
		res.json(Object.fromEntries(all));
	});
	router.get('/triggers', (_req, res) => {
		res.json(triggers);
	});
	router.get('/deliveries', (_req, res) => {
		res.json(deliveries);
	});
	router.post('/deliveries', async (req, res) => {
		const order = (req.body ?? {}) as DeliveryOrder;
		const { events = [], payloads: names = [], whereListening, ...options } = order;
		const unknown = names.filter((name) => !(name in payloads));
		if (!URL.canParse(order.url) || unknown.length > 0) {
			const message = unknown.length > 0 ? `unknown payloads: ${unknown}` : 'url is required';
			res.status(400).json({ message });
			return;
		}
		const all = [...events, ...names.map((name) => payloads[name]())];
		const send = whereListening ? deliverWhereListening : deliver;
		const report = await send(all, { ...defaults, ...options, mode: options.mode ?? 'actions' });
		deliveries.push(report);
		res.json(report);
	});

	return { router, triggers, deliveries, reset: () => void (deliveries.length = 0) };
}
