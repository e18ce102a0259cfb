import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { readId } from '../../shared/read/values';

/** An ID in a record of Segment's, which the next request needs. */
export function idIn(record: IDataObject, name: string): string {
	const id = readId(record[name], `“${name}” in Segment's answer`);
	if (id !== undefined) return id;
	throw new Problem(`Segment's answer lacks “${name}”`, 'Try again later.');
}

/**
 * What is left out where the token may not see it, because the rest is an answer without it, too.
 *
 * @returns undefined when Segment refuses it, or does not have it in this workspace
 */
export async function ifAllowed<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
	return await unlessStatus(answer, [401, 403, 404]);
}

/** @returns undefined when Segment answers with one of these HTTP statuses */
export async function unlessStatus<Answer>(
	answer: Promise<Answer>,
	statuses: number[],
): Promise<Answer | undefined> {
	return await answer.catch((error: unknown) => {
		if (error instanceof Problem && statuses.includes(Number(error.details.status))) {
			return undefined;
		}
		throw error;
	});
}
