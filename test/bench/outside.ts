/**
 * The ways that need no n8n, each in a process of its own: `node outside.js sdk|floor ...`. Prints
 * one line of JSON: the seconds from the first record to the last answer.
 */
import { Agent, request } from 'node:https';

import { Analytics } from '@segment/analytics-node';

import { LIBRARY } from '../../nodes/Segment/message/library';
import { MAX_BATCH_BYTES, MAX_BATCH_MESSAGES } from '../../nodes/Segment/message/limits';
import { EVENT, makeRecords, type UserRecord } from './records';

const [way, host, writeKey, count, size] = process.argv.slice(2);

async function main(): Promise<void> {
	const records = makeRecords(Number(count));
	const send = way === 'sdk' ? sendWithSdk : sendPlain;
	const rssBefore = process.memoryUsage.rss();
	let rssPeak = rssBefore;
	const sampler = setInterval(() => (rssPeak = Math.max(rssPeak, process.memoryUsage.rss())), 10);
	const started = performance.now();
	await send(records);
	const seconds = (performance.now() - started) / 1_000;
	clearInterval(sampler);
	rssPeak = Math.max(rssPeak, process.memoryUsage.rss());
	console.log(JSON.stringify({ seconds, extraBytes: rssPeak - rssBefore }));
}

/** Segment's own SDK, as its documentation shows it. */
async function sendWithSdk(records: UserRecord[]): Promise<void> {
	const analytics = new Analytics({ writeKey, host, flushAt: Number(size) });
	analytics.on('error', (error) => {
		throw new Error(String(error.reason ?? error.code));
	});
	for (const { userId, ...properties } of records) {
		analytics.track({ userId, event: EVENT, properties });
	}
	await analytics.closeAndFlush({ timeout: 600_000 });
}

const CONTEXT = JSON.stringify({ library: LIBRARY });

const bodyOf = (messages: string[]) =>
	`{"batch":[${messages.join(',')}],"context":${CONTEXT},"sentAt":"${new Date().toISOString()}"}`;

/** All of a batch's body but its messages. */
const ENVELOPE_BYTES = bodyOf([]).length;

/** The floor: the same messages in as few requests as fit, four at a time, and nothing else. */
async function sendPlain(records: UserRecord[]): Promise<void> {
	const bodies: string[] = [];
	let batch: string[] = [];
	let bytes = 0;
	const close = () => {
		bodies.push(bodyOf(batch));
		batch = [];
		bytes = 0;
	};
	records.forEach(({ userId, ...properties }, index) => {
		const json = JSON.stringify({
			type: 'track',
			userId,
			event: EVENT,
			properties,
			messageId: `00000000-0000-8000-8000-${String(index).padStart(12, '0')}`,
		});
		const size = Buffer.byteLength(json) + 1;
		if (batch.length === MAX_BATCH_MESSAGES || bytes + size > MAX_BATCH_BYTES - ENVELOPE_BYTES)
			close();
		batch.push(json);
		bytes += size;
	});
	if (batch.length > 0) close();
	const agent = new Agent({ keepAlive: true, maxSockets: 4 });
	await Promise.all(bodies.map(async (body) => await post(body, agent)));
	agent.destroy();
}

async function post(body: string, agent: Agent): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const outgoing = request(
			`${host}/v1/batch`,
			{
				method: 'POST',
				agent,
				auth: `${writeKey}:`,
				headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
			},
			(response) => {
				response.resume();
				response.on('end', () =>
					response.statusCode === 200
						? resolve()
						: reject(new Error(`The stand-in answered ${response.statusCode}`)),
				);
			},
		);
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}

void main();
