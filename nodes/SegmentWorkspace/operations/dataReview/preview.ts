/** Segment's own opinion on filters and conditions, so that none of its language is read here. */
import type { IDataObject } from 'n8n-workflow';

import type { PublicApi } from '../../../shared/send/publicApi';
import { unlessStatus } from '../../request/answers';
import { objects } from '../../simplify/values';

interface Filter {
	/** A condition in Segment's query language (FQL). */
	if: string;
	actions: IDataObject[];
}

/**
 * What a destination filter makes of an event; undefined when Segment cannot say.
 *
 * @returns the event that is left, or null when it is dropped
 */
export type Preview = (
	filter: Filter,
	event: IDataObject,
) => Promise<{ left: IDataObject | null } | undefined>;

/** Asks each question once for the whole run, as many mappings have the same condition. */
export function previews(api: PublicApi): Preview {
	const asked = new Map<string, ReturnType<Preview>>();
	return async (filter, payload) => {
		const body = { filter, payload } as unknown as IDataObject;
		const question = JSON.stringify(body);
		const answer = asked.get(question) ?? ask(api, body);
		asked.set(question, answer);
		return await answer;
	};
}

async function ask(api: PublicApi, body: IDataObject): ReturnType<Preview> {
	const path = '/destination/filters/preview';
	const answer = await unlessStatus(
		api.send({ method: 'POST', path, body, repeatable: true }),
		[400, 422],
	);
	if (!answer) return undefined;
	const { result } = answer.data;
	return { left: (result ?? null) as IDataObject | null };
}

/** Whether a condition holds for an event; undefined when Segment cannot say. */
export async function holds(
	preview: Preview,
	condition: string,
	event: IDataObject,
): Promise<boolean | undefined> {
	const answer = await preview({ if: condition, actions: [{ type: 'DROP' }] }, event);
	return answer && answer.left === null;
}

/** The share of events that a filter lets through by chance; undefined for one that leaves nothing to it. */
export function sampled(filter: IDataObject): number | undefined {
	const sample = objects(filter.actions).find(({ type }) => type === 'SAMPLE');
	const percent = Number(sample?.percent);
	return sample && percent > 0 && percent < 1 ? percent : undefined;
}
