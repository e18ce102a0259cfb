import { paging, simplify } from '../../fields/common';
import { sourceLocator, trackingPlanLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { getMany, perform } from '../../request/operation';
import type { Form } from '../../../shared/read/form';
import { routing } from '../../request/routing';
import { source } from '../../simplify/connections';

const PATH = '/tracking-plans/{trackingPlan}/sources';

const connection = (form: Form, connected: boolean) => ({
	trackingPlanId: form.requiredId('trackingPlan'),
	sourceId: form.requiredId('source'),
	connected,
});

export const connectSource: OperationOption = {
	name: 'Connect Source',
	value: 'connectSource',
	action: 'Connect source to tracking plan',
	description: 'Have a tracking plan check the events of a source. A source has one plan at most.',
	routing: routing(
		'POST',
		PATH,
		perform(
			(form) => connection(form, true),
			(form) => ({ body: { sourceId: form.requiredId('source') }, repeatable: true }),
		),
	),
	fields: [trackingPlanLocator, sourceLocator],
};

export const disconnectSource: OperationOption = {
	name: 'Disconnect Source',
	value: 'disconnectSource',
	action: 'Disconnect source from tracking plan',
	description: 'Have a tracking plan check the events of a source no more',
	routing: routing(
		'DELETE',
		PATH,
		perform(
			(form) => connection(form, false),
			(form) => ({ query: { sourceId: form.requiredId('source') } }),
		),
	),
	fields: [trackingPlanLocator, sourceLocator],
};

export const getSources: OperationOption = {
	name: 'Get Sources',
	value: 'getSources',
	action: 'Get sources of tracking plan',
	description: 'Retrieve the sources whose events a tracking plan checks',
	routing: routing('GET', PATH, getMany('sources', source)),
	fields: [trackingPlanLocator, ...paging, simplify],
};
