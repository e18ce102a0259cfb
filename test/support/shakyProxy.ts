import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to a webhook that refuses every fifth request, and loses every fifth answer. */
export interface ShakyProxy {
	url: string;
	close(): Promise<void>;
}

export async function startShakyProxy(target: string): Promise<ShakyProxy> {
	let count = 0;
	const proxy = createServer((req, res) => {
		const number = ++count;
		const chunks: Buffer[] = [];
		req.on('data', (chunk: Buffer) => chunks.push(chunk));
		req.on('end', () => void forward(number, Buffer.concat(chunks)));

		const forward = async (turn: number, body: Buffer<ArrayBuffer>) => {
			if (turn % 5 === 1) return void res.writeHead(503).end();
			const { 'content-type': type = '', 'x-signature': signature } = req.headers;
			const headers = { 'content-type': type, 'x-signature': String(signature) };
			const answer = await fetch(target, { method: 'POST', headers, body });
			const text = await answer.text();
			if (turn % 5 === 3) return void req.socket.destroy();
			res.writeHead(answer.status).end(text);
		};
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	return {
		url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/`,
		async close() {
			proxy.close();
			proxy.closeAllConnections();
			await once(proxy, 'close');
		},
	};
}
