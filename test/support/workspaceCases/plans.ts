import type { INodeParameters } from 'n8n-workflow';
import { id } from '../workspace';
import type { Case } from './case';
import { plan, trackingPlan } from './connectionRecords';

const trackingPlanGiven = {
	...trackingPlan,
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-03T03:04:05.000Z',
};

const connection = { trackingPlanId: 'tp_1', sourceId: 's1' };

export const planCases: Record<string, Case[]> = {
	trackingPlan: [
		{
			parameters: {
				operation: 'create',
				name: ' Website ',
				additionalFields: { description: 'What it may send' },
			},
			sends: 'POST /tracking-plans',
			body: { name: 'Website', type: 'LIVE', description: 'What it may send' },
			data: { trackingPlan },
			gives: [trackingPlanGiven],
		},
		{
			parameters: {
				operation: 'update',
				trackingPlan: plan,
				updateFields: { name: 'Web', description: '' },
			},
			sends: 'PATCH /tracking-plans/tp_1',
			body: { name: 'Web', description: '' },
			data: { status: 'SUCCESS' },
			gives: [{ id: 'tp_1', updated: true }],
		},
		{
			parameters: { operation: 'delete', trackingPlan: plan },
			sends: 'DELETE /tracking-plans/tp_1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'tp_1', deleted: true }],
		},
		{
			parameters: { operation: 'connectSource', trackingPlan: plan, source: id('s1') },
			sends: 'POST /tracking-plans/tp_1/sources',
			body: { sourceId: 's1' },
			data: { status: 'SUCCESS' },
			gives: [{ ...connection, connected: true }],
		},
		{
			parameters: { operation: 'disconnectSource', trackingPlan: plan, source: id('s1') },
			sends: 'DELETE /tracking-plans/tp_1/sources?sourceId=s1',
			data: { status: 'SUCCESS' },
			gives: [{ ...connection, connected: false }],
		},
		{
			parameters: {
				operation: 'removeRules',
				trackingPlan: plan,
				rules: [
					{ name: 'Order Completed', type: 'track', version: 1, properties: 'price' },
					{ key: null, type: 'IDENTIFY' },
				] as unknown as INodeParameters,
			},
			sends:
				'DELETE /tracking-plans/tp_1/rules?rules%5B0%5D%5Btype%5D=TRACK&rules%5B0%5D%5Bkey%5D=Order%20Completed&rules%5B0%5D%5Bversion%5D=1&rules%5B1%5D%5Btype%5D=IDENTIFY&rules%5B1%5D%5Bversion%5D=1',
			data: { status: 'SUCCESS' },
			gives: [
				{ name: 'Order Completed', type: 'TRACK', version: 1, removed: true },
				{ name: null, type: 'IDENTIFY', version: 1, removed: true },
			],
		},
	],
};
