import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { getMany } from '../request/operation';
import { present } from '../request/read';
import { routing } from '../request/routing';
import { auditEvent as simpleEvent } from '../simplify/activity';

export const auditEvent: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['auditEvent'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many audit events',
				description: 'Retrieve many entries of the audit trail: who changed what, and when',
				routing: routing(
					'GET',
					'/audit-events',
					getMany('events', simpleEvent, (form) => {
						const filters = form.collection('filters');
						return {
							query: present({
								startTime: filters.time('startTime'),
								endTime: filters.time('endTime'),
								resourceId: filters.id('resourceId'),
								resourceType: filters.trimmed('resourceType'),
							}),
						};
					}),
				),
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions({ show: { resource: ['auditEvent'] } }, [
		...paging,
		simplify,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'End Time',
					name: 'endTime',
					type: 'dateTime',
					default: '',
					description: 'Only events before this moment',
				},
				{
					displayName: 'Resource ID',
					name: 'resourceId',
					type: 'string',
					default: '',
					description: 'Only events about this source, destination, user or other resource',
				},
				{
					displayName: 'Resource Type',
					name: 'resourceType',
					type: 'string',
					default: '',
					description: 'Only events about this kind of resource, as audit events name it',
				},
				{
					displayName: 'Start Time',
					name: 'startTime',
					type: 'dateTime',
					default: '',
					description: 'Only events from this moment on. Segment keeps 90 days.',
				},
			],
		},
	]),
];
