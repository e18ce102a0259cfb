import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answering {
	url: string;
	/** What was asked, oldest first. */
	requests: Array<{ method?: string; url?: string; headers: IncomingHttpHeaders; body: string }>;
	close: () => Promise<void>;
}

/**
 * Starts a server for answers that no well-behaved one gives.
 *
 * @param answers given in turn; the last one to all further requests
 */
export async function startAnswering(...answers: RequestListener[]): Promise<Answering> {
	const requests: Answering['requests'] = [];
	const server = createServer((request, response) => {
		const answer = answers[Math.min(requests.length, answers.length - 1)];
		const { method, url, headers } = request;
		const asked = { method, url, headers, body: '' };
		requests.push(asked);
		request.on('data', (chunk: Buffer) => (asked.body += chunk.toString()));
		request.on('end', () => answer(request, response));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
