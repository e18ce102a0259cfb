import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { readId } from '../../shared/read/values';
import type { PublicApi } from '../../shared/send/publicApi';

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

/**
 * What is left out where the thing that it belongs to was deleted while the others were looked at.
 *
 * @param path of the thing itself: the 404 may be about something else
 * @returns undefined when the thing is gone
 */
export async function unlessGone<Answer>(
	api: PublicApi,
	path: string,
	answer: Promise<Answer>,
): Promise<Answer | undefined> {
	return await answer.catch(async (error: unknown) => {
		const isMissing = error instanceof Problem && error.details.status === 404;
		if (isMissing && !(await unlessStatus(api.send({ method: 'GET', path }), [404]))) {
			return undefined;
		}
		throw error;
	});
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
