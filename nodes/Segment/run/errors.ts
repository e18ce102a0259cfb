import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import type { Outcome } from '../delivery/delivery';
import type { Failure } from '../delivery/failure';
import { MessageProblem } from '../message/problem';

/** How many items an error text lists before it only counts the rest. */
const LISTED_ITEMS = 10;

export interface ItemProblem {
	item: number;
	problem: Error;
}

export interface Refusal extends Outcome {
	failure: Failure;
}

/**
 * The error of a run that sends nothing because some of its items cannot be sent.
 *
 * @param sentBefore whether earlier items are gone: with n8n's Batching they are
 */
export function problemsError(
	node: INode,
	problems: ItemProblem[],
	total: number,
	sentBefore = false,
): Error {
	const [first] = problems;
	if (problems.length === 1 && !(first.problem instanceof MessageProblem)) return first.problem;
	const lines = problems.map(({ item, problem }) => `Item ${item}: ${sentences(problem)}`);
	if (total === 1) {
		return nodeError(node, first.problem.message, adviceOf(first.problem), first.item);
	}
	return nodeError(
		node,
		`Nothing ${sentBefore ? 'more ' : ''}was sent: ${counted(problems.length, 'item')} of ${total} cannot be sent as ${problems.length === 1 ? 'it is' : 'they are'}`,
		`${list(lines)} To send the others anyway, set 'On Error' in the node's Settings to continue.`,
		first.item,
	);
}

/**
 * The error of a run some or all of whose messages Segment did not take.
 *
 * @param total items of the run
 * @param accepted how many of them Segment took; the rest was not sent
 */
export function refusalsError(
	node: INode,
	refusals: Refusal[],
	total: number,
	accepted: number,
): Error {
	const [{ failure, message }] = refusals;
	const parts = [failure.advice];
	if (failure.reason) parts.push(`Segment says: ${failure.reason}.`);
	if (total > 1) {
		const items = refusals.slice(0, LISTED_ITEMS).map((refusal) => refusal.message.item);
		const more = refusals.length > LISTED_ITEMS ? ' …' : '';
		const unsent = total - accepted - refusals.length;
		parts.push(`Not taken: item ${items.join(', ')}${more}.`);
		if (accepted > 0) parts.push(`Segment accepted ${unsent > 0 ? '' : 'the other '}${accepted}.`);
		if (unsent > 0) parts.push(`Not sent: the last ${unsent}.`);
	}
	const text =
		total > 1
			? `${failure.message}: ${counted(refusals.length, 'item')} of ${total} not taken`
			: failure.message;
	return nodeError(node, text, parts.join(' '), message.item, failure.status);
}

/**
 * An error as n8n shows it. Always a NodeApiError: the routing engine makes one of any other, and n8n
 * replaces a message that has a code like EPERM anywhere in it (typePermissions), so ours is set last.
 */
export function nodeError(
	node: INode,
	message: string,
	advice: string,
	itemIndex?: number,
	status?: number,
): Error {
	const error = new NodeApiError(node, { message } as JsonObject, {
		message,
		description: advice,
		itemIndex,
		httpCode: status === undefined ? undefined : String(status),
	});
	error.message = forAgent(node, message, advice);
	return error;
}

/** Whether the node runs as the tool of an AI agent. */
export function isTool(node: INode): boolean {
	return node.type.endsWith('Tool');
}

/** An agent gets to see only the message, so that carries the advice as well. */
function forAgent(node: INode, message: string, advice: string): string {
	return isTool(node) && advice ? `${message}. ${advice}` : message;
}

function sentences(problem: Error): string {
	const advice = adviceOf(problem);
	return advice ? `${problem.message}. ${advice}` : `${problem.message}.`;
}

function adviceOf(problem: Error): string {
	return problem instanceof MessageProblem ? problem.advice : '';
}

function list(lines: string[]): string {
	const rest = lines.length - LISTED_ITEMS;
	const listed = lines.slice(0, LISTED_ITEMS).join(' ');
	return rest > 0 ? `${listed} … and ${counted(rest, 'more item')}.` : listed;
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
