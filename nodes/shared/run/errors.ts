/** Problems as n8n shows them, and as the items of a run that goes on carry them. */
import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import { Problem } from '../problem';

/** How many items an error text lists before it only counts the rest. */
const LISTED_ITEMS = 10;

export interface ItemProblem {
	kind: 'problem';
	item: number;
	problem: Problem;
}

/** Whatever was thrown, as a problem. */
export function asProblem(error: unknown): Problem {
	if (error instanceof Problem) return error;
	if (!(error instanceof Error)) return new Problem(String(error), '');
	const { description } = error as { description?: unknown };
	return new Problem(error.message, typeof description === 'string' ? description : '');
}

/** The problem of a field whose expression failed. */
export function unreadable(label: string, error: unknown): Problem {
	return new Problem(
		`${label} could not be read: ${error instanceof Error ? error.message : String(error)}`,
		'Correct its expression, or the field that it reads.',
	);
}

/**
 * An error as n8n shows it: as an answer of Segment's only where there was a request. n8n replaces a
 * message that has a code like EPERM anywhere in it (typePermissions), so ours is set last.
 */
export function nodeError(
	node: INode,
	problem: Problem,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const { message, advice, details } = problem;
	const error =
		Object.keys(details).length === 0
			? new NodeOperationError(node, message, { message, description: advice, itemIndex })
			: apiError(node, problem, itemIndex);
	// an agent gets to see only the message
	error.message = isTool(node) && advice ? `${message}. ${advice}` : message;
	return error;
}

/** An error of a list in n8n's editor, which is told the advice of no other kind of error. */
export function listError(node: INode, thrown: unknown): NodeApiError {
	const problem = asProblem(thrown);
	const error = apiError(node, problem);
	error.message = problem.message;
	return error;
}

function apiError(
	node: INode,
	{ message, advice, details }: Problem,
	itemIndex?: number,
): NodeApiError {
	const { status, ...rest } = details;
	return new NodeApiError(node, { message, ...rest } as JsonObject, {
		message,
		description: advice,
		itemIndex,
		httpCode: status === undefined ? undefined : String(status),
	});
}

/** Whether the node runs as the tool of an AI agent. */
export function isTool(node: INode): boolean {
	return node.type.endsWith('Tool');
}

/**
 * The result of an item that failed in a run that goes on. n8n's error output knows an error by
 * these keys, and only when there are no others.
 */
export function errorItem(
	{ message, advice, details }: Problem,
	item: number,
	more: IDataObject = {},
): INodeExecutionData {
	return {
		json: { error: message, message: advice, details: { ...details, ...more } },
		pairedItem: { item },
	};
}

/**
 * The problem of a run that sends nothing because some of its items cannot be sent: a reason that all
 * of them share is the headline, others are a line each.
 *
 * @param problems at least one, of different items
 * @param total items of the run
 */
export function unsendable(problems: ItemProblem[], total: number): Problem {
	if (total === 1) return problems[0].problem;
	const reasons = reasonsOf(problems);
	const lines =
		reasons.length === 1 ? adviceLines(reasons[0], total) : reasonLines(reasons, problems.length);
	if (problems.length < total) {
		lines.push("To send the others anyway, set 'On Error' in the node's Settings to continue.");
	}
	return new Problem(
		`Nothing was sent: ${reasons.length === 1 ? shared(reasons[0], total) : various(problems.length, total)}`,
		lines.join(LINE_BREAK),
	);
}

/** n8n's editor shows the text below an error's headline as HTML. */
const LINE_BREAK = '<br>';

interface Reason {
	problem: Problem;
	items: number[];
}

/** Problems that read the same, once with all their items. */
function reasonsOf(problems: ItemProblem[]): Reason[] {
	const reasons = new Map<string, Reason>();
	for (const { problem, item } of problems) {
		const text = sentences(problem);
		const reason = reasons.get(text);
		if (reason) reason.items.push(item);
		else reasons.set(text, { problem, items: [item] });
	}
	return [...reasons.values()];
}

function shared({ problem: { message }, items }: Reason, total: number): string {
	const where = items.length === total ? `all ${total}` : `${items.length} of ${total}`;
	return `${message}${/[,;:]/.test(message) ? ',' : ''} in ${where} items`;
}

function various(count: number, total: number): string {
	const which = count === total ? `all ${total} items` : `${counted(count, 'item')} of ${total}`;
	return `${which} cannot be sent as ${count === 1 ? 'it is' : 'they are'}`;
}

function adviceLines({ problem: { advice }, items }: Reason, total: number): string[] {
	if (items.length === total) return advice ? [sentence(advice)] : [];
	return [advice ? `${named(items)}: ${sentence(advice)}` : `${named(items)}.`];
}

function reasonLines(reasons: Reason[], count: number): string[] {
	const shown = reasons.slice(0, LISTED_ITEMS);
	const rest = count - shown.reduce((sum, { items }) => sum + items.length, 0);
	return [
		...shown.map(({ problem, items }) => `${named(items)}: ${sentences(problem)}`),
		...(rest > 0 ? [`… and ${counted(rest, 'more item')}.`] : []),
	];
}

function named(items: number[]): string {
	return `Item${items.length === 1 ? '' : 's'} ${listed(items)}`;
}

/** The problem and what to do, as sentences. */
export function sentences({ message, advice }: Problem): string {
	return advice ? `${sentence(message)} ${sentence(advice)}` : sentence(message);
}

/** A text with a full stop at its end. */
export function sentence(text: string): string {
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Numbers of items for an error text: `3, 4, 7 …`. */
export function listed(items: number[]): string {
	return items.slice(0, LISTED_ITEMS).join(', ') + (items.length > LISTED_ITEMS ? ' …' : '');
}

export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
