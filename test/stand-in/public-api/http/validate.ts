import Joi from 'joi';

import { ApiError } from './errors';

/** One or many values in a query: `emails=a` and `emails=a&emails=b` are both lists. */
export const list = (item: Joi.Schema = Joi.string()) => Joi.array().items(item).single();

/** An address of a person, as invites and groups take it. */
export const email = Joi.string().email({ tlds: false });

/** Checks input against a schema: the values to use, or a 422 with one error per field. */
export function validate(input: unknown, schema: Joi.Schema, convert: boolean): unknown {
	const { value, error } = schema.validate(input, { abortEarly: false, convert });
	if (!error) return value;
	throw new ApiError(
		422,
		error.details.map(({ message, path }) => ({
			type: 'input-validation',
			message,
			field: path.join('.'),
		})),
	);
}
