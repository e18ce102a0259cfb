import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { chosen } from '../../shared/run/chosen';
import { findEndpoint } from '../endpoints/endpoint';
import { rowsOf } from '../endpoints/rows';

/** The fields of the endpoint that is chosen, as rows of the form. */
export async function getEndpointFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const endpoint = findEndpoint(chosen(this, 'endpoint') ?? '');
	if (!endpoint) return { fields: [], emptyFieldsNotice: 'Choose an endpoint first.' };
	return { fields: rowsOf(endpoint), emptyFieldsNotice: 'This endpoint takes no fields.' };
}
