import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { errorItem, type ItemProblem } from '../../shared/run/errors';
import type { Delivery, Outcome } from '../delivery/delivery';
import type { Mapping } from '../events/mapping';
import type { PreparedMessage } from '../delivery/prepared';
import type { PlannedRequest } from '../delivery/request';
import type { Violation } from '../trackingPlan/violation';

/** A message whose sending was planned, for Dry Run. */
export interface Planned {
	kind: 'planned';
	message: PreparedMessage;
	request: PlannedRequest;
	/** How the item's fields became those of a known event. */
	mapping?: Mapping;
}

/** What became of an input item: it was wrong, it was sent, or its sending was planned. */
export type Result = ItemProblem | Outcome | Planned;

/** How many failures a summary lists; it counts all. */
const LISTED_FAILURES = 100;

/**
 * The output item of a result, with the fields of its input.
 *
 * @param goesToErrorOutput whether n8n sends failures out by the error output: it adds the input's
 *   fields there by itself, and knows a failure by having no other fields than its own
 */
export function toItemWithInput(
	result: Result,
	input: IDataObject,
	goesToErrorOutput: boolean,
): INodeExecutionData {
	const item = toItem(result);
	const isFailure = result.kind === 'problem' || result.kind === 'refused';
	if (isFailure && goesToErrorOutput) return item;
	return { ...item, json: { ...input, ...item.json } };
}

/** The output item of a result. */
export function toItem(result: Result): INodeExecutionData {
	switch (result.kind) {
		case 'problem':
			return errorItem(result.problem, result.item, { sent: false });
		case 'planned':
			return plannedItem(result);
		case 'refused': {
			const { message, request, attempts, problem } = result;
			return errorItem(problem, message.item, {
				messageId: message.messageId,
				request,
				attempts,
				...violationsOf(message),
			});
		}
		case 'accepted': {
			const { messageId, type, item } = result.message;
			const { request, attempts } = result;
			const violations = violationsOf(result.message);
			return {
				json: { success: true, messageId, type, request, attempts, ...violations },
				pairedItem: { item },
			};
		}
	}
}

/** Counts, sizes and times of a whole run. */
export function summaryItem(
	results: Result[],
	totals: Delivery['totals'],
	milliseconds: number,
	warnings: string[] = [],
): INodeExecutionData {
	const planned = results.filter((result) => result.kind === 'planned');
	const failures = results.filter(({ kind }) => kind === 'problem' || kind === 'refused');
	const sent = results.length - planned.length - failures.length;
	return {
		json: {
			...(planned.length > 0 ? planSummary(planned) : { sent, ...totals }),
			failed: failures.length,
			...(failures.length > 0 && { failures: failures.slice(0, LISTED_FAILURES).map(listFailure) }),
			...violationSummary(results),
			milliseconds,
			...(warnings.length > 0 && { warnings }),
		},
		pairedItem: [...new Set(results.map(itemOf))].map((item) => ({ item })),
	};
}

/** The item that a result is of. */
export function itemOf(result: Result): number {
	return result.kind === 'problem' ? result.item : result.message.item;
}

/** Also an empty list, which says that the message keeps to the tracking plan. */
function violationsOf({ violations }: PreparedMessage): { violations?: Violation[] } {
	return violations ? { violations } : {};
}

/** The messages that were held against the tracking plan and break it. */
export function violatingMessages(results: readonly Result[]): PreparedMessage[] {
	return checkedMessages(results).filter(({ violations }) => violations && violations.length > 0);
}

function checkedMessages(results: readonly Result[]): PreparedMessage[] {
	return results.flatMap((result) =>
		result.kind !== 'problem' && result.message.violations ? [result.message] : [],
	);
}

function violationSummary(results: Result[]): IDataObject {
	if (checkedMessages(results).length === 0) return {};
	const violating = violatingMessages(results);
	return {
		violating: violating.length,
		...(violating.length > 0 && {
			violations: violating
				.slice(0, LISTED_FAILURES)
				.map(({ item, messageId, violations }) => ({ item, messageId, violations })),
		}),
	};
}

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
	return { item: itemOf(result), ...toItem(result).json };
}

/** What would be sent for one message. */
function plannedItem({ message, request, mapping }: Planned): INodeExecutionData {
	const { messageId, type, item, bytes, json } = message;
	return {
		json: {
			dryRun: true,
			messageId,
			type,
			bytes,
			message: JSON.parse(json) as IDataObject,
			request: { ...request },
			...(mapping && { mapping: { ...mapping } }),
			...violationsOf(message),
		},
		pairedItem: { item },
	};
}
