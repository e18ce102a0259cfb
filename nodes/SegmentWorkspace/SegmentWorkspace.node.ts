import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { nodesBeside } from '../shared/builderHints';
import { PUBLIC_API_BASE_URL } from '../shared/send/hosts';
import * as listSearch from './lists';
import { getEndpointFields } from './lists/fields';
import { getDestinationSettings, getWarehouseSettings } from './lists/settings';
import { customOperationsOf, refuseUnknown } from './request/routing';
import { accessReview } from './resources/accessReview';
import { audience } from './resources/audience';
import { audienceSchedule } from './resources/audienceSchedule';
import { auditEvent } from './resources/auditEvent';
import { catalog } from './resources/catalog';
import { computedTrait } from './resources/computedTrait';
import { CUSTOM_API_CALL, customCall } from './resources/customCall';
import { dataReview } from './resources/dataReview';
import { deletionRequest } from './resources/deletionRequest';
import { delivery } from './resources/delivery';
import { destination } from './resources/destination';
import { destinationFilter } from './resources/destinationFilter';
import { destinationMapping } from './resources/destinationMapping';
import { directory } from './resources/directory';
import { functionResource } from './resources/function';
import { functionInstance } from './resources/functionInstance';
import { group } from './resources/group';
import { invite } from './resources/invite';
import { label } from './resources/label';
import { profilesSync } from './resources/profilesSync';
import { reverseEtl } from './resources/reverseEtl';
import { role } from './resources/role';
import { source } from './resources/source';
import { space } from './resources/space';
import { trackingPlan } from './resources/trackingPlan';
import { transformation } from './resources/transformation';
import { user } from './resources/user';
import { warehouse } from './resources/warehouse';
import { workspace } from './resources/workspace';

export class SegmentWorkspace implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twilio Segment Workspace',
		name: 'segmentWorkspace',
		icon: { light: 'file:segmentWorkspace.svg', dark: 'file:segmentWorkspace.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage the people, sources, destinations and audiences of a Segment workspace',
		defaults: { name: 'Segment Workspace' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				"For Segment's Public API: people and their access, sources, destinations, audiences, deletion requests (GDPR), delivery figures. Choose it before an HTTP Request: what has no operation goes through resource customCall with this credential, paging and limits. It sends no events: that is the Segment node.",
			relatedNodes: nodesBeside('segmentWorkspace'),
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'segmentPublicApi', required: true }],
		requestDefaults: {
			baseURL: PUBLIC_API_BASE_URL,
		},
		requestOperations: { pagination: refuseUnknown },
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Access Review', value: 'accessReview' },
					{ name: 'Audience', value: 'audience' },
					{ name: 'Audience Schedule', value: 'audienceSchedule' },
					{ name: 'Audit Event', value: 'auditEvent' },
					{ name: 'Catalog', value: 'catalog' },
					{ name: 'Computed Trait', value: 'computedTrait' },
					{ name: 'Data Review', value: 'dataReview' },
					{ name: 'Deletion Request', value: 'deletionRequest' },
					{ name: 'Delivery', value: 'delivery' },
					{ name: 'Destination', value: 'destination' },
					{ name: 'Destination Filter', value: 'destinationFilter' },
					{ name: 'Destination Mapping', value: 'destinationMapping' },
					{ name: 'Directory', value: 'directory' },
					{ name: 'Function', value: 'function' },
					{ name: 'Group', value: 'group' },
					{ name: 'Insert Function Instance', value: 'functionInstance' },
					{ name: 'Invite', value: 'invite' },
					{ name: 'Label', value: 'label' },
					{ name: 'Profiles Sync', value: 'profilesSync' },
					{ name: 'Reverse ETL', value: 'reverseEtl' },
					{ name: 'Role', value: 'role' },
					{ name: 'Source', value: 'source' },
					{ name: 'Space', value: 'space' },
					{ name: 'Tracking Plan', value: 'trackingPlan' },
					{ name: 'Transformation', value: 'transformation' },
					{ name: 'User', value: 'user' },
					{ name: 'Warehouse', value: 'warehouse' },
					{ name: 'Workspace', value: 'workspace' },
					// Last, out of the alphabet: unless an entry of this name stands here, n8n adds one
					// that only leads to the HTTP Request node.
					{ name: CUSTOM_API_CALL, value: 'customCall' },
				],
				default: 'user',
				// has n8n call the function of an operation instead of its request: see request/routing.ts
				routing: { send: { paginate: true } },
			},
			...accessReview,
			...audience,
			...audienceSchedule,
			...auditEvent,
			...catalog,
			...computedTrait,
			...customCall,
			...dataReview,
			...deletionRequest,
			...delivery,
			...destination,
			...destinationFilter,
			...destinationMapping,
			...directory,
			...functionInstance,
			...functionResource,
			...group,
			...invite,
			...label,
			...profilesSync,
			...reverseEtl,
			...role,
			...source,
			...space,
			...trackingPlan,
			...transformation,
			...user,
			...warehouse,
			...workspace,
		],
	};

	customOperations = customOperationsOf(this.description.properties);

	methods = {
		listSearch,
		resourceMapping: { getDestinationSettings, getEndpointFields, getWarehouseSettings },
	};
}
