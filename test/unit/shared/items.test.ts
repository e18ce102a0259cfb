/** What a run does, in every node (issue: One run, one way out). */
import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';

import { clock } from '../../../nodes/shared/clock';
import { Problem } from '../../../nodes/shared/problem';
import {
	endAll,
	itemsOf,
	partsOf,
	runItem,
	runItems,
	type RunRules,
	type Task,
} from '../../../nodes/shared/run/items';
import { Sender } from '../../../nodes/shared/send/sender';
import { CancelledError } from '../../../nodes/shared/wait';
import { useFastClock } from '../../support/clock';

interface Run {
	goesOn?: boolean;
	tool?: boolean;
	signal?: AbortSignal;
	item?: number;
}

const node = (tool = false): INode => ({
	id: 'node',
	name: 'Segment',
	type: `n8n-nodes-segment.segment${tool ? 'Tool' : ''}`,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

const contextOf = ({ goesOn = false, tool, signal, item = 0 }: Run) =>
	({
		continueOnFail: () => goesOn,
		getNode: () => node(tool),
		getExecutionCancelSignal: () => signal,
		getItemIndex: () => item,
	}) as unknown as IExecuteFunctions & IExecuteSingleFunctions;

const RULES: RunRules = {
	atOnce: 10,
	batching: { size: 1, interval: 0 },
	rest: async (ms) => await clock.pause(ms),
};

const REFUSED = new Problem('Refused', 'Check the token', { status: 401 }, true);
const NOT_FOUND = new Problem('Not found', 'Check the ID.', { status: 404 });
const EMPTY = new Problem('User ID is empty', 'Fill it in.');

/** Runs items whose reading and work are given, and keeps which of them began to work. */
async function run(
	count: number,
	work: (item: number) => Promise<IDataObject[]>,
	{
		read = () => {},
		rules,
		...more
	}: Run & { read?: (item: number) => void; rules?: Partial<RunRules> } = {},
) {
	const began: number[] = [];
	const makeTask = (item: number): Task => {
		read(item);
		return async () => {
			began.push(item);
			return await work(item);
		};
	};
	let outputs: INodeExecutionData[] = [];
	let error: (Error & { description?: string; context?: IDataObject }) | undefined;
	try {
		outputs = await runItems(contextOf(more), count, makeTask, { ...RULES, ...rules });
	} catch (thrown) {
		error = thrown as Error;
	}
	return { outputs, json: outputs.map(({ json }) => json), error, began };
}

const done = async (item: number) => [{ item }];
const failing =
	(...items: number[]) =>
	async (item: number) => {
		await new Promise(setImmediate);
		if (items.includes(item)) throw NOT_FOUND;
		return [{ item }];
	};
const readingFails =
	(...items: number[]) =>
	(item: number) => {
		if (items.includes(item)) throw EMPTY;
	};

const unhandled = jest.fn();
beforeAll(() => void process.on('unhandledRejection', unhandled));
afterEach(async () => {
	jest.restoreAllMocks();
	await new Promise(setImmediate);
	expect(unhandled).not.toHaveBeenCalled();
});
afterAll(() => void process.off('unhandledRejection', unhandled));

describe('a run', () => {
	it('gives the records of each item in order, linked to it', async () => {
		const { outputs } = await run(30, async (item) => {
			for (let turn = 30 - item; turn > 0; turn--) await new Promise(setImmediate);
			return item === 1 ? [] : [{ item }, { again: item }];
		});
		expect(outputs).toEqual(
			[...Array(30).keys()]
				.filter((item) => item !== 1)
				.flatMap((item) => [
					{ json: { item }, pairedItem: { item } },
					{ json: { again: item }, pairedItem: { item } },
				]),
		);
	});

	it('works on a few items at a time, after the first one alone', async () => {
		let open = 0;
		const openAt: number[] = [];
		await run(
			9,
			async () => {
				openAt.push(++open);
				await new Promise(setImmediate);
				open--;
				return [];
			},
			{ rules: { atOnce: 3 } },
		);
		expect(openAt[0]).toBe(1);
		expect(openAt[1]).toBe(1);
		expect(Math.max(...openAt)).toBe(3);
	});

	it('takes a hundred thousand items', async () => {
		expect((await run(150_000, done)).outputs).toHaveLength(150_000);
	});

	it('of no items does nothing', async () => {
		expect((await run(0, done)).outputs).toEqual([]);
	});
});

describe('items that cannot be read', () => {
	it('stop the run before the first byte leaves, and all are named', async () => {
		const { error, began } = await run(4, done, { read: readingFails(1, 3) });
		expect(began).toEqual([]);
		expect(error).toMatchObject({
			message: 'Nothing was sent: User ID is empty in 2 of 4 items',
			description: expect.stringMatching(/^Items 1, 3: Fill it in\.<br>To send the others/),
			context: { itemIndex: 1 },
		});
	});

	it('are left out where the run goes on', async () => {
		const { json, began } = await run(4, done, { read: readingFails(0, 3), goesOn: true });
		expect(began).toEqual([1, 2]);
		const refused = {
			error: 'User ID is empty',
			message: 'Fill it in.',
			details: { sent: false },
		};
		expect(json).toEqual([refused, { item: 1 }, { item: 2 }, refused]);
	});

	it('are all read before the first one is worked on', async () => {
		const steps: string[] = [];
		await run(
			3,
			async (item) => {
				steps.push(`work ${item}`);
				return [];
			},
			{ read: (item) => void steps.push(`read ${item}`) },
		);
		expect(steps.slice(0, 3)).toEqual(['read 0', 'read 1', 'read 2']);
	});
});

describe('a failure where the run stops', () => {
	it('of item 0 sends nothing that waited', async () => {
		const { error, began } = await run(30, failing(0));
		expect(began).toEqual([0]);
		expect(error).toMatchObject({
			message: 'Item 0 of 30: Not found',
			description: 'Check the ID. No other item was done. Not tried: 29 items.',
			httpCode: '404',
			context: { itemIndex: 0 },
		});
	});

	it('says what was done, and what was not tried', async () => {
		const { error, began } = await run(30, failing(4), { rules: { atOnce: 2 } });
		expect(error?.message).toBe('Item 4 of 30: Not found');
		const tried = began.length;
		const others = began.filter((item) => item !== 4);
		expect(error?.description).toBe(
			`Check the ID. Done: ${others.length} items (${others.join(', ')}). Not tried: ${30 - tried} items.`,
		);
		expect(tried).toBeLessThan(8);
	});

	it('names those that failed with it', async () => {
		const { error } = await run(5, failing(2, 3));
		expect(error).toMatchObject({
			message: 'Item 2 of 5: Not found',
			description: 'Check the ID. Done: 3 items (0, 1, 4). Failed too: 1 item (3).',
		});
	});

	it('of the only item is shown as it is', async () => {
		expect((await run(1, failing(0))).error).toMatchObject({
			message: 'Not found',
			description: 'Check the ID.',
		});
	});

	it('waits for what is under way', async () => {
		let ended = 0;
		const { error } = await run(10, async (item) => {
			if (item === 1) throw NOT_FOUND;
			for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
			ended++;
			return [];
		});
		expect(ended).toBe(9);
		expect(error?.description).toContain('Done: 9 items');
	});
});

describe('a failure where the run goes on', () => {
	it('is the result of its item', async () => {
		const { json, began } = await run(3, failing(1), { goesOn: true });
		expect(began).toHaveLength(3);
		expect(json).toEqual([
			{ item: 0 },
			{ error: 'Not found', message: 'Check the ID.', details: { status: 404 } },
			{ item: 2 },
		]);
	});

	it('is the answer of an agent’s tool', async () => {
		const { json, error } = await run(1, failing(0), { tool: true });
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ error: 'Not found' })]);
	});
});

