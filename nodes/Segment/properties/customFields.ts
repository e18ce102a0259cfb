import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { trackingPlanNotice } from './trackingPlan';
import { typedFields } from './typedFields';

/** Traits and properties of the user's own making: as typed rows, or as one JSON object. */
export const customFieldProperties: INodeProperties[] = [
	...updateDisplayOptions({ show: { resource: ['group', 'identify'] } }, [
		{
			displayName: 'Specify Custom Traits',
			name: 'specifyTraits',
			type: 'options',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
				{
					name: 'Using Tracking Plan',
					value: 'trackingPlan',
					description: 'The traits of your own plan in Segment, as typed fields',
				},
			],
			default: 'fields',
		},
		trackingPlanNotice({ show: { specifyTraits: ['trackingPlan'] } }),
		{
			...typedFields({
				displayName: 'Traits',
				name: 'planTraits',
				method: 'getPlanTraits',
				dependsOn: ['resource', 'options.trackingPlan.value'],
				words: { singular: 'trait', plural: 'traits' },
				description:
					'The traits that the tracking plan has for the call. Those that you do not fill in are not sent.',
			}),
			displayOptions: { show: { specifyTraits: ['trackingPlan'] } },
		},
		{
			displayName: 'Custom Traits',
			name: 'customTraits',
			type: 'assignmentCollection',
			default: {},
			description:
				'Traits with names of your own. Drag fields here from the input. A date in a row of type Object is sent as ISO 8601 in UTC, one without a zone being in the workflow’s time zone; a row of type String is sent as it is written.',
			displayOptions: { show: { specifyTraits: ['fields'] } },
		},
		{
			displayName: 'Custom Traits',
			name: 'customTraitsJson',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "plan": "premium", "seats": 12 }',
			description: 'A JSON object with traits that have names of your own',
			displayOptions: { show: { specifyTraits: ['json'] } },
		},
	]),
	...updateDisplayOptions({ show: { resource: ['track'] } }, [
		{
			displayName: 'Specify Custom Properties',
			name: 'specifyProperties',
			type: 'options',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
		},
		{
			displayName: 'Custom Properties',
			name: 'customProperties',
			type: 'assignmentCollection',
			default: {},
			description:
				'Properties with names of your own. Drag fields here from the input. A date in a row of type Object is sent as ISO 8601 in UTC, one without a zone being in the workflow’s time zone; a row of type String is sent as it is written.',
			displayOptions: { show: { specifyProperties: ['fields'] } },
		},
		{
			displayName: 'Custom Properties',
			name: 'customPropertiesJson',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "product": "Basic", "quantity": 2 }',
			description: 'A JSON object with properties that have names of your own',
			displayOptions: { show: { specifyProperties: ['json'] } },
		},
	]),
];
