import type { INodeParameters, INodeType } from 'n8n-workflow';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';

import { Segment } from '../../../nodes/Segment/Segment.node';
import { startStandIn, type StandIn } from '../../stand-in/server';
import type { Fault } from '../../stand-in/faults';
import { eventItems, MAP_FIELDS, runSegment, TRACK } from '../../support/runSegment';

// One for each test: a request that was given up may still arrive later.
let standIn: StandIn;
beforeEach(async () => {
	standIn = await startStandIn();
});
afterEach(async () => await standIn.close());

type Operation = (this: never, ...args: never[]) => Promise<unknown>;

/** The node, and the beat at which each of the calls that n8n made to it came to its end. */
function watchedNode(routed: boolean, beat: () => number) {
	const ends: number[] = [];
	const watch = (operation: Operation): Operation =>
		async function (...args) {
			try {
				return await operation.apply(this, args);
			} finally {
				ends.push(beat());
			}
		};
	const node = new Segment() as INodeType;
	const { customOperations = {} } = node;
	for (const operations of Object.values(customOperations)) {
		for (const [name, operation] of Object.entries(operations)) {
			operations[name] = watch(operation as Operation) as never;
		}
	}
	if (routed) delete node.customOperations;
	const { requestOperations } = node.description;
	if (requestOperations) {
		const pagination = watch(requestOperations.pagination as Operation) as never;
		node.description.requestOperations = { pagination };
	}
	return { node, ends };
}

interface Wait {
	of: string;
	parameters: INodeParameters;
	fault?: Fault;
	routed?: boolean;
	/** Requests that may have left when it was cancelled. */
	most?: number;
}

/** Time as this process gets it: a busy machine delays a beat as much as what is measured. */
const BEAT_MS = 50;
const BEATS_PER_SECOND = 1_000 / BEAT_MS;

const ITEMS = 6;
const single = { delivery: 'single' };
const RATE_LIMIT: Fault = { status: 429, retryAfter: 60, times: 1_000 };
const TROUBLE: Fault = { status: 503, retryAfter: 60, times: 1_000 };
const SILENCE: Fault = { delayMs: 60_000, times: 1_000 };

const WAITS: Wait[] = [
	...Object.entries({
		'a rate limit': RATE_LIMIT,
		'a retry': TROUBLE,
		'an answer': SILENCE,
	}).flatMap(([of, fault]): Wait[] => [
		{ of: `${of}, batched`, parameters: TRACK, fault, most: 1 },
		{
			of: `${of}, one request per message`,
			parameters: { ...TRACK, options: single },
			fault,
			most: 1,
		},
		{ of: `${of}, Batch`, parameters: MAP_FIELDS, fault, most: 1 },
		{ of: `${of}, n8n's routing`, parameters: TRACK, fault, routed: true, most: ITEMS },
	]),
	...[TRACK, MAP_FIELDS].map((parameters): Wait => ({
		of: `a pause between n8n's batches, ${parameters.resource}`,
		parameters: {
			...parameters,
			requestOptions: { batching: { batch: { batchSize: 2, batchInterval: 60_000 } } },
		},
		most: 1,
	})),
];

// Jest fails a test that leaves a rejection unhandled
it.each(WAITS)(
	'a cancelled execution ends within a second while it waits for $of',
	async ({ parameters, fault, routed = false, most = 1 }) => {
		if (fault) standIn.faults.add(fault);
		let beats = 0;
		let heart: NodeJS.Timeout | undefined;
		const { node, ends } = watchedNode(routed, () => beats);
		let cancel: () => void = () => undefined;
		standIn.events.once('change', () =>
			setTimeout(() => {
				heart = setInterval(() => beats++, BEAT_MS);
				cancel();
			}, 150),
		);
		const { run } = await runSegment(standIn, {
			nodeType: node,
			parameters,
			items: eventItems(ITEMS),
			onStart: (execution) => (cancel = execution.cancel),
		});
		expect(run.status).toBe('canceled');
		const calls = routed ? ITEMS : 1;
		while (ends.length < calls && beats < 2 * BEATS_PER_SECOND) await setImmediate();
		clearInterval(heart);
		expect(ends).toHaveLength(calls);
		expect(Math.max(...ends)).toBeLessThanOrEqual(BEATS_PER_SECOND);
		// one that was under way may still arrive, and nothing else
		await delay(300);
		expect(standIn.counts.requests).toBeLessThanOrEqual(most);
	},
);
