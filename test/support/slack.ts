import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import express from 'express';

import { makeCertificate } from './certificate';
import { startRelay } from './relay';

/** What n8n's Slack node takes for Slack. */
export interface Slack {
	/** The texts that were posted, with their channel. */
	messages: Array<{ channel: string; text: string }>;
	/** Environment of processes for which it is Slack: the proxy, and the authority they trust. */
	env: { HTTPS_PROXY: string; NODE_EXTRA_CA_CERTS: string };
	close(): void;
}

/** @param folder where the certificate's authority is kept */
export async function startSlack(folder: string): Promise<Slack> {
	const messages: Slack['messages'] = [];
	const app = express();
	app.use(express.json());
	app.use((req, res) => {
		const { channel, text } = (req.body ?? {}) as Slack['messages'][number];
		if (req.path.endsWith('chat.postMessage')) messages.push({ channel, text });
		res.json({ ok: true, channel, message: { text } });
	});
	const tls = makeCertificate(['slack.com']);
	const authority = join(folder, 'slack.pem');
	await writeFile(authority, tls.cert);
	const server = createServer(tls, app).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const accept = (socket: object) => void server.emit('connection', socket);
	const relay = await startRelay({ port, accept }, 0);
	return {
		messages,
		env: {
			HTTPS_PROXY: `http://127.0.0.1:${relay.proxyPort}`,
			NODE_EXTRA_CA_CERTS: authority,
		},
		close() {
			relay.close();
			server.close();
			server.closeAllConnections();
		},
	};
}
