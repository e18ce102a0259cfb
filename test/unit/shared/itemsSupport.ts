import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';
import { clock } from '../../../nodes/shared/clock';
import { Problem } from '../../../nodes/shared/problem';
import { runItems, type RunRules, type Task } from '../../../nodes/shared/run/items';

export interface Run {
	goesOn?: boolean;
	tool?: boolean;
	signal?: AbortSignal;
	item?: number;
}

export const node = (tool = false): INode => ({
	id: 'node',
	name: 'Segment',
	type: `n8n-nodes-segment.segment${tool ? 'Tool' : ''}`,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

export const contextOf = ({ goesOn = false, tool, signal, item = 0 }: Run) =>
	({
		continueOnFail: () => goesOn,
		getNode: () => node(tool),
		getExecutionCancelSignal: () => signal,
		getItemIndex: () => item,
	}) as unknown as IExecuteFunctions & IExecuteSingleFunctions;

export const RULES: RunRules = {
	atOnce: 10,
	batching: { size: 1, interval: 0 },
	rest: async (ms) => await clock.pause(ms),
};

export const NOT_FOUND = new Problem('Not found', 'Check the ID.', { status: 404 });
export const EMPTY = new Problem('User ID is empty', 'Fill it in.');

/** Runs items whose reading and work are given, and keeps which of them began to work. */
export async function run(
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

export const done = async (item: number) => [{ item }];

export const readingFails =
	(...items: number[]) =>
	(item: number) => {
		if (items.includes(item)) throw EMPTY;
	};
