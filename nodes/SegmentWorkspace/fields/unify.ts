import type { INodeProperties } from 'n8n-workflow';

import { locator } from './locators';

export const scheduleLocator = locator({
	displayName: 'Schedule',
	name: 'audienceSchedule',
	description: 'A schedule of the audience',
	searchListMethod: 'searchSchedules',
	invitation: 'Select a schedule…',
	example: 'sch_2bVTDLZbXEZVUTQF7CgQ5B',
});

export const computedTraitLocator = locator({
	displayName: 'Computed Trait',
	name: 'computedTrait',
	description: 'A computed trait of the space',
	searchListMethod: 'searchComputedTraits',
	invitation: 'Select a computed trait…',
	example: 'ctr_2bVTDLZbXEZVUTQF7CgQ5B',
});

export const profilesWarehouseLocator = locator({
	displayName: 'Warehouse',
	name: 'profilesWarehouse',
	description: 'A warehouse that the profiles of the space are synced to',
	searchListMethod: 'searchProfilesWarehouses',
	invitation: 'Select a warehouse…',
	example: 'kjX3zmhP5f5hPSxUDsYQ9o',
});

export const backfillDays: INodeProperties = {
	displayName: 'Backfill Event Data (Days)',
	name: 'backfillEventDataDays',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 7,
	description: 'How many days of past events are looked at',
};

export const externalIds: INodeProperties = {
	displayName: 'External IDs',
	name: 'filterByExternalIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. user_id, email',
	description: 'Only profiles with these kinds of ID, separated by commas',
};

export const historicalData: INodeProperties = {
	displayName: 'Include Historical Data',
	name: 'includeHistoricalData',
	type: 'boolean',
	default: true,
	description: 'Whether events from before the creation count',
};
