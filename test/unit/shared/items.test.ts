import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Problem } from '../../../nodes/shared/problem';
import { itemsOf, partsOf, runItem, type Task } from '../../../nodes/shared/run/items';
import { Sender } from '../../../nodes/shared/send/sender';
import { CancelledError } from '../../../nodes/shared/wait';
import { useFastClock } from '../../support/clock';
import { contextOf, done, EMPTY, NOT_FOUND, readingFails, Run, run } from './itemsSupport';

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
