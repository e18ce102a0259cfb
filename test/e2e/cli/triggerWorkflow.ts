import type { INode, INodeParameters } from 'n8n-workflow';
import { type Workflow } from '../../support/n8n/n8n';

export const MANUAL = { id: 'TriggerManual001', path: '11111111-0000-4000-8000-000000000001' };

export const AUTOMATIC = { id: 'TriggerAutomatic', path: '11111111-0000-4000-8000-000000000002' };

/** Trigger → all items in one → the collector of this test. */
export function workflow(
	{ id, path }: typeof MANUAL,
	parameters: INodeParameters,
	collector: string,
) {
	const node = (name: string, type: string, typeVersion: number, more: Partial<INode>): INode => ({
		id: `${id}-${name}`,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		id,
		name: id,
		nodes: [
			node('Segment Trigger', 'n8n-nodes-segment.segmentTrigger', 2, {
				webhookId: path,
				parameters,
				credentials: {
					segmentTriggerApi: { id: 'SharedSecret0001', name: 'Shared secret' },
					segmentPublicApi: { id: 'PublicApi0000001', name: 'Public API' },
				},
			}),
			node('Aggregate', 'n8n-nodes-base.aggregate', 1, {
				parameters: { aggregate: 'aggregateAllItemData', destinationFieldName: 'events' },
			}),
			node('Collect', 'n8n-nodes-base.httpRequest', 4.2, {
				parameters: {
					method: 'POST',
					url: collector,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ JSON.stringify($json.events) }}',
				},
			}),
		],
		connections: { 'Segment Trigger': to('Aggregate'), Aggregate: to('Collect') },
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
		active: false,
	} satisfies Workflow;
}