describe('a refused credential', () => {
	const refusing = async () => await Promise.reject(REFUSED);

	it('ends a run of fifty items after one request', async () => {
		const { error, began } = await run(50, refusing);
		expect(began).toEqual([0]);
		expect(error).toMatchObject({
			message: 'Item 0 of 50: Refused',
			description: 'Check the token. No other item was done. Not tried: 49 items.',
		});
	});

	it('does so where the run goes on, and each item says that it was not sent', async () => {
		const { json, began } = await run(50, refusing, { goesOn: true });
		expect(began).toEqual([0]);
		expect(json).toHaveLength(50);
		expect(json[0].details).toEqual({ status: 401 });
		expect(json[49]).toEqual({
			error: 'Refused',
			message: 'Check the token',
			details: { status: 401, sent: false },
		});
	});

	it('does so where the first items cannot be read', async () => {
		const { json, began } = await run(50, refusing, { goesOn: true, read: readingFails(0, 1) });
		expect(began).toEqual([2]);
		expect(json.map(({ error }) => error)).toEqual([
			'User ID is empty',
			'User ID is empty',
			...Array<string>(48).fill('Refused'),
		]);
	});

	it('is waited for no longer, whatever Batching says', async () => {
		const waits = useFastClock();
		const batching = { size: 1, interval: 60_000 };
		await run(5, refusing, { goesOn: true, rules: { batching } });
		expect(waits).toEqual([]);
	});

	it('that is not filled in is the result of each item, or ends the run', () => {
		const outputs = endAll(contextOf({ goesOn: true }), [0, 1], REFUSED);
		expect(outputs).toEqual(
			[0, 1].map((item) => ({
				json: {
					error: 'Refused',
					message: 'Check the token',
					details: { status: 401, sent: false },
				},
				pairedItem: { item },
			})),
		);
		expect(() => endAll(contextOf({}), [0, 1], REFUSED)).toThrow('Refused');
	});
});

