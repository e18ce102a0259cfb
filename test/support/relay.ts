import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

import type { StandIn } from '../stand-in/server';

/** Stands between the senders and the stand-in, and adds the network's latency. */
export interface Relay {
	/** Leads to the stand-in. */
	directPort: number;
	/** An HTTP proxy whose CONNECT leads to the stand-in, whatever host is asked for. */
	proxyPort: number;
	close(): void;
}

/**
 * Starts a relay on 127.0.0.1. Without latency to add it hands connections over, so that its own
 * work does not slow down what is measured.
 *
 * @param latencyMs round-trip time to add; opening a connection costs one as well
 */
export async function startRelay(
	standIn: Pick<StandIn, 'accept' | 'port'>,
	latencyMs: number,
): Promise<Relay> {
	const sockets = new Set<Socket>();
	const join = async (client: Socket, onConnected?: () => void) => {
		if (latencyMs <= 0) {
			onConnected?.();
			return standIn.accept(client);
		}
		await delay(latencyMs);
		const target = connect(standIn.port, '127.0.0.1', onConnected);
		for (const socket of [client, target]) {
			sockets.add(socket);
			socket.setNoDelay(true);
			socket.on('close', () => sockets.delete(socket));
			socket.on('error', () => [client, target].forEach((each) => each.destroy()));
		}
		client.pipe(delayed(latencyMs / 2)).pipe(target);
		target.pipe(delayed(latencyMs / 2)).pipe(client);
	};
	const direct = createServer((client) => void join(client));
	const proxy = createHttpServer();
	proxy.on('connect', (_request, client: Socket, head: Buffer) => {
		if (head.length > 0) client.unshift(head);
		void join(client, () => client.write('HTTP/1.1 200 Connection Established\r\n\r\n'));
	});
	return {
		directPort: await listen(direct),
		proxyPort: await listen(proxy),
		close() {
			for (const socket of sockets) socket.destroy();
			direct.close();
			proxy.close();
		},
	};
}

/** Passes chunks on in their order, each as late as the network would. */
function delayed(ms: number): Transform {
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			void delay(ms).then(() => this.push(chunk));
			return done();
		},
		flush(done) {
			void delay(ms).then(() => done());
		},
	});
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}
