/**
 * What an operation does with its request, for `routing.operations.pagination`: the one place where
 * n8n's declarative engine lets a function surround the HTTP call. Each returns finished items.
 */
import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import { cancelSignal } from '../../shared/request';
import { throwIfCancelled } from '../../shared/wait';
import { Call } from './call';
import { errorRecord, toNodeError } from './errors';
import { recordsIn } from './pages';
import type { ApiRequest } from './send';

/** A record of Segment's, as one flat record or several. */
export type Simplify = (record: IDataObject) => IDataObject | IDataObject[];

/** The parts of a request that depend on parameters. */
type Input = (call: Call) => Fields | Promise<Fields>;
type Fields = Pick<ApiRequest, 'body' | 'query' | 'repeatable'>;

export type Operation = (
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/**
 * Runs an operation for one item. Every result is linked to that item; when the workflow is to go
 * on after an error, the error is one item with exactly the keys by which n8n knows it as one.
 */
export function operation(run: (call: Call) => Promise<IDataObject[]>): Operation {
	return async function (request) {
		const pairedItem = { item: this.getItemIndex() };
		try {
			const records = await run(new Call(this, request.options as IHttpRequestOptions));
			return records.map((json) => ({ json, pairedItem }));
		} catch (error) {
			throwIfCancelled(cancelSignal(this));
			if (!this.continueOnFail()) throw toNodeError(this.getNode(), error, pairedItem.item);
			return [{ json: errorRecord(this.getNode(), error, pairedItem.item), pairedItem }];
		}
	};
}

/** One record, found under a key of `data`. */
export function getOne(key: string, simplify: Simplify, input?: Input): Operation {
	return operation(async (call) => {
		const { data } = await call.send(await input?.(call));
		return shape(call, [(data[key] ?? {}) as IDataObject], simplify);
	});
}

/** Records of one request that is not paged, such as the permissions that a change leads to. */
export function getSome(key: string, simplify: Simplify, input?: Input): Operation {
	return operation(async (call) => {
		const { data } = await call.send(await input?.(call));
		return shape(call, recordsIn(data, key), simplify);
	});
}

interface ManyOptions {
	query?: (call: Call) => IDataObject;
	pageSize?: number;
	singlePage?: boolean;
}

/** Records of a list, following its pages. */
export function getMany(
	key: string,
	simplify: Simplify,
	{ query, ...paging }: ManyOptions = {},
): Operation {
	return operation(async (call) => {
		const records = await call.collect({ key, query: query?.(call), ...paging });
		// one record of Segment's can become several
		return shape(call, records, simplify).slice(0, call.limit());
	});
}

/**
 * Something that Segment answers with a mere status.
 *
 * @param result what the item says instead
 */
export function perform(result: (call: Call) => IDataObject, input?: Input): Operation {
	return operation(async (call) => {
		await call.send(await input?.(call));
		return [result(call)];
	});
}

/** The deletion of what the parameter names. */
export function remove(parameter: string): Operation {
	return perform((call) => ({ id: call.text(parameter), deleted: true }));
}

export function shape(call: Call, records: IDataObject[], simplify: Simplify): IDataObject[] {
	return call.flag('simplify') ? records.flatMap<IDataObject>(simplify) : records;
}
