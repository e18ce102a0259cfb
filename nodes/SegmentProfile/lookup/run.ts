/** The two ways in which n8n runs an operation. */
import type {
	DeclarativeRestApiSettings,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
	NodeOutput,
} from 'n8n-workflow';

import { formOf, formsOf } from '../../shared/run/forms';
import { endAll, itemsOf, runItem, runItems } from '../../shared/run/items';
import { readRequestOptions } from '../../shared/run/requestOptions';
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
				return [await runAll(this, definitions, operation)];
			},
		]),
	);
}

async function runAll(
	context: IExecuteFunctions,
	definitions: readonly INodeProperties[],
	operation: Operation,
): Promise<INodeExecutionData[]> {
	const items = itemsOf(context);
	let space: Space;
	let options: ReturnType<typeof readRequestOptions>;
	try {
		options = readRequestOptions(context);
		space = await Space.open(context, options.connection, items.length);
	} catch (error) {
		return endAll(context, items.length, error);
	}
	const forms = formsOf(context, definitions, items);
	return await runItems(context, items.length, (item) => operation(forms(item), space), {
		atOnce: ITEMS_AT_ONCE,
		batching: options.batching,
		rest: async (ms) => await space.rest(ms),
	});
}

/** The hook of n8n's routing engine, which takes one item: for the tools of agents before version 3. */
export function paginate(definitions: readonly INodeProperties[]) {
	return async function (
		this: IExecutePaginationFunctions,
		{ options }: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		return await runItem(this, async () => {
			const space = await Space.open(this, options as Connection, 1);
			const { operation } = this.getNode().parameters;
			return OPERATIONS[String(operation)](formOf(this, definitions), space);
		});
	};
}
