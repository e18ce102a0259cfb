import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { simplify } from '../../fields/common';
import { audienceLocator, spaceLocator } from '../../fields/locators';
import { operationsOf, shown } from '../../fields/resource';
import { getOne, remove } from '../../request/operation';
import { routing } from '../../request/routing';
import * as simple from '../../simplify/unify';
import { createAudience, nameField } from './create';
import { getAudience, getAudiences, getAudiencesFields } from './getAudiences';
import { previewFields, previewOfAudience } from './preview';
import { queryFields } from './query';
import { updateAudience, updateAudienceFields } from './update';

export const audience: INodeProperties[] = [
	operationsOf('audience', [
		createAudience,
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete audience',
			description:
				'Delete an audience for good. Destinations and journeys that use it stop receiving its members.',
			routing: routing('DELETE', '/spaces/{space}/audiences/{audience}', remove('audience')),
		},
		getAudience,
		getAudiences,
		previewOfAudience,
		{
			name: 'Run',
			value: 'run',
			action: 'Run audience',
			description: 'Compute a linked audience now instead of at its next scheduled time',
			routing: routing(
				'POST',
				'/spaces/{space}/audiences/{audience}/runs',
				getOne('run', simple.run),
			),
		},
		updateAudience,
	]),
	...updateDisplayOptions({ show: { resource: ['audience'] } }, [spaceLocator]),
	...shown('audience', ['delete', 'get', 'run', 'update'], [audienceLocator]),
	...nameField,
	...queryFields,
	...previewFields,
	...updateAudienceFields,
	...getAudiencesFields,
	...shown('audience', ['create', 'get', 'getAll', 'preview', 'run', 'update'], [simplify]),
];
