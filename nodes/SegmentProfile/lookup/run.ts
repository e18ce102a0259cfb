/** The two ways in which n8n runs an operation. */
import type {
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
import { readRequestOptions } from '../../shared/run/requestOptions';
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
				const start = async (connection: Connection) => await startOf(this, operation, connection);
				return [await runOnCanvas(this, definitions, start)];
			},
		]),
	);
}

async function startOf(
	context: IExecuteFunctions,
	operation: Operation,
	connection: Connection,
): Promise<Start> {
	const space = await Space.open(context, connection);
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
	return async function (this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
		return await runItem(this, async () => {
			const node = this.getNode();
			const operation = operationOf(node);
			if (!operation) throw unknownOperation(node);
			const { connection } = readRequestOptions(this.getNodeParameter('requestOptions', {}));
			const space = await Space.open(this, connection);
			return formOf(this, definitions).whole((form) => operation(form, space));
		});
	};
}
