/** What the user reads when Segment does not do what the set-up asked for. */
import { NodeOperationError, type INode } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { sentence, sentences } from '../../shared/run/errors';
import type { Notes } from './registration';

const BY_HAND = "choose Manual in 'Set-Up' and follow the steps shown there";

/** n8n shows only the message when a workflow cannot be published, so it holds the way out too. */
export function asSetUpError(
	node: INode,
	error: unknown,
	url: string,
	sharedSecret?: string,
): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	if (error instanceof Problem && !isSegments(error)) {
		return new NodeOperationError(node, hide(sentences(error), sharedSecret));
	}
	return new NodeOperationError(node, `${whatHappened(error)} ${nextStep(error)}, or ${BY_HAND}.`, {
		description: `${details(error, sharedSecret)}By hand: in Segment, add a Webhooks (Actions) destination to the source, enter a Shared Secret, and add a mapping that sends to ${url}. Put the same secret into the credential of this node.`,
	});
}

/** The workflow is unpublished, but Segment goes on. */
export function asSwitchOffError(
	node: INode,
	error: unknown,
	destination: Partial<Notes> & Pick<Notes, 'url'>,
	sharedSecret?: string,
): NodeOperationError {
	return new NodeOperationError(
		node,
		`${whatHappened(error)} Disable the destination in Segment by hand: until then ${inWords(destination)} calls ${destination.url} in vain.`,
		{ description: details(error, sharedSecret) },
	);
}

/** The source or the workspace has changed, and the destination in the old one cannot be disabled. */
export function asOutOfReachError(
	node: INode,
	error: unknown,
	destination: Notes,
): NodeOperationError {
	return new NodeOperationError(
		node,
		`The credential cannot disable ${inWords(destination)}, which was set up before and still calls this workflow. ${whatHappened(error)} Disable it in Segment by hand, then choose Publish Anyway in Options → 'When Old Destination Cannot Be Disabled'.`,
		{ description: details(error) },
	);
}

export function unreachable(node: INode, url: string): NodeOperationError {
	return new NodeOperationError(
		node,
		`Segment cannot reach this n8n, whose address is ${new URL(url).origin}. Make n8n reachable from the internet and set its public address in WEBHOOK_URL, or in N8N_WEBHOOK_URL for the Test URL of n8n 2 as well. To try it out, use a tunnel.`,
	);
}

export function nothingPasses(node: INode): NodeOperationError {
	return new NodeOperationError(
		node,
		"No event can pass the filters: 'Event Names' lets only track, page and screen events through. Add one of them to 'Trigger On', or clear 'Event Names'.",
	);
}

export function deleteNeverComes(node: INode): NodeOperationError {
	return new NodeOperationError(
		node,
		"Segment sends deletion requests only to its classic Webhooks destination, which this node cannot set up. Choose Manual in 'Set-Up' and follow the steps there with the destination Webhooks, or choose other events in 'Trigger On'.",
	);
}

export function emptySecret(node: INode): NodeOperationError {
	return new NodeOperationError(
		node,
		"The Shared Secret in the credential 'Segment Trigger API' is empty. Enter a long random text, or choose Generated in 'Shared Secret'.",
	);
}

/** `the destination “n8n: Orders” (ID d1) of the source s1`, as far as it is known. */
function inWords({ name, destinationId, sourceId }: Partial<Notes>): string {
	const called = name === undefined ? '' : ` “${name}”`;
	const id = destinationId === undefined ? '' : ` (ID ${destinationId})`;
	const source = sourceId === undefined ? '' : ` of the source ${sourceId}`;
	return `the destination${called}${id}${source}`;
}

/** Whether a request was answered so, or not at all; everything else is about a field or a credential. */
function isSegments({ details: { status, attempts } }: Problem): boolean {
	return status !== undefined || attempts !== undefined;
}

function whatHappened(error: unknown): string {
	if (!(error instanceof Problem)) return 'The destination could not be set up.';
	if (!isSegments(error)) return sentence(error.message);
	switch (error.details.status) {
		case undefined:
			return "Segment's Public API could not be reached.";
		case 401:
			return "Segment does not accept the credential's token (HTTP 401).";
		case 403:
			return "Segment does not let this token change destinations, or the workspace lacks the feature 'Destination Subscriptions' (HTTP 403).";
		case 404:
			return 'Segment does not find the source or the destination (HTTP 404).';
		case 429:
			return 'Segment allows only a few changes a minute (HTTP 429).';
		default:
			return `Segment did not accept the request (HTTP ${String(error.details.status)}).`;
	}
}

function nextStep(error: unknown): string {
	if (!(error instanceof Problem)) return 'Try again';
	switch (error.details.status) {
		case undefined:
			return "Check the credential's Region and try again";
		case 401:
		case 403:
			return 'Use a token of a Workspace Owner';
		case 404:
			return "Choose the source again and check the credential's Region";
		case 429:
			return `Try again in ${String(error.details.retryAfter ?? 60)} seconds`;
		default:
			return 'Try again';
	}
}

function details(error: unknown, sharedSecret?: string): string {
	if (!(error instanceof Error)) return '';
	const text = error instanceof Problem ? error.advice : error.message;
	return text === '' ? '' : `${hide(sentence(text), sharedSecret)} `;
}

/** Segment may repeat what the set-up sent. */
function hide(text: string, sharedSecret: string | undefined): string {
	return sharedSecret ? text.replaceAll(sharedSecret, '…') : text;
}
