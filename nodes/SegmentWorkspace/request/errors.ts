/** Everything that can go wrong, in the user's words: what happened, and what to do next. */
import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IN8nHttpFullResponse,
	type INode,
	type JsonObject,
} from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { InvalidHostError } from '../../shared/hosts';
import { TooManyRequestsError } from './limits';
import { ApiError, ConnectionError, errorsIn, resetHint, type ApiRequest } from './send';

/** Something that the user filled in cannot be used; nothing was sent for it. */
export class InputError extends Error {
	/** @param message names the field in single quotes */
	constructor(
		message: string,
		readonly whatToDo: string,
	) {
		super(message);
	}
}

/** An operation that waits for Segment came to a bad end or took too long. */
export class OutcomeError extends Error {
	constructor(
		message: string,
		readonly whatToDo: string,
	) {
		super(message);
	}
}

/**
 * What a failed request is about. n8n replaces a message that contains an error code such as
 * EPERM, even inside another word, so words of Segment's stand in the description only.
 */
interface Explanation {
	message: string;
	description: string;
}

/** The error to throw for whatever went wrong with an item. */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	if (error instanceof ApiError) {
		const { message, description } = explain(error);
		return new NodeApiError(
			node,
			{ errors: errorsIn(error.response.body) } as unknown as JsonObject,
			{
				message,
				description,
				httpCode: String(error.response.statusCode),
				itemIndex,
			},
		);
	}
	if (error instanceof ConnectionError) {
		return new NodeOperationError(node, 'Segment did not answer', {
			description: `${afterSilence(error.request)}. The network says: ${error.fault}`,
			itemIndex,
		});
	}
	if (error instanceof InputError || error instanceof OutcomeError) {
		return new NodeOperationError(node, error.message, { description: error.whatToDo, itemIndex });
	}
	if (error instanceof TooManyRequestsError) {
		return new NodeOperationError(node, 'Too many requests are waiting for one Segment endpoint', {
			description: `Segment allows ${error.limit.perMinute} per minute. Send fewer items at once, for example with Loop Over Items and a Wait node.`,
			itemIndex,
		});
	}
	if (error instanceof InvalidHostError) {
		return new NodeOperationError(node, error.message, { itemIndex });
	}
	return new NodeApiError(node, error as JsonObject, { itemIndex });
}

/** What the item says about an error when the workflow goes on; it holds no secret. */
export function errorRecord(node: INode, error: unknown, itemIndex: number): IDataObject {
	const { message, description } = toNodeError(node, error, itemIndex);
	const details = error instanceof ApiError ? serviceDetails(error) : {};
	return { error: message, message: description ?? '', details };
}

function serviceDetails({ response }: ApiError): IDataObject {
	return { status: response.statusCode, errors: errorsIn(response.body) as IDataObject[] };
}

function explain({ request, response }: ApiError): Explanation {
	const errors = errorsIn(response.body);
	const said = errors
		.map(({ message, field }) => [field, message].filter(Boolean).join(': '))
		.filter(Boolean)
		.join('; ');
	const { message, description } =
		response.statusCode === 429
			? rateLimited(response)
			: byStatus(response.statusCode, request, errors[0]?.field);
	return { message, description: said ? `${description}. Segment says: ${said}` : description };
}

function byStatus(status: number, request: ApiRequest, field: string | undefined): Explanation {
	switch (status) {
		case 401:
			return {
				message: 'Segment does not accept the credential for this',
				description: `Check that the credential's Region is the one of your workspace and that its token was not revoked. ${rightsFor(request)}`,
			};
		case 403:
			return {
				message: "The credential's token is not allowed to do this",
				description: rightsFor(request),
			};
		case 404:
			return {
				message: `Segment does not know the ${thing(request.path)} in this workspace`,
				description: `Check the ID, and that the credential belongs to the workspace and the region you mean. Asked for: ${request.path}`,
			};
		case 409:
			return {
				message: 'Segment refused this because of a conflict',
				description: 'It may exist already, or be in use: remove what uses it first',
			};
		case 413:
			return {
				message: 'The request is too large for Segment',
				description: 'Send less at once',
			};
		case 400:
		case 422:
			return {
				message: 'Segment did not accept the values',
				description: field ? `Check the field '${field}'` : 'Check the fields of the node',
			};
	}
	if (status < 400) {
		return {
			message: 'The answer does not come from Segment’s Public API',
			description: "Check the credential's Region and Host",
		};
	}
	return {
		message: `Segment could not complete the request (HTTP ${status})`,
		description: afterSilence(request),
	};
}

/** What to do when it is not known what became of a request. */
function afterSilence({ method, repeatable }: ApiRequest): string {
	return method === 'POST' && !repeatable
		? 'It was not sent again, because it may have been carried out all the same: look in Segment before you run this again'
		: "It was repeated several times. Try again later, and check the credential's Region and Host";
}

/** Reached when the request was repeated in vain, or when the wait would be too long to be waited. */
function rateLimited(response: IN8nHttpFullResponse): Explanation {
	const now = clock.now();
	const wait = resetHint(response, now);
	const until = wait === undefined ? '' : ` again from ${new Date(now + wait).toISOString()}`;
	return {
		message: "Segment's rate limit is used up",
		description: `Run the node${until || ' later'}, or with fewer items`,
	};
}

const PEOPLE =
	'Managing people needs a token with Workspace Owner access (Settings → Access Management → Tokens)';

/** Rights and plans, by the first part of the path (Segment docs, "Public API" and "Roles"). */
const RIGHTS: Record<string, string> = {
	users: PEOPLE,
	invites: PEOPLE,
	groups: PEOPLE,
	group: PEOPLE,
	roles: PEOPLE,
	labels: 'Labels need a token with Workspace Owner access',
	'audit-events': 'The audit trail needs a token with Workspace Owner access and the Business plan',
	regulations:
		'Privacy requests need a token with Workspace Owner or End User Privacy Admin access',
	suppressions:
		'Privacy requests need a token with Workspace Owner or End User Privacy Admin access',
	spaces: 'Spaces and audiences need Unify or Engage, and a token with access to the space',
	'tracking-plans':
		'Tracking plans need Protocols, and a token with Tracking Plan and Source Read-only access',
	'reverse-etl-models': 'Reverse ETL needs a token with access to the warehouse source',
	'reverse-etl-syncs': 'Reverse ETL needs a token with access to the warehouse source',
};

function rightsFor({ path }: ApiRequest): string {
	const [, first = ''] = path.split('/');
	return (
		RIGHTS[first] ??
		'The token needs Workspace Owner access, or a role for this resource. The Public API comes with the Team and Business plans'
	);
}

/** Names of the things that stand in paths, by the part before their ID. */
const THINGS: Record<string, string> = {
	users: 'user',
	groups: 'group',
	group: 'group',
	sources: 'source',
	destinations: 'destination',
	labels: 'label',
	spaces: 'space',
	audiences: 'audience or its space',
	previews: 'preview',
	'tracking-plans': 'tracking plan',
	regulations: 'deletion request',
	'reverse-etl-models': 'model',
	syncs: 'sync or its model',
};

function thing(path: string): string {
	const named = path
		.split('/')
		.reverse()
		.find((part) => part in THINGS);
	return named ? THINGS[named] : 'resource';
}
