import {
	NodeOperationError,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type INode,
} from 'n8n-workflow';

import { CancelledError, wait } from '../../shared/wait';
import { Delivery, type Outcome } from '../delivery/delivery';
import { prepareMessage, type PreparedMessage } from '../delivery/prepared';
import {
	planDelivery,
	planRequests,
	type PlannedRequest,
	type TrackingRequest,
} from '../delivery/request';
import type { MessageOrigin } from '../message/messageId';
import { MessageProblem } from '../message/problem';
import type { Fields } from '../message/types';
import { isTool, problemsError, refusalsError, type Refusal } from './errors';
import type { RunSettings } from './settings';
import { createPost, type Connection } from './transport';

/** What all messages of one run of the node share. */
export interface Run {
	node: INode;
	settings: RunSettings;
	origin: MessageOrigin;
	delivery: Delivery;
	/** Whether a wrong or refused item leaves the others alone (Continue On Fail, error output). */
	continueOnFail: boolean;
}

/** An input item and its message, or why it has none. */
export interface Content {
	item: number;
	content: Fields | Error;
}

/** What became of an input item. */
export type Result =
	| { item: number; problem: Error }
	| { item: number; outcome: Outcome }
	| { item: number; planned: PreparedMessage; request: PlannedRequest };

/**
 * Prepares a run: reads the credential and what makes message ids unlike those of other runs.
 *
 * @throws NodeOperationError when the credential's host is no address
 */
export async function startRun(
	context: IExecuteFunctions | IExecuteSingleFunctions,
	settings: RunSettings,
	connection: Connection,
): Promise<Run> {
	const node = context.getNode();
	const signal = context.getExecutionCancelSignal();
	const credential = await context.getCredentials('segmentApi');
	return {
		node,
		settings,
		continueOnFail: context.continueOnFail(),
		origin: {
			writeKey: String(credential.writekey),
			workflowId: String(context.getWorkflow().id ?? ''),
			executionId: context.getExecutionId(),
			nodeId: node.id,
			runIndex: Number(context.evaluateExpression('{{ $runIndex }}', 0)),
			sharedByCalls: isTool(node),
		},
		delivery: new Delivery(settings, {
			post: createPost(context, credential, connection),
			wait: async (ms) => await wait(ms, signal),
			now: () => Date.now(),
			random: () => Math.random(),
		}),
	};
}

/**
 * Checks all messages, then sends them.
 *
 * @returns the result of each item, in the order given
 * @throws NodeOperationError before anything is sent, when an item is wrong and the run stops on
 *   errors; NodeApiError when Segment did not take some of them and the run stops on errors
 */
export async function sendAll(run: Run, contents: Content[]): Promise<Result[]> {
	const { settings, node, continueOnFail } = run;
	const results: Result[] = new Array<Result>(contents.length);
	const places = new Map<PreparedMessage, number>();
	const problems: Array<{ item: number; problem: Error }> = [];
	contents.forEach(({ item, content }, place) => {
		const prepared = prepare(run, item, content);
		if (prepared instanceof Error) {
			problems.push({ item, problem: prepared });
			results[place] = { item, problem: prepared };
		} else {
			places.set(prepared, place);
		}
	});
	if (problems.length > 0 && !continueOnFail) throw problemsError(node, problems, contents.length);

	const requests = planDelivery([...places.keys()], settings.delivery === 'single');
	if (settings.dryRun) {
		planRequests(requests).forEach((request, index) => {
			for (const planned of requests[index].messages) {
				results[places.get(planned) as number] = { item: planned.item, planned, request };
			}
		});
		return results;
	}

	const outcomes = await Promise.all(requests.map(async (request) => await deliver(run, request)));
	const refusals: Refusal[] = [];
	for (const outcome of outcomes.flat()) {
		const { item } = outcome.message;
		results[places.get(outcome.message) as number] = { item, outcome };
		if (outcome.failure) refusals.push(outcome as Refusal);
	}
	if (refusals.length > 0 && !continueOnFail) throw refusalsError(node, refusals, contents.length);
	return results;
}

function prepare(run: Run, item: number, content: Fields | Error): PreparedMessage | Error {
	if (content instanceof Error) return content;
	try {
		return prepareMessage(content, item, run.settings.messageIdMode, run.origin);
	} catch (error) {
		if (error instanceof MessageProblem) return error;
		throw new NodeOperationError(run.node, error as Error, { itemIndex: item });
	}
}

/** In a run that goes on after errors, also n8n's own (a missing credential) belong to the items. */
async function deliver(run: Run, request: TrackingRequest): Promise<Outcome[]> {
	try {
		return await run.delivery.deliver(request);
	} catch (error) {
		if (run.continueOnFail && !(error instanceof CancelledError)) {
			const failure = { message: (error as Error).message, advice: descriptionOf(error) };
			return request.messages.map((message) => ({ message, request: 0, attempts: 0, failure }));
		}
		throw new NodeOperationError(run.node, error as Error);
	}
}

function descriptionOf(error: unknown): string {
	return error instanceof Error && 'description' in error ? String(error.description ?? '') : '';
}
