/** The two ways in which n8n runs an operation. */
import type {
	DeclarativeRestApiSettings,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INode,
	INodeExecutionData,
	INodeProperties,
	NodeOutput,
} from 'n8n-workflow';

import { runOnCanvas, type Start } from '../../shared/run/canvas';
import { formOf } from '../../shared/run/forms';
import { runItem } from '../../shared/run/items';
import { unknownOperation } from '../../shared/run/unknownOperation';
import type { Connection } from '../../shared/send/client';
import { OPERATIONS, type Operation } from './operations';
import { Space } from './space';

/** Profiles that are looked up at a time. */
const ITEMS_AT_ONCE = 10;

/** The operations as n8n runs them on the canvas: all items in one call, before it evaluates anything. */
export function customOperations(definitions: readonly INodeProperties[]) {
	return Object.fromEntries(
		Object.entries(OPERATIONS).map(([name, operation]) => [
			name,
			async function (this: IExecuteFunctions): Promise<NodeOutput> {
				const start = async (connection: Connection, count: number) =>
					await startOf(this, operation, connection, count);
				return [await runOnCanvas(this, definitions, start)];
			},
		]),
	);
}

async function startOf(
	context: IExecuteFunctions,
	operation: Operation,
	connection: Connection,
	count: number,
): Promise<Start> {
	const space = await Space.open(context, connection, count);
	return {
		taskOf: (whole) => whole.whole((form) => operation(form, space)),
		atOnce: ITEMS_AT_ONCE,
		rest: async (ms) => await space.rest(ms),
	};
}

function operationOf({ parameters: { resource, operation } }: INode): Operation | undefined {
	const name = String(operation);
	return resource === 'profile' && Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
}

/** The hook of n8n's routing engine, which takes one item: for the tools of agents before version 3. */
export function paginate(definitions: readonly INodeProperties[]) {
	return async function (
		this: IExecutePaginationFunctions,
		{ options }: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		return await runItem(this, async () => {
			const node = this.getNode();
			const operation = operationOf(node);
			if (!operation) throw unknownOperation(node);
			const space = await Space.open(this, options as Connection, 1);
			return formOf(this, definitions).whole((form) => operation(form, space));
		});
	};
}
