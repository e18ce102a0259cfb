import { maxWait, simplify } from '../../fields/common';
import { spaceLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { previewAudience } from '../../operations/previewAudience';
import { definition, previewComputation } from '../../request/audience';
import { present } from '../../request/read';
import { routing } from '../../request/routing';
import { queryFields } from './query';

export const preview: OperationOption = {
	name: 'Preview',
	value: 'preview',
	action: 'Preview audience',
	description:
		'Compute how many members a query would have, with a sample, and wait for the result. Segment allows 700 previews per space and month.',
	routing: routing(
		'POST',
		'/spaces/{space}/audiences/previews',
		previewAudience((form) =>
			present({
				definition: definition(form),
				audienceType: form.choice('audienceType'),
				options: previewComputation(form.collection('additionalFields')),
			}),
		),
	),
	fields: [spaceLocator, ...queryFields, { ...maxWait, default: 10 }, simplify],
};
