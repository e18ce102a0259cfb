import { simplify } from '../../fields/common';
import { destinationLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { sourceOfDestination } from '../../request/destination';
import { shapeOf } from '../../request/operation';
import { present } from '../../request/read';
import { routing } from '../../request/routing';
import { health } from '../../simplify/destinations';

export const getHealth: OperationOption = {
	name: 'Get Health',
	value: 'getHealth',
	action: 'Get health of destination',
	description: 'Retrieve how many events a destination took, refused and dropped lately',
	routing: routing('GET', '/destinations/{destination}/delivery-metrics', (form, endpoint) => {
		const sourceOf = sourceOfDestination(form);
		const options = form.collection('options');
		const range = present({
			granularity: options.optionalChoice('granularity'),
			startTime: options.time('startTime'),
			endTime: options.time('endTime'),
		});
		const destinationId = form.requiredId('destination');
		const shape = shapeOf(form, health);
		return async (api) => {
			const query = { sourceId: await sourceOf(api), ...range };
			const summary = await api.record({ ...endpoint, query }, 'deliveryMetricsSummary');
			return shape([{ destinationId, ...summary }]);
		};
	}),
	fields: [
		destinationLocator,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'End Time',
					name: 'endTime',
					type: 'dateTime',
					default: '',
					description: 'Count events before this time; now if it is left out',
				},
				{
					displayName: 'Granularity',
					name: 'granularity',
					type: 'options',
					options: [
						{ name: 'Day', value: 'DAY' },
						{ name: 'Hour', value: 'HOUR' },
						{ name: 'Minute', value: 'MINUTE' },
					],
					default: 'DAY',
					description:
						'How exact the times are taken. The finer, the shorter the longest time span.',
				},
				{
					displayName: 'Start Time',
					name: 'startTime',
					type: 'dateTime',
					default: '',
					description: 'Count events from this time on',
				},
			],
		},
	],
};
