import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import express from 'express';

import { createPublicApi, tokens, type PublicApi, type PublicApiOptions } from '..';

export interface Answer {
	status: number;
	headers: Headers;
	/** Parsed JSON: `{ data }` or `{ errors }`. */
	body: { data?: Record<string, unknown>; errors?: Array<Record<string, unknown>> };
}

export interface Served {
	api: PublicApi;
	/** Base URL of the API, mounted as in the whole stand-in. */
	url: string;
	/** One request as the owner, or with another token (null: none). */
	call(method: string, path: string, body?: unknown, token?: string | null): Promise<Answer>;
	/** The `data` of a request that must succeed. */
	data(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
	/** Status and field of the first error of a request that must be refused. */
	refusal(method: string, path: string, body?: unknown): Promise<[number, unknown]>;
	/** Back to the seeded workspace, if a request may have changed it: seeding takes its time. */
	restore(): void;
	close(): Promise<void>;
}

/** The stand-in's Public API on a free port of this machine. */
export async function servePublicApi(options?: PublicApiOptions): Promise<Served> {
	const api = createPublicApi(options);
	const server = express().use('/public-api', api.router).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/public-api`;

	const call: Served['call'] = async (method, path, body, token = tokens.owner) => {
		const response = await fetch(url + path, {
			method,
			headers: {
				...(token === null ? {} : { Authorization: `Bearer ${token}` }),
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			},
			body: typeof body === 'string' ? body : JSON.stringify(body),
		});
		const { status, headers } = response;
		return { status, headers, body: (await response.json()) as Answer['body'] };
	};

	return {
		api,
		url,
		call,
		async data(method, path, body) {
			const answer = await call(method, path, body);
			if (!answer.body.data) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
			return answer.body.data;
		},
		async refusal(method, path, body) {
			const answer = await call(method, path, body);
			if (!answer.body.errors) throw new Error(`${method} ${path} was not refused`);
			return [answer.status, answer.body.errors[0].field];
		},
		restore() {
			if (api.requests.some(({ method }) => method !== 'GET')) api.reset();
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** A clock that moves only when told. */
export function fakeClock(start = Date.UTC(2026, 4, 20, 12)) {
	let time = start;
	return { now: () => time, pass: (milliseconds: number) => void (time += milliseconds) };
}
