/** What the user reads when Segment does not do what the set-up asked for. */
import { NodeOperationError, type INode } from 'n8n-workflow';

import { Refusal } from './publicApi';

const BY_HAND = "choose Manual in 'Set-Up' and follow the steps shown there";

/** n8n shows only the message when a workflow cannot be published, so it holds the way out too. */
export function asSetUpError(node: INode, error: unknown, url: string): NodeOperationError {
	return new NodeOperationError(node, `${whatHappened(error)} ${nextStep(error)}, or ${BY_HAND}.`, {
		description: `${details(error)}By hand: in Segment, add a Webhooks (Actions) destination to the source, enter a Shared Secret, and add a mapping that sends to ${url}. Put the same secret into the credential of this node.`,
	});
}

export function asSwitchOffError(node: INode, error: unknown, url: string): NodeOperationError {
	return new NodeOperationError(
		node,
		`${whatHappened(error)} Disable the destination in Segment by hand: until then it calls ${url} in vain.`,
		{ description: details(error) },
	);
}

export function unreachable(node: INode, url: string): NodeOperationError {
	return new NodeOperationError(
		node,
		`Segment cannot reach this n8n, whose address is ${new URL(url).origin}. Make n8n reachable from the internet and set its public address in WEBHOOK_URL, or use a tunnel while you try it out.`,
	);
}

function whatHappened(error: unknown): string {
	if (!(error instanceof Refusal)) return 'The destination could not be set up.';
	switch (error.status) {
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
			return `Segment did not accept the request (HTTP ${error.status}).`;
	}
}

function nextStep(error: unknown): string {
	if (!(error instanceof Refusal)) return 'Try again';
	switch (error.status) {
		case undefined:
			return "Check the credential's Region and try again";
		case 401:
		case 403:
			return 'Use a token of a Workspace Owner';
		case 404:
			return "Choose the source again and check the credential's Region";
		case 429:
			return `Try again in ${error.retryAfter ?? 60} seconds`;
		default:
			return 'Try again';
	}
}

function details(error: unknown): string {
	return error instanceof Error && error.message ? `Segment's answer: ${error.message}. ` : '';
}
