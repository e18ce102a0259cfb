import type { INodeProperties } from 'n8n-workflow';

import { allowEmpty, simplify } from '../../fields/common';
import { sourceLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { getSome } from '../../request/operation';
import { labels, refuseEmpty, requireSome } from '../../request/read';
import { routing } from '../../request/routing';
import { label } from '../../simplify/connections';

const labelsField: INodeProperties = {
	displayName: 'Labels',
	name: 'labels',
	type: 'string',
	default: '',
	placeholder: 'e.g. environment:production, team:growth',
	description: 'Labels in the form key:value, separated by commas',
};

export const addLabels: OperationOption = {
	name: 'Add Labels',
	value: 'addLabels',
	action: 'Add labels to source',
	description: 'Put existing labels on a source in addition to the present ones',
	routing: routing(
		'POST',
		'/sources/{source}/labels',
		getSome('labels', label, (form) => ({
			body: { labels: requireSome(form, 'labels', labels(form, 'labels')) },
			repeatable: true,
		})),
	),
	fields: [sourceLocator, labelsField, simplify],
};

export const replaceLabels: OperationOption = {
	name: 'Replace Labels',
	value: 'replaceLabels',
	action: 'Replace labels of source',
	description: 'Put these labels on a source and take all others off',
	routing: routing(
		'PUT',
		'/sources/{source}/labels',
		getSome('labels', label, (form) => ({
			body: {
				labels: refuseEmpty(
					form,
					'labels',
					labels(form, 'labels'),
					'This would take all labels off the source',
				),
			},
		})),
	),
	fields: [sourceLocator, labelsField, allowEmpty, simplify],
};
