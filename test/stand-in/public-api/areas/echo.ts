import Joi from 'joi';

import { ApiError, envelopeOf } from '../http/errors';
import { route, type Route } from '../route';

interface EchoQuery {
	message: string;
	triggerError?: boolean;
	triggerMultipleErrors?: boolean;
	triggerUnexpectedError?: boolean;
	statusCode?: number;
}

export const echoRoutes: Route[] = [
	route<unknown, EchoQuery>({
		operation: 'echo',
		query: {
			statusCode: Joi.number().integer().min(400).max(599),
		},
		answer({ query, method, headers }) {
			const { message, statusCode = 400 } = query;
			if (query.triggerUnexpectedError) throw new Error('Unexpected error.');
			const [error] = envelopeOf(statusCode, message).errors;
			if (query.triggerError) throw new ApiError(statusCode, [error]);
			if (query.triggerMultipleErrors) throw new ApiError(statusCode, [error, error]);
			const { authorization: _secret, ...rest } = headers;
			return { method: method.toLowerCase(), message, headers: rest };
		},
	}),
];
