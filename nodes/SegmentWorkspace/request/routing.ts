/** How n8n reaches an operation: on the canvas, and as the tool of an agent. */
import type {
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	INodePropertyRouting,
	INodeType,
} from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { runOnCanvas, type Start } from '../../shared/run/canvas';
import { formOf } from '../../shared/run/forms';
import { runItem } from '../../shared/run/items';
import { readRequestOptions } from '../../shared/run/requestOptions';
import { unknownOperation } from '../../shared/run/unknownOperation';
import type { Connection } from '../../shared/send/client';
import { createPublicApi, REQUESTS_AT_ONCE } from '../../shared/send/publicApi';
import type { Operation, Work } from './operation';
import { pathOf } from './read';

/** Serves one item where n8n's routing engine runs the node, and carries the operation for the rest. */
interface Hook {
	(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]>;
	read: (form: Form) => Work;
	/** Items that are worked on at a time. */
	atOnce: number;
	/** The fields of the whole node, once they are known. */
	definitions: readonly INodeProperties[];
}

/**
 * The routing of an operation.
 *
 * @param url path with the names of fields in braces, such as `/users/{user}`
 * @param atOnce how many items are worked on at a time; of their requests, five are under way
 */
export function routing(
	method: IHttpRequestMethods,
	url: string,
	operation: Operation,
	atOnce = REQUESTS_AT_ONCE,
): INodePropertyRouting {
	const read = (whole: Form) =>
		whole.whole((form) => operation(form, { method, path: pathOf(form, url) }));
	const hook: Hook = Object.assign(
		async function (this: IExecutePaginationFunctions) {
			return await runItem(this, () => {
				const work = read(formOf(this, hook.definitions));
				const { connection } = readRequestOptions(this.getNodeParameter('requestOptions', {}));
				return async () => await work(createPublicApi(this, { connection }));
			});
		},
		{ read, atOnce, definitions: [] },
	);
	return { request: { method, url }, operations: { pagination: hook } };
}

/** What n8n runs where there is no such operation. */
export async function refuseUnknown(
	this: IExecutePaginationFunctions,
): Promise<INodeExecutionData[]> {
	return await runItem(this, () => {
		throw unknownOperation(this.getNode());
	});
}

/**
 * The functions that n8n calls for a run on the canvas, by resource and operation.
 *
 * @param definitions the properties of the node, in which each operation has a `routing`
 */
export function customOperationsOf(
	definitions: INodeProperties[],
): NonNullable<INodeType['customOperations']> {
	const all: NonNullable<INodeType['customOperations']> = {};
	for (const { name, displayOptions, options = [] } of definitions) {
		if (name !== 'operation') continue;
		const resource = String(displayOptions?.show?.resource?.[0]);
		all[resource] = {};
		for (const { value, routing: { operations } = {} } of options as INodePropertyOptions[]) {
			const hook = operations?.pagination as Hook;
			hook.definitions = definitions;
			all[resource][String(value)] = async function () {
				return [
					await runOnCanvas(this, definitions, (connection) => startOf(this, hook, connection)),
				];
			};
		}
	}
	return all;
}

function startOf(
	context: IExecuteFunctions,
	{ read, atOnce }: Hook,
	connection: Connection,
): Start {
	const api = createPublicApi(context, { connection });
	return {
		taskOf(form) {
			const work = read(form);
			return async () => await work(api);
		},
		atOnce,
		rest: api.rest,
		onlyWaiting: api.onlyWaiting,
	};
}
