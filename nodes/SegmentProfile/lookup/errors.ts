import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IN8nHttpFullResponse,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import { InvalidHostError } from '../../shared/hosts';
import type { Identifier } from './identifier';
import { isRecord } from './pages';
import { LookupProblem } from './problem';

/** What Segment says when it does not do what it was asked to. */
export interface Refusal {
	status: number;
	code: string;
	message: string;
	requestId: string;
}

export function readRefusal({ statusCode, headers, body }: IN8nHttpFullResponse): Refusal {
	const error = isRecord(body) && isRecord(body.error) ? body.error : {};
	return {
		status: statusCode,
		code: text(error.code),
		message: text(error.message),
		requestId: text(headers['request-id']),
	};
}

/** Other 404s mean an unknown space or address, and must not pass for a person nobody knows. */
export function isProfileNotFound({ status, code, message }: Refusal): boolean {
	return status === 404 && code === 'not_found' && /profile/i.test(message);
}

interface Words {
	message: string;
	advice: string;
}

const BY_STATUS: Record<number, Words | undefined> = {
	400: {
		message: 'Segment did not accept the request',
		advice: 'Check the ID, its type and the filters.',
	},
	401: {
		message: 'Segment did not accept the access token',
		advice: 'Check in the credential that Space ID, Access Token and Region belong together.',
	},
	403: {
		message: 'Segment does not allow this access token to read profiles',
		advice: 'Generate a token under Unify → Unify Settings → API Access of this space.',
	},
	404: {
		message: 'Segment does not know this space',
		advice: 'Check Space ID and Region in the credential.',
	},
	429: {
		message: 'The space receives too many requests',
		advice:
			'Segment takes 100 requests a second for each space, and repeating did not help. Run fewer workflows at a time that read this space, or ask Segment for a higher limit.',
	},
	500: {
		message: 'Segment could not answer, status 500',
		advice:
			'Repeating did not help. Try again later; if only some IDs fail, look for unusual characters in them.',
	},
};

/** An answer other than a profile, as the user shall read it. */
export function refusalError(node: INode, itemIndex: number, refusal: Refusal): NodeApiError {
	const { status, message, requestId } = refusal;
	const words = BY_STATUS[status] ?? otherWords(status);
	const description = [
		words.advice,
		message && `Segment says: ${message}`,
		requestId && `Request ID: ${requestId}`,
	];
	return apiError(node, itemIndex, words.message, description.filter(Boolean).join(' '), refusal);
}

/** For *If Not Found: Stop With an Error*. */
export function notFoundError(
	node: INode,
	itemIndex: number,
	{ text: id }: Identifier,
): NodeApiError {
	const description = `Segment has no profile for ${id}. Check the ID and the kind of ID in Look Up By, or choose under If Not Found what shall happen instead.`;
	return apiError(node, itemIndex, 'The profile was not found', description, { status: 404 });
}

function otherWords(status: number): Words {
	return {
		message: `Segment could not answer, status ${status}`,
		advice:
			status >= 500
				? 'Repeating did not help. Try again later.'
				: 'If the credential has a Host, check that it forwards to https://profiles.segment.com.',
	};
}

function apiError(
	node: INode,
	itemIndex: number,
	message: string,
	description: string,
	details: Partial<Refusal>,
): NodeApiError {
	const httpCode = String(details.status);
	return new NodeApiError(node, { ...details } as JsonObject, {
		message,
		description,
		httpCode,
		itemIndex,
	});
}

/** Whatever went wrong with an item as an error of n8n that names the item. */
export function toNodeError(node: INode, itemIndex: number, error: unknown): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof LookupProblem) {
		return new NodeOperationError(node, error.message, { description: error.advice, itemIndex });
	}
	if (error instanceof InvalidHostError) {
		return new NodeOperationError(node, error.message, {
			description: 'Correct the Host in the credential.',
			itemIndex,
		});
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		itemIndex,
	});
}

/** The one result of an item that failed while the node goes on. n8n tells it by its three keys. */
export function errorItem(error: Error, item: number): INodeExecutionData {
	const { description, httpCode } = error as Partial<NodeApiError>;
	const json: IDataObject = { error: error.message, message: description ?? '' };
	if (httpCode) json.details = { status: Number(httpCode) };
	return { json, pairedItem: { item } };
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
