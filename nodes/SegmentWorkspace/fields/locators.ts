import type { INodeProperties } from 'n8n-workflow';

import { CHOSEN_THING } from '../../shared/builderHints';

interface Thing {
	displayName: string;
	name: string;
	description: string;
	/** Method of the node that lists the things. */
	searchListMethod: string;
	/** What invites to open the list. */
	invitation: string;
	/** An ID as Segment writes them. */
	example: string;
	isRequired?: boolean;
}

/** A field for one thing in Segment: chosen from a list, or given by its ID. */
export function locator({
	searchListMethod,
	invitation,
	example,
	isRequired = true,
	...names
}: Thing): INodeProperties {
	return {
		...names,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		builderHint: CHOSEN_THING,
		...(isRequired && { required: true }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: invitation,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${example}`,
			},
		],
	};
}

export const userLocator = locator({
	displayName: 'User',
	name: 'user',
	description: 'A member of the workspace',
	searchListMethod: 'searchUsers',
	invitation: 'Select a user…',
	example: 'sgJDWk3K21k6LE3tLU9nRK',
});

export const groupLocator = locator({
	displayName: 'Group',
	name: 'group',
	description: 'A user group of the workspace',
	searchListMethod: 'searchGroups',
	invitation: 'Select a group…',
	example: 'bBABwqbaDf2QdwTbW8bNEm',
});

export const roleLocator = locator({
	displayName: 'Role',
	name: 'role',
	description: 'What the person may do',
	searchListMethod: 'searchRoles',
	invitation: 'Select a role…',
	example: '1WDUuRLxv84rrfCNUwvkrRtkxnS',
});

export const sourceLocator = locator({
	displayName: 'Source',
	name: 'source',
	description: 'Where the data comes from',
	searchListMethod: 'searchSources',
	invitation: 'Select a source…',
	example: 'rh5BDZp6QDHvXFCkibm1pR',
});

export const sourceTypeLocator = locator({
	displayName: 'Source Type',
	name: 'sourceType',
	description: "An entry of Segment's source catalog",
	searchListMethod: 'searchSourceTypes',
	invitation: 'Select a source type…',
	example: 'iUM16Md8P2',
});

export const destinationLocator = locator({
	displayName: 'Destination',
	name: 'destination',
	description: 'Where the data goes',
	searchListMethod: 'searchDestinations',
	invitation: 'Select a destination…',
	example: '5GFhvtz8fha42Cm8B7E6TZ',
});

export const spaceLocator = locator({
	displayName: 'Space',
	name: 'space',
	description: 'A Unify space',
	searchListMethod: 'searchSpaces',
	invitation: 'Select a space…',
	example: 'spa_9aQ1Lj62S4bomZKLF4DPqW',
});

export const audienceLocator = locator({
	displayName: 'Audience',
	name: 'audience',
	description: 'An audience of the space',
	searchListMethod: 'searchAudiences',
	invitation: 'Select an audience…',
	example: 'aud_0ujsszwN8NRY24YaXiTIE2VWDTS',
});

export const trackingPlanLocator = locator({
	displayName: 'Tracking Plan',
	name: 'trackingPlan',
	description: 'A plan of the events that are expected',
	searchListMethod: 'searchTrackingPlans',
	invitation: 'Select a tracking plan…',
	example: 'tp_1sPvtlB8QQwf4pZFB2ZOoS',
});

export const modelLocator = locator({
	displayName: 'Model',
	name: 'model',
	description: 'A Reverse ETL model',
	searchListMethod: 'searchModels',
	invitation: 'Select a model…',
	example: 'tQKrMFPvPCjvGbZ1VTzhfV',
});

export const destinationTypeLocator = locator({
	displayName: 'Destination Type',
	name: 'destinationType',
	description: "An entry of Segment's destination catalog",
	searchListMethod: 'searchDestinationTypes',
	invitation: 'Select a destination type…',
	example: '614a3c7d791c91c41bae7599',
});

export const mappingLocator = locator({
	displayName: 'Mapping',
	name: 'mapping',
	description: 'A mapping of the destination; Segment also calls it a subscription',
	searchListMethod: 'searchMappings',
	invitation: 'Select a mapping…',
	example: '3CkQKMtSpMYZTUDKbXFXpT',
});

export const actionLocator = locator({
	displayName: 'Action',
	name: 'action',
	description: 'What the destination is to do with an event',
	searchListMethod: 'searchActions',
	invitation: 'Select an action…',
	example: 'nFPnRozhz1mh4Gbx4MLvT5',
});

export const filterLocator = locator({
	displayName: 'Filter',
	name: 'filter',
	description: 'A filter of the destination',
	searchListMethod: 'searchFilters',
	invitation: 'Select a filter…',
	example: 'fYqrfx7XnDy6pJkdAVqxdb',
});

export const warehouseLocator = locator({
	displayName: 'Warehouse',
	name: 'warehouse',
	description: 'A storage destination of the workspace',
	searchListMethod: 'searchWarehouses',
	invitation: 'Select a warehouse…',
	example: 'dZnBAR4hTgfxVmQyzNaGmd',
});

export const warehouseTypeLocator = locator({
	displayName: 'Warehouse Type',
	name: 'warehouseType',
	description: "An entry of Segment's warehouse catalog",
	searchListMethod: 'searchWarehouseTypes',
	invitation: 'Select a warehouse type…',
	example: 'aea3c55dsz',
});
