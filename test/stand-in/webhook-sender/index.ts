import express, { type Router } from 'express';

import { payloads, type Payload, type PayloadName } from './payloads';
import { deliver, type DeliveryOptions, type DeliveryReport } from './sender';

export * from './payloads';
export * from './request';
export * from './sender';

/** What `POST /deliveries` takes. */
interface DeliveryOrder extends Pick<DeliveryOptions, 'batchSize' | 'extras' | 'mode'> {
	url: string;
	secret?: string;
	signing?: DeliveryOptions['signing'];
	/** Events of one's own, or names from the library, or both. */
	events?: Payload[];
	payloads?: PayloadName[];
}

export interface WebhookSender {
	router: Router;
	/** Finished deliveries, oldest first. */
	readonly deliveries: DeliveryReport[];
	reset(): void;
}

/**
 * Segment's side of a webhook destination, to be called by hand:
 * `POST /deliveries` sends and answers with what became of it, `GET /payloads` shows the library.
 */
export function createWebhookSender(defaults: Partial<DeliveryOptions> = {}): WebhookSender {
	const deliveries: DeliveryReport[] = [];
	const router = express.Router();
	router.use(express.json({ limit: '16mb' }));

	router.get('/payloads', (_req, res) => {
		const all = Object.entries(payloads).map(([name, make]) => [name, make()]);
		res.json(Object.fromEntries(all));
	});
	router.get('/deliveries', (_req, res) => {
		res.json(deliveries);
	});
	router.post('/deliveries', async (req, res) => {
		const { events = [], payloads: names = [], ...order } = (req.body ?? {}) as DeliveryOrder;
		const unknown = names.filter((name) => !(name in payloads));
		if (!URL.canParse(order.url) || unknown.length > 0) {
			const message = unknown.length > 0 ? `unknown payloads: ${unknown}` : 'url is required';
			res.status(400).json({ message });
			return;
		}
		const all = [...events, ...names.map((name) => payloads[name]())];
		const report = await deliver(all, { ...defaults, ...order, mode: order.mode ?? 'actions' });
		deliveries.push(report);
		res.json(report);
	});

	return { router, deliveries, reset: () => void (deliveries.length = 0) };
}
