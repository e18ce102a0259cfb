import {
	NodeApiError,
	NodeOperationError,
	sleep,
	type IExecuteData,
	type INodeExecutionData,
} from 'n8n-workflow';

/** Gives the output of each item that it sends. */
export type SendItems<Content> = (
	contents: Map<number, Content>,
	/** The item after these, when there is one. */
	nextItem: number | undefined,
) => Promise<Map<number, INodeExecutionData>>;

/**
 * Collects what n8n's routing engine hands over item by item. The engine starts all items of a run
 * (or of one of its batches, with a pause between them) before anything asynchronous goes on, so
 * waiting for one turn of the event loop brings them together. Were they ever to come one by one,
 * each would go alone, one after the other.
 */
export class RunQueue<Content> {
	private readonly seen = new Set<number>();

	private waiting = new Map<number, Content>();

	private sending: Promise<Map<number, INodeExecutionData>> | undefined;

	private lastPart: Promise<unknown> = Promise.resolve();

	/** @param total how many items the run has */
	constructor(
		private readonly total: number,
		private readonly send: SendItems<Content>,
	) {}

	/** Whether the run can take this item: not when all have come, or this one has before. */
	awaits(item: number): boolean {
		return this.seen.size < this.total && !this.seen.has(item);
	}

	/** Adds an item and gives its output once it is sent. */
	async add(item: number, content: Content): Promise<INodeExecutionData[]> {
		this.seen.add(item);
		this.waiting.set(item, content);
		this.sending ??= this.sendTogether();
		const outputs = await this.sending.catch((error: unknown) => failIfAtFault(item, error));
		const output = outputs?.get(item);
		return output ? [output] : [];
	}

	private async sendTogether(): Promise<Map<number, INodeExecutionData>> {
		await sleep(0);
		const contents = this.waiting;
		this.waiting = new Map();
		this.sending = undefined;
		let last = 0;
		for (const item of contents.keys()) last = Math.max(last, item);
		const next = last + 1;
		// n8n starts the next of its batches whatever became of the last. After one that fails none is sent.
		const part = this.lastPart.then(
			async () => await this.send(contents, next < this.total ? next : undefined),
		);
		this.lastPart = part;
		return await part;
	}
}

/** The engine blames the first item that fails; so where an error names its item, only that one does. */
function failIfAtFault(item: number, error: unknown): undefined {
	const known = error instanceof NodeApiError || error instanceof NodeOperationError;
	const itemAtFault = known ? error.context.itemIndex : undefined;
	if (itemAtFault === undefined || itemAtFault === item) throw error;
}

interface QueuedRun {
	queue: { awaits(item: number): boolean };
}

const runs = new WeakMap<IExecuteData, Map<string, QueuedRun>>();

/**
 * The run that an item belongs to: known by the execute data that its items share, and by the node,
 * since the tools of one agent share the agent's execute data. Retry On Fail starts another.
 *
 * @param start makes the run when this is its first item
 */
export function runOf<Run extends QueuedRun>(
	executeData: IExecuteData,
	nodeId: string,
	item: number,
	start: () => Run,
): Run {
	const ofNode = runs.get(executeData) ?? new Map<string, QueuedRun>();
	runs.set(executeData, ofNode);
	const current = ofNode.get(nodeId) as Run | undefined;
	if (current?.queue.awaits(item)) return current;
	const started = start();
	ofNode.set(nodeId, started);
	return started;
}
