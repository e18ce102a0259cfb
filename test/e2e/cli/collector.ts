import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where workflows tell what reached their end, by requests whose path is its ID. */
export interface Collector {
	readonly url: string;
	/** How often each ID was told. */
	readonly counts: ReadonlyMap<string, number>;
	close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
	const counts = new Map<string, number>();
	const server = createServer((req, res) => {
		const id = (req.url ?? '').slice(1);
		counts.set(id, (counts.get(id) ?? 0) + 1);
		res.end('{}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		counts,
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}
