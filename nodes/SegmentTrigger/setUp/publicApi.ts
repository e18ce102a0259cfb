/** Segment's Public API, as the trigger's set-up asks it. */
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { isFields } from '../../shared/read/describe';
import { createPublicApi, type PublicApi } from '../../shared/send/publicApi';

/**
 * The Public API with the credential of a node. Nothing waits or is repeated: whoever publishes a
 * workflow waits for it, and n8n itself tries again where nobody does.
 */
export function publicApi(context: IHookFunctions): PublicApi {
	return createPublicApi(context, { maxRetries: 0, isPaced: false });
}

/** What was asked for, or undefined when Segment refuses the request with this HTTP status. */
export async function unlessRefused<Answer>(
	request: Promise<Answer>,
	status: number,
): Promise<Answer | undefined> {
	return await request.catch((error: unknown) => {
		if (error instanceof Problem && error.details.status === status) return undefined;
		throw error;
	});
}

export function objectIn(value: unknown, name: string): IDataObject {
	const inner = isFields(value) ? value[name] : undefined;
	return isFields(inner) ? (inner as IDataObject) : {};
}

/**
 * A text that Segment always gives, such as an ID.
 *
 * @throws Error when it is missing
 */
export function textIn(value: IDataObject, name: string): string {
	const text = value[name];
	if (typeof text === 'string' && text !== '') return text;
	throw new Error(`Segment's answer has no “${name}”`);
}
