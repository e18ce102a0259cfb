import {
	NodeOperationError,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type INode,
} from 'n8n-workflow';

import { CancelledError, wait } from '../../shared/wait';
import { Delivery, outcomesOf, type Outcome } from '../delivery/delivery';
import { prepareMessage, type PreparedMessage } from '../delivery/prepared';
import {
	contextBytes,
	planDelivery,
	planRequests,
	type PlannedRequest,
	type TrackingRequest,
} from '../delivery/request';
import { createMessageIds } from '../message/messageId';
import type { Fields } from '../message/types';
import { isTool, problemsError, refusalsError, type ItemProblem, type Refusal } from './errors';
import type { RunSettings } from './settings';
import { createPost, CREDENTIAL_TYPE, type Connection } from './transport';

/** What all messages of one run of the node share. */
export interface Run {
	node: INode;
	/** Items of the run. */
	total: number;
	settings: RunSettings;
	writeKey: string;
	/** What the context of every message has, when each request carries it once. */
	context?: Fields;
	newMessageId(item: number, message: Fields): string;
	delivery: Delivery;
	/** Whether a wrong or refused item leaves the others alone (Continue On Fail, error output). */
	continueOnFail: boolean;
}

/** An input item and its message, or why it has none. */
export interface Content {
	item: number;
	content: Fields | Error;
}

/** What became of an input item: it was wrong, it was sent, or its sending was planned (Dry Run). */
export type Result = ItemProblem | Outcome | { message: PreparedMessage; request: PlannedRequest };

/**
 * Prepares a run: reads the credential and what makes message ids unlike those of other runs.
 *
 * @throws InvalidHostError when the credential's host is no address
 */
export async function startRun(
	context: IExecuteFunctions | IExecuteSingleFunctions,
	total: number,
	settings: RunSettings,
	connection: Connection,
): Promise<Run> {
	const node = context.getNode();
	const signal = context.getExecutionCancelSignal();
	const credential = await context.getCredentials(CREDENTIAL_TYPE);
	const writeKey = String(credential.writekey);
	const origin = {
		writeKey,
		instanceId: context.getInstanceId(),
		workflowId: String(context.getWorkflow().id ?? ''),
		executionId: firstExecutionId(context),
		nodeId: node.id,
		runIndex: Number(context.getWorkflowDataProxy(0).$runIndex),
	};
	return {
		node,
		total,
		settings,
		// What a tool throws ends the agent's run in n8n 1, and agents before version 3 take it for an
		// empty answer. So the answer says what is wrong, and the agent can mend it.
		continueOnFail: context.continueOnFail() || isTool(node),
		writeKey,
		newMessageId: createMessageIds(settings.messageIdMode, origin, isTool(node)),
		delivery: new Delivery(settings, {
			post: createPost(context, credential, connection),
			wait: async (ms) => await wait(ms, signal),
			now: () => Date.now(),
			random: () => Math.random(),
		}),
	};
}

/**
 * n8n's *Retry* of a failed execution is a new execution that goes on with the data of the failed
 * one. The ID of the first is kept there, so that what Segment took before the failure counts once.
 */
function firstExecutionId(context: IExecuteFunctions | IExecuteSingleFunctions): string {
	const kept = context.getContext('node');
	if (context.getMode() !== 'retry' || typeof kept.executionId !== 'string') {
		kept.executionId = context.getExecutionId();
	}
	return kept.executionId as string;
}

/**
 * Checks the messages of a run and makes them ready to travel.
 *
 * @returns one entry for each item, in the order given
 * @throws NodeApiError naming the items that are wrong, when the run stops on errors
 */
export function prepareAll(
	run: Run,
	contents: Iterable<Content>,
): Array<PreparedMessage | ItemProblem> {
	const bytesAdded = contextBytes(run.context);
	const prepared = Array.from(contents, (content) => prepare(run, content, bytesAdded));
	const problems = prepared.filter((entry): entry is ItemProblem => 'problem' in entry);
	if (problems.length === 0 || run.continueOnFail) return prepared;
	const sentBefore = run.delivery.totals.requests > 0;
	throw problemsError(run.node, problems, run.total, sentBefore);
}

/**
 * Sends what is ready, or in a Dry Run plans it.
 *
 * @returns the result of each entry, in the order given
 * @throws NodeApiError when Segment did not take some of them and the run stops on errors
 */
export async function sendAll(
	run: Run,
	entries: Array<PreparedMessage | ItemProblem>,
): Promise<Result[]> {
	const { settings, node, continueOnFail } = run;
	const messages = entries.filter((entry): entry is PreparedMessage => !('problem' in entry));
	const requests = planDelivery(messages, settings.delivery === 'single', run.context);
	const sent = settings.dryRun ? plan(requests) : await deliverAll(run, requests);
	const refusals = sent.filter((result): result is Refusal => 'failure' in result);
	if (refusals.length > 0 && !continueOnFail) {
		throw refusalsError(node, refusals, run.total, run.delivery.accepted);
	}

	// Requests keep the order of their messages, so results fall into place one after the other.
	let next = 0;
	return entries.map((entry) => ('problem' in entry ? entry : sent[next++]));
}

function plan(requests: TrackingRequest[]): Result[] {
	const planned = planRequests(requests);
	return requests.flatMap(({ messages }, index) =>
		messages.map((message) => ({ message, request: planned[index] })),
	);
}

async function deliverAll(run: Run, requests: TrackingRequest[]): Promise<Outcome[]> {
	return (await Promise.all(requests.map(async (request) => await deliver(run, request)))).flat();
}

function prepare(
	run: Run,
	{ item, content }: Content,
	bytesAdded: number,
): PreparedMessage | ItemProblem {
	if (content instanceof Error) return { item, problem: content };
	try {
		return prepareMessage(content, item, run.newMessageId, bytesAdded);
	} catch (error) {
		return { item, problem: error as Error };
	}
}

/** In a run that goes on after errors, also n8n's own (a missing credential) belong to the items. */
async function deliver(run: Run, request: TrackingRequest): Promise<Outcome[]> {
	try {
		return await run.delivery.deliver(request);
	} catch (error) {
		if (run.continueOnFail && !(error instanceof CancelledError)) {
			const failure = { message: (error as Error).message, advice: descriptionOf(error) };
			return outcomesOf(request, 0, 0, failure);
		}
		throw new NodeOperationError(run.node, error as Error);
	}
}

function descriptionOf(error: unknown): string {
	return error instanceof Error && 'description' in error ? String(error.description ?? '') : '';
}
