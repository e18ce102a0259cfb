import type { IDataObject, INodeExecutionData, IPairedItemData } from 'n8n-workflow';

import type { Delivery, Outcome } from '../delivery/delivery';
import type { PreparedMessage } from '../delivery/prepared';
import type { PlannedRequest } from '../delivery/request';
import { MessageProblem } from '../message/problem';
import type { ItemProblem, Refusal } from './errors';
import type { Result } from './run';

/** How many failures a summary lists; it counts all. */
const LISTED_FAILURES = 100;

/** The output item of a result. */
export function toItem(result: Result): INodeExecutionData {
	if ('problem' in result) return problemItem(result);
	if (!('attempts' in result)) return dryRunItem(result.message, result.request);
	return 'failure' in result ? refusedItem(result as Refusal) : acceptedItem(result);
}

/** Counts, sizes and times of a whole run. */
export function summaryItem(
	results: Result[],
	totals: Delivery['totals'],
	milliseconds: number,
): INodeExecutionData {
	const planned = results.filter((result) => 'message' in result && !('attempts' in result));
	const failures = results.filter((result) => 'problem' in result || 'failure' in result);
	const sent = results.length - planned.length - failures.length;
	return {
		json: {
			...(planned.length > 0 ? planSummary(planned as Planned[]) : { sent, ...totals }),
			failed: failures.length,
			...(failures.length > 0 && { failures: failures.slice(0, LISTED_FAILURES).map(listFailure) }),
			milliseconds,
		},
		pairedItem: results.map((_result, item) => ({ item })),
	};
}

type Planned = Extract<Result, { request: PlannedRequest }>;

function planSummary(planned: Planned[]): IDataObject {
	const requests = [...new Set(planned.map(({ request }) => request))];
	return {
		dryRun: true,
		messages: planned.length,
		requests: requests.length,
		bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0),
		plan: requests.map((request) => ({ ...request })),
	};
}

function listFailure(result: Result): IDataObject {
	const { json, pairedItem } = toItem(result);
	return { item: (pairedItem as IPairedItemData).item, ...json };
}

/** A message that Segment took. */
function acceptedItem({ message, request, attempts }: Outcome): INodeExecutionData {
	const { messageId, type, item } = message;
	return { json: { success: true, messageId, type, request, attempts }, pairedItem: { item } };
}

/** A message that Segment did not take, for Continue On Fail and the error output. */
function refusedItem({ message, request, attempts, failure }: Refusal): INodeExecutionData {
	const { status, code, reason } = failure;
	return errorItem(message.item, failure.message, failure.advice, {
		...(status !== undefined && { status }),
		...(code !== undefined && { code }),
		...(reason !== undefined && { reason }),
		messageId: message.messageId,
		request,
		attempts,
	});
}

/** A message that never left because something about it is wrong. */
function problemItem({ item, problem }: ItemProblem): INodeExecutionData {
	const advice = problem instanceof MessageProblem ? problem.advice : '';
	return errorItem(item, problem.message, advice, { sent: false });
}

/** n8n's error output knows an error by these keys, and only when there are no others. */
function errorItem(
	item: number,
	error: string,
	message: string,
	details: IDataObject,
): INodeExecutionData {
	return { json: { error, message, details }, pairedItem: { item } };
}

/** What would be sent for one message, for Dry Run. */
function dryRunItem(message: PreparedMessage, request: PlannedRequest): INodeExecutionData {
	const { messageId, type, item, bytes, json } = message;
	return {
		json: {
			dryRun: true,
			messageId,
			type,
			bytes,
			message: JSON.parse(json) as IDataObject,
			request: { ...request },
		},
		pairedItem: { item },
	};
}
