/** What an audience is made of, out of the form. */
import type { IDataObject } from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { present, presentOrNothing } from './read';

export function definition(form: Form): IDataObject {
	return present({
		query: form.requiredText('query'),
		targetEntity: form.collection('additionalFields').trimmed('targetEntity'),
	});
}

/** How members are computed, or undefined when nothing was chosen. */
export function computation(fields: Form): IDataObject | undefined {
	return presentOrNothing({
		includeHistoricalData: fields.optionalFlag('includeHistoricalData'),
		...fieldsOfPreview(fields),
	});
}

/** What of that a preview takes. */
export function previewComputation(fields: Form): IDataObject | undefined {
	return presentOrNothing(fieldsOfPreview(fields));
}

function fieldsOfPreview(fields: Form) {
	return {
		backfillEventDataDays: fields.optionalNumber('backfillEventDataDays'),
		filterByExternalIds: fields.texts('filterByExternalIds'),
	};
}
