import type { IExecuteData, INodeExecutionData } from 'n8n-workflow';
import { setImmediate as turn } from 'node:timers/promises';

import { RunQueue, runOf } from '../../../../nodes/Segment/run/queue';

/** A queue that records what it sends, and answers each item with its content. */
function recordingQueue(total: number) {
	const sent: Array<{ items: number[]; nextItem: number | undefined }> = [];
	const queue = new RunQueue<string>(total, async (contents, nextItem) => {
		sent.push({ items: [...contents.keys()], nextItem });
		await turn();
		return new Map(
			[...contents].map(([item, content]): [number, INodeExecutionData] => [
				item,
				{ json: { content } },
			]),
		);
	});
	return { queue, sent };
}

const executeData = () => ({}) as IExecuteData;

describe('RunQueue', () => {
	it('sends together what comes together, and gives each item its own', async () => {
		const { queue, sent } = recordingQueue(3);
		const outputs = await Promise.all(
			[0, 1, 2].map(async (item) => await queue.add(item, `${item}`)),
		);
		expect(sent).toEqual([{ items: [0, 1, 2], nextItem: undefined }]);
		expect(outputs).toEqual([
			[{ json: { content: '0' } }],
			[{ json: { content: '1' } }],
			[{ json: { content: '2' } }],
		]);
	});

	it('sends one by one what comes one by one', async () => {
		const { queue, sent } = recordingQueue(3);
		for (const item of [0, 1, 2]) {
			expect(await queue.add(item, `${item}`)).toEqual([{ json: { content: `${item}` } }]);
		}
		expect(sent).toEqual([
			{ items: [0], nextItem: 1 },
			{ items: [1], nextItem: 2 },
			{ items: [2], nextItem: undefined },
		]);
	});

	it('sends a batch when the one before has its outcome, however early it comes', async () => {
		let release: () => void = () => undefined;
		const sent: number[][] = [];
		const queue = new RunQueue<string>(4, async (contents) => {
			sent.push([...contents.keys()]);
			if (sent.length === 1) await new Promise<void>((resolve) => (release = resolve));
			return new Map([...contents.keys()].map((item) => [item, { json: { item } }]));
		});
		const first = [0, 1].map(async (item) => await queue.add(item, ''));
		while (sent.length === 0) await turn();
		const second = [2, 3].map(async (item) => await queue.add(item, ''));
		for (let turns = 0; turns < 5; turns++) await turn();
		expect(sent).toEqual([[0, 1]]);
		release();
		expect(await Promise.all(first)).toEqual([[{ json: { item: 0 } }], [{ json: { item: 1 } }]]);
		expect(await Promise.all(second)).toEqual([[{ json: { item: 2 } }], [{ json: { item: 3 } }]]);
		expect(sent).toEqual([
			[0, 1],
			[2, 3],
		]);
	});

	it('sends nothing after a batch that failed', async () => {
		const sent: number[][] = [];
		const queue = new RunQueue<string>(3, async (contents) => {
			sent.push([...contents.keys()]);
			throw new Error('refused');
		});
		const first = await Promise.allSettled([0, 1].map(async (item) => await queue.add(item, '')));
		expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		await expect(queue.add(2, '')).rejects.toThrow('refused');
		expect(sent).toEqual([[0, 1]]);
	});

	it('gives nothing for an item that has no outcome', async () => {
		const queue = new RunQueue<string>(1, async () => new Map());
		expect(await queue.add(0, '')).toEqual([]);
	});

	it('awaits each item of the run once', async () => {
		const { queue } = recordingQueue(2);
		expect(queue.awaits(0)).toBe(true);
		const work = queue.add(0, '');
		expect(queue.awaits(0)).toBe(false);
		expect(queue.awaits(1)).toBe(true);
		await Promise.all([work, queue.add(1, '')]);
		expect(queue.awaits(2)).toBe(false);
	});
});

describe('runOf', () => {
	const start = (total: number) => () => recordingQueue(total);

	/** The run that an item finds; the item then is in its queue. */
	async function runWith(data: IExecuteData, node: string, item: number, total = 3) {
		const run = runOf(data, node, item, start(total));
		await run.queue.add(item, '');
		return run;
	}

	it('is the same for all items of a node run', async () => {
		const data = executeData();
		const runs = await Promise.all([0, 1, 2].map(async (item) => await runWith(data, 'a', item)));
		expect(new Set(runs).size).toBe(1);
	});

	it('is another for another execution, run index or sub-workflow: they have execute data of their own', async () => {
		expect(await runWith(executeData(), 'a', 0)).not.toBe(await runWith(executeData(), 'a', 1));
	});

	it('is another for another node, also where both share the execute data of an agent', async () => {
		const data = executeData();
		const a = await runWith(data, 'a', 0);
		const b = await runWith(data, 'b', 0);
		expect(a).not.toBe(b);
		expect(await runWith(data, 'a', 1)).toBe(a);
		expect(await runWith(data, 'b', 1)).toBe(b);
	});

	it('is another when the node is repeated, after it ended or in the middle', async () => {
		const data = executeData();
		const whole = await runWith(data, 'a', 0, 1);
		const again = await runWith(data, 'a', 0, 3);
		expect(again).not.toBe(whole);
		expect(await runWith(data, 'a', 1, 3)).toBe(again);
		const afterFault = await runWith(data, 'a', 0, 3);
		expect(afterFault).not.toBe(again);
		expect(await runWith(data, 'a', 1, 3)).toBe(afterFault);
	});

	it('is another for each call of an agent’s tool, which has one item', async () => {
		const data = executeData();
		const first = await runWith(data, 'tool', 0, 1);
		expect(await runWith(data, 'tool', 0, 1)).not.toBe(first);
	});
});
