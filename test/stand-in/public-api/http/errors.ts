/** One entry of the `errors` array that every refused Public API call answers with. */
export interface RequestError {
	type: string;
	message: string;
	field?: string;
	data?: unknown;
}

/** A refusal: thrown anywhere below a route, answered as `{ errors: [...] }` with its status. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly errors: RequestError[],
		readonly headers: Record<string, string> = {},
	) {
		super(errors.map(({ message }) => message).join(' '));
	}
}

export const notFound = (thing: string, id: string) =>
	new ApiError(404, [
		{ type: 'not-found', message: `${thing} with id '${id}' not found.`, data: null },
	]);

export const invalid = (field: string, problem: string) =>
	new ApiError(422, [{ type: 'input-validation', message: `"${field}" ${problem}`, field }]);

export const refused = (status: 400 | 401 | 403 | 409, type: string, message: string) =>
	new ApiError(status, [{ type, message }]);

/** The error types a stand-in fault answers with when the test gives no body of its own. */
const TYPE_OF_STATUS: Record<number, string> = {
	400: 'bad-request',
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not-found',
	409: 'conflict',
	413: 'payload-too-large',
	422: 'input-validation',
	429: 'RequestError',
};

export function envelopeOf(status: number, message?: string): { errors: RequestError[] } {
	const type = TYPE_OF_STATUS[status] ?? 'internal';
	return { errors: [{ type, message: message ?? `The request failed with status ${status}.` }] };
}
