import { Segment } from '../../../../nodes/Segment/Segment.node';
import { Problem } from '../../../../nodes/shared/problem';
import type { Fields } from '../../../../nodes/shared/read/describe';
import { Form } from '../../../../nodes/shared/read/form';

const { properties } = new Segment().description;

/**
 * The node's own form, filled in.
 *
 * @param values what its parameters have come to
 * @param saved the parameters as the workflow holds them, where expressions gave the values
 */
export function formWith(
	values: Fields,
	{ timezone = 'UTC', saved = values }: { timezone?: string; saved?: Fields } = {},
): Form {
	return new Form({
		definitions: properties,
		value: (name) => values[name],
		saved: (name) => saved[name],
		timezone,
	});
}

/** What a user would read of the problem that `run` meets. */
export function problemOf(run: () => unknown): { message: string; advice: string } {
	try {
		run();
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		return { message: error.message, advice: error.advice };
	}
	throw new Error('no problem was found');
}
