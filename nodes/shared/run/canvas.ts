import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Form } from '../read/form';
import type { Connection } from '../send/client';
import { formsOf } from './forms';
import { endAll, itemsOf, runItems, type RunRules, type Task } from './items';
import { readRequestOptions, type Batching } from './requestOptions';

/** How the items of a run are worked on, once it is known how requests travel. */
export interface Start extends Omit<RunRules, 'batching'> {
	/**
	 * Reads and checks the form of one item; nothing is sent before the task runs.
	 *
	 * @throws Problem naming the field that has to change
	 */
	taskOf(form: Form): Task;
}

/**
 * A run on the canvas, for operations that work on one item at a time.
 *
 * @param definitions the description's properties
 * @param start is told n8n's request options
 * @returns the output of each item in order, linked to it
 * @throws NodeApiError as `runItems`, and where the run cannot begin
 */
export async function runOnCanvas(
	context: IExecuteFunctions,
	definitions: readonly INodeProperties[],
	start: (connection: Connection) => Start | Promise<Start>,
): Promise<INodeExecutionData[]> {
	const items = itemsOf(context);
	let started: Start;
	let batching: Batching;
	try {
		const options = readRequestOptions(context.getNodeParameter('requestOptions', 0, {}));
		({ batching } = options);
		started = await start(options.connection);
	} catch (error) {
		return endAll(context, [...items.keys()], error);
	}
	const formAt = formsOf(context, definitions, items);
	const { taskOf, ...rules } = started;
	return await runItems(context, items.length, (item) => taskOf(formAt(item)), {
		...rules,
		batching,
	});
}
