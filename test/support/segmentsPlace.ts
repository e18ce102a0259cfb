import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startStandIn, type StandIn, type StandInOptions } from '../stand-in/server';
import { makeCertificate } from './certificate';
import { startRelay } from './relay';

/** A stand-in that serves HTTPS where Segment's own addresses are. */
export interface SegmentsPlace {
	standIn: StandIn;
	/** An address of the stand-in for those who need no proxy, with the same latency. */
	directUrl: string;
	/** Environment of processes for which it is Segment: the proxy, and the authority they trust. */
	env: { HTTPS_PROXY: string; NODE_EXTRA_CA_CERTS: string };
	close(): Promise<void>;
}

interface Options extends Omit<StandInOptions, 'tls'> {
	/** The names that it is reached by, such as `api.segment.io`. */
	hosts: string[];
	/** Milliseconds that the network adds to a round trip; default 0. */
	latencyMs?: number;
}

/**
 * Starts a stand-in that takes Segment's place: a proxy leads there whatever host is asked for, and a
 * certificate vouches for it.
 *
 * @param folder where the certificate's authority is kept
 */
export async function takeSegmentsPlace(
	folder: string,
	{ hosts, latencyMs = 0, ...options }: Options,
): Promise<SegmentsPlace> {
	const tls = makeCertificate(hosts);
	const authority = join(folder, 'authority.pem');
	await writeFile(authority, tls.cert);
	const standIn = await startStandIn({ ...options, tls });
	const relay = await startRelay(standIn, latencyMs);
	return {
		standIn,
		directUrl: `https://localhost:${relay.directPort}`,
		env: {
			HTTPS_PROXY: `http://127.0.0.1:${relay.proxyPort}`,
			NODE_EXTRA_CA_CERTS: authority,
		},
		async close() {
			relay.close();
			await standIn.close();
		},
	};
}
