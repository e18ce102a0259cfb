import { clock } from '../../../nodes/shared/clock';
import { Problem } from '../../../nodes/shared/problem';
import { endAll } from '../../../nodes/shared/run/items';
import { CancelledError } from '../../../nodes/shared/wait';
import { useFastClock } from '../../support/clock';
import { contextOf, done, NOT_FOUND, readingFails, run } from './itemsSupport';

const REFUSED = new Problem('Refused', 'Check the token', { status: 401 }, true);

const failing =
	(...items: number[]) =>
	async (item: number) => {
		await new Promise(setImmediate);
		if (items.includes(item)) throw NOT_FOUND;
		return [{ item }];
	};

const unhandled = jest.fn();
beforeAll(() => void process.on('unhandledRejection', unhandled));

afterEach(async () => {
	jest.restoreAllMocks();
	await new Promise(setImmediate);
	expect(unhandled).not.toHaveBeenCalled();
});

afterAll(() => void process.off('unhandledRejection', unhandled));

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