describe('Batching', () => {
	it('rests between its parts', async () => {
		const waits = useFastClock();
		const { began } = await run(5, done, { rules: { batching: { size: 2, interval: 3_000 } } });
		expect(began).toEqual([0, 1, 2, 3, 4]);
		expect(waits).toEqual([3_000, 3_000]);
	});

	it('with pauses longer than ten minutes does not end a run as hopeless', async () => {
		useFastClock();
		const sender = new Sender({ atOnce: 10, maxRetries: 0, signal: undefined });
		const { json } = await run(
			3,
			async (item) => {
				const status = item === 0 ? 503 : 200;
				const { attempts } = await sender.send(
					async () => ({ kind: 'answer', status, headers: {}, body: {} }),
					{ repeatable: true },
				);
				if (status === 503) throw new Problem('Trouble', '', { attempts });
				return [{ attempts }];
			},
			{
				goesOn: true,
				rules: {
					batching: { size: 1, interval: 660_000 },
					rest: async (ms) => await sender.rest(ms),
				},
			},
		);
		expect(json).toEqual([
			{ error: 'Trouble', message: '', details: { attempts: 1 } },
			{ attempts: 1 },
			{ attempts: 1 },
		]);
	});

	it.each([
		[{ size: 2, interval: 0 }, [[0, 1, 2, 3, 4]]],
		[{ size: 2, interval: 1 }, [[0, 1], [2, 3], [4]]],
		[{ size: 9, interval: 1 }, [[0, 1, 2, 3, 4]]],
	])('%j makes parts', (batching, parts) => {
		expect(partsOf([0, 1, 2, 3, 4], batching)).toEqual(parts);
	});
});

describe('a cancelled execution', () => {
	/** Cancels a run a little later, and gives how long it went on. */
	async function cancelled(
		count: number,
		work: (signal: AbortSignal) => Promise<never>,
		more = {},
	) {
		const abort = new AbortController();
		const running = run(count, async () => await work(abort.signal), {
			signal: abort.signal,
			...more,
		});
		await new Promise((resolve) => setTimeout(resolve, 30));
		const since = performance.now();
		abort.abort();
		const { error, began } = await running;
		return { error, began, took: performance.now() - since };
	}

	it('ends while items wait, and begins no others', async () => {
		const { error, began, took } = await cancelled(50, async (signal) => {
			await clock.pause(3_600_000, signal);
			throw new Error('never');
		});
		expect(error).toBeInstanceOf(CancelledError);
		expect(began).toEqual([0]);
		expect(took).toBeLessThan(1_000);
	});

	it('ends in the pauses of Batching', async () => {
		const abort = new AbortController();
		const running = run(2, done, {
			signal: abort.signal,
			rules: {
				batching: { size: 1, interval: 3_600_000 },
				rest: async (ms) => await clock.pause(ms, abort.signal),
			},
		});
		await new Promise((resolve) => setTimeout(resolve, 30));
		const since = performance.now();
		abort.abort();
		expect((await running).error).toBeInstanceOf(CancelledError);
		expect(performance.now() - since).toBeLessThan(1_000);
	});

	it('is no result, where the run goes on after errors', async () => {
		const { error } = await cancelled(
			2,
			async (signal) => {
				await clock.pause(3_600_000, signal);
				throw new Error('never');
			},
			{ goesOn: true },
		);
		expect(error).toBeInstanceOf(CancelledError);
	});
});

describe('one item, for n8n’s routing engine', () => {
	const one = async (read: () => Task, more: Run = {}) =>
		await runItem(contextOf({ item: 7, ...more }), read);

	it('gives its records, linked to it', async () => {
		expect(await one(() => async () => [{ a: 1 }, { b: 2 }])).toEqual([
			{ json: { a: 1 }, pairedItem: { item: 7 } },
			{ json: { b: 2 }, pairedItem: { item: 7 } },
		]);
	});

	it.each<[string, () => Task, object]>([
		[
			'cannot be read',
			() => {
				throw EMPTY;
			},
			{ sent: false },
		],
		['fails', () => async () => await Promise.reject(NOT_FOUND), { status: 404 }],
	])('that %s is an error, or its result', async (_name, read, details) => {
		await expect(one(read)).rejects.toMatchObject({ context: { itemIndex: 7 } });
		for (const more of [{ goesOn: true }, { tool: true }]) {
			expect(await one(read, more)).toEqual([
				{
					json: expect.objectContaining({ error: expect.any(String), details }),
					pairedItem: { item: 7 },
				},
			]);
		}
	});

	it('is no result in a cancelled execution', async () => {
		const read = () => async () => await Promise.reject(NOT_FOUND);
		const cancelling = one(read, { goesOn: true, signal: AbortSignal.abort() });
		await expect(cancelling).rejects.toThrow(CancelledError);
	});
});

it('the items of a tool come under another name', () => {
	const items = [{ json: { a: 1 } }];
	const context = (main: INodeExecutionData[], tool: INodeExecutionData[]) =>
		({
			getInputData: (_index = 0, type = 'main') => (type === 'main' ? main : tool),
		}) as unknown as IExecuteFunctions;
	expect(itemsOf(context(items, []))).toBe(items);
	expect(itemsOf(context([], items))).toBe(items);
});
