/** The one loop over the items of a run. */
import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { Problem } from '../problem';
import { cancelSignal } from '../send/client';
import { CancelledError, throwIfCancelled } from '../wait';
import {
	asProblem,
	counted,
	errorItem,
	isTool,
	listed,
	nodeError,
	sentence,
	unsendable,
	type ItemProblem,
} from './errors';
import type { Batching } from './requestOptions';
import { Slots } from './slots';

/** What was read for an item, or why it could not be. */
export type Read<Content> = { kind: 'content'; item: number; content: Content } | ItemProblem;

/** The items of a run; as an agent's tool they come under another name. */
export function itemsOf(context: IExecuteFunctions): INodeExecutionData[] {
	const items = context.getInputData();
	return items.length > 0 ? items : context.getInputData(0, 'ai_tool');
}

/**
 * Whether a wrong or refused item leaves the others alone. What a tool throws ends the agent's run in
 * n8n 1, and agents before version 3 take it for an empty answer: so the answer says what is wrong.
 */
export function goesOnAfterErrors(context: IExecuteFunctions | IExecuteSingleFunctions): boolean {
	return context.continueOnFail() || isTool(context.getNode());
}

/** Reads one item, or says why it cannot be read. */
export function readItem<Content>(item: number, read: (item: number) => Content): Read<Content> {
	try {
		return { kind: 'content', item, content: read(item) };
	} catch (error) {
		return { kind: 'problem', item, problem: asProblem(error) };
	}
}

/**
 * Ends a run that cannot begin, for example because its credential is not filled in.
 *
 * @returns the same error for each item, where the run goes on after errors
 * @throws NodeApiError where it stops
 */
export function endAll(
	context: IExecuteFunctions | IExecuteSingleFunctions,
	items: readonly number[],
	error: unknown,
): INodeExecutionData[] {
	const problem = asProblem(error);
	if (!goesOnAfterErrors(context)) throw nodeError(context.getNode(), problem, items[0]);
	return items.map((item) => errorItem(problem, item, { sent: false }));
}

/** The work for one item: sends what it has to, and gives the records of the output. */
export type Task = () => Promise<IDataObject[]>;

export interface RunRules {
	/** How many items are worked on at a time. */
	atOnce: number;
	/** n8n's Batching option. */
	batching: Batching;
	/** Waits between two batches. */
	rest(ms: number): Promise<void>;
	/** Resolves when the first item has done its part and only waits for an end: the others start then. */
	onlyWaiting?: Promise<void>;
}

/**
 * Runs the items of a node: reads and checks all before the first byte leaves, then works on a few at
 * a time. The first one goes alone, so that a refused credential costs one request.
 *
 * @param read makes the task of an item; what it throws is the item's problem
 * @returns the output of each item in order, linked to it
 * @throws NodeApiError naming the items that are wrong, or what was done before one failed
 */
export async function runItems(
	context: IExecuteFunctions,
	count: number,
	read: (item: number) => Task,
	rules: RunRules,
): Promise<INodeExecutionData[]> {
	const goesOn = goesOnAfterErrors(context);
	const reads = Array.from({ length: count }, (_, item) => readItem(item, read));
	const problems = reads.filter((each) => each.kind === 'problem');
	if (problems.length > 0 && !goesOn) {
		throw nodeError(context.getNode(), unsendable(problems, count), problems[0].item);
	}

	const run = new ItemRun(context, count, goesOn);
	const outputs: INodeExecutionData[][] = [];
	for (const [index, part] of partsOf(reads, rules.batching).entries()) {
		if (index > 0 && !run.isOver) await rules.rest(rules.batching.interval);
		for (const output of await run.work(part, rules)) outputs.push(output);
	}
	return outputs.flat();
}

/** What the parts of a run share: what was done, and why nothing more is sent. */
class ItemRun {
	private readonly done: number[] = [];

	private readonly failed: number[] = [];

	/** Set by the failure that ends the run. */
	private end: ItemProblem | undefined;

