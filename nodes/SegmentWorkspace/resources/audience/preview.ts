import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { maxWait } from '../../fields/common';
import { shown } from '../../fields/resource';
import { previewAudience } from '../../operations/previewAudience';
import { definition, previewComputation } from '../../request/audience';
import { present } from '../../request/read';
import { routing } from '../../request/routing';

export const previewOfAudience: INodePropertyOptions = {
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
};

export const previewFields: INodeProperties[] = shown(
	'audience',
	['preview'],
	[{ ...maxWait, default: 10 }],
);
