import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { isFields } from '../read/describe';
import { readId } from '../read/values';

/** The value of another field, as chosen in the editor. */
export function chosen(context: ILoadOptionsFunctions, field: string): string | undefined {
	const value: unknown = context.getCurrentNodeParameter(field);
	return readId(isFields(value) && '__rl' in value ? value.value : value, field);
}
