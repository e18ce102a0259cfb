import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Outcome } from '../delivery/delivery';
import type { Failure } from '../delivery/failure';
import type { PreparedMessage } from '../delivery/prepared';
import type { PlannedRequest } from '../delivery/request';
import { MessageProblem } from '../message/problem';
import type { Result } from './run';

/** The output item of a result. */
export function toItem(result: Result): INodeExecutionData {
	if ('problem' in result) return problemItem(result.item, result.problem);
	if ('planned' in result) return dryRunItem(result.planned, result.request);
	const { outcome } = result;
	return outcome.failure ? refusedItem(outcome, outcome.failure) : acceptedItem(outcome);
}

/** A message that Segment took. */
function acceptedItem({ message, request, attempts }: Outcome): INodeExecutionData {
	const { messageId, type, item } = message;
	return { json: { success: true, messageId, type, request, attempts }, pairedItem: { item } };
}

/** A message that Segment did not take, for Continue On Fail and the error output. */
function refusedItem(outcome: Outcome, failure: Failure): INodeExecutionData {
	const { message, request, attempts } = outcome;
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
function problemItem(item: number, problem: Error): INodeExecutionData {
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