	private started = 0;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly count: number,
		private readonly goesOn: boolean,
	) {}

	/** Whether nothing more is sent. */
	get isOver(): boolean {
		return this.end !== undefined;
	}

	async work(
		part: Array<Read<Task>>,
		{ atOnce, onlyWaiting }: RunRules,
	): Promise<INodeExecutionData[][]> {
		const slots = new Slots(atOnce);
		const inTurn = async (read: Read<Task>) => await slots.run(async () => await this.settle(read));
		const first = this.started === 0 ? part.find(({ kind }) => kind === 'content') : undefined;
		const head = first && inTurn(first);
		if (head) await (onlyWaiting ? Promise.race([head, onlyWaiting]) : head);
		const outputs = await Promise.all(
			part.map(async (read) => await (head && read === first ? head : inTurn(read))),
		);
		throwIfCancelled(cancelSignal(this.context));
		if (this.end && !this.goesOn) throw this.stopped(this.end);
		return outputs;
	}

	/** Never throws: all that is under way comes to its end before the run does. */
	private async settle(read: Read<Task>): Promise<INodeExecutionData[]> {
		const { item } = read;
		if (read.kind === 'problem') return [errorItem(read.problem, item, { sent: false })];
		if (cancelSignal(this.context)?.aborted) return [];
		if (this.end) return this.goesOn ? [errorItem(this.end.problem, item, { sent: false })] : [];
		this.started++;
		try {
			const records = await read.content();
			this.done.push(item);
			return records.map((json) => ({ json, pairedItem: { item } }));
		} catch (error) {
			if (error instanceof CancelledError) return [];
			const problem = asProblem(error);
			this.failed.push(item);
			if (!this.goesOn || problem.endsRun) this.end ??= { kind: 'problem', item, problem };
			return [errorItem(problem, item)];
		}
	}

	private stopped({ item, problem }: ItemProblem): Error {
		const node = this.context.getNode();
		if (this.count === 1) return nodeError(node, problem, item);
		const untried = this.count - this.started;
		const done = this.done.sort((a, b) => a - b);
		const failedToo = this.failed.filter((each) => each !== item).sort((a, b) => a - b);
		const parts = [
			problem.advice && sentence(problem.advice),
			done.length > 0
				? `Done: ${counted(done.length, 'item')} (${listed(done)}).`
				: 'No other item was done.',
			failedToo.length > 0 &&
				`Failed too: ${counted(failedToo.length, 'item')} (${listed(failedToo)}).`,
			untried > 0 && `Not tried: ${counted(untried, 'item')}.`,
		];
		return nodeError(
			node,
			new Problem(
				`Item ${item} of ${this.count}: ${problem.message}`,
				parts.filter(Boolean).join(' '),
				problem.details,
			),
			item,
		);
	}
}

/** n8n's Batching option: so many items, then a pause. */
export function partsOf<Entry>(entries: Entry[], { size, interval }: Batching): Entry[][] {
	if (interval <= 0) return [entries];
	const parts: Entry[][] = [];
	for (let start = 0; start < entries.length; start += size) {
		parts.push(entries.slice(start, start + size));
	}
	return parts;
}

/**
 * Runs one item for n8n's routing engine, as agents before version 3 do.
 *
 * @throws NodeApiError when the item fails and the run stops on errors
 */
export async function runItem(
	context: IExecuteSingleFunctions,
	read: () => Task | Promise<Task>,
): Promise<INodeExecutionData[]> {
	const item = context.getItemIndex();
	let isRead = false;
	try {
		const task = await read();
		isRead = true;
		const records = await task();
		return records.map((json) => ({ json, pairedItem: { item } }));
	} catch (error) {
		throwIfCancelled(cancelSignal(context));
		const problem = asProblem(error);
		if (!goesOnAfterErrors(context)) throw nodeError(context.getNode(), problem, item);
		return [errorItem(problem, item, isRead ? {} : { sent: false })];
	}
}
