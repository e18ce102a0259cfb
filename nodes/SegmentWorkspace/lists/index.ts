import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { chosen } from '../../shared/run/chosen';
import { named, searchList } from '../../shared/run/searchList';
import { fillPath } from '../../shared/send/publicApi';
import * as table from '../endpoints/endpoint';
import { object, warehouseName } from '../simplify/values';

export { searchTrackingPlans } from '../../shared/run/searchList';

const ofType = (record: IDataObject): INodeListSearchItems => {
	const type = object(record.metadata).name;
	return {
		name: String(record.name ?? record.slug ?? type ?? record.id),
		value: String(record.id),
		description: typeof type === 'string' ? type : undefined,
	};
};

/** Warehouses of one type differ in the name among their settings, or in nothing but the ID. */
const warehouse = (record: IDataObject): INodeListSearchItems => ({
	name: String(warehouseName(record) ?? record.id),
	value: String(record.id),
	description: [object(record.metadata).name, record.id].filter(Boolean).join(' · '),
});

export { searchActions } from './actions';

export const searchUsers = searchList({
	path: '/users',
	key: 'users',
	option: ({ id, name, email }) => ({
		name: name ? `${String(name)} (${String(email)})` : String(email),
		value: String(id),
	}),
});

export const searchGroups = searchList({ path: '/groups', key: 'userGroups', option: named });

export const searchRoles = searchList({ path: '/roles', key: 'roles', option: named });

export const searchSources = searchList({ path: '/sources', key: 'sources', option: ofType });

export const searchSourceTypes = searchList({
	path: '/catalog/sources',
	key: 'sourcesCatalog',
	option: named,
});

export const searchDestinations = searchList({
	path: '/destinations',
	key: 'destinations',
	option: ofType,
});

export const searchSpaces = searchList({ path: '/spaces', key: 'spaces', option: named });

export const searchAudiences = searchList({
	path: (context) => {
		const space = chosen(context, 'space');
		return space && fillPath('/spaces/{space}/audiences', () => space);
	},
	key: 'audiences',
	option: named,
});

export const searchModels = searchList({
	path: '/reverse-etl-models',
	key: 'models',
	option: named,
});

export const searchWarehouses = searchList({
	path: '/warehouses',
	key: 'warehouses',
	option: warehouse,
});

export const searchWarehouseTypes = searchList({
	path: '/catalog/warehouses',
	key: 'warehousesCatalog',
	option: named,
});

export const searchDestinationTypes = searchList({
	path: '/catalog/destinations',
	key: 'destinationsCatalog',
	option: named,
});

/** A list that belongs to the destination that is chosen. */
const ofDestination = (template: string) => (context: ILoadOptionsFunctions) => {
	const destination = chosen(context, 'destination');
	return destination && fillPath(template, () => destination);
};

export const searchMappings = searchList({
	path: ofDestination('/destinations/{destination}/subscriptions'),
	key: 'subscriptions',
	option: ({ id, name, actionSlug }) => ({
		name: String(name ?? id),
		value: String(id),
		description: typeof actionSlug === 'string' ? actionSlug : undefined,
	}),
});

export const searchFilters = searchList({
	path: ofDestination('/destination/{destination}/filters'),
	key: 'filters',
	option: ({ id, title, description }) => ({
		name: String(title ?? id),
		value: String(id),
		description: typeof description === 'string' ? description : undefined,
	}),
});

/** What a role can be granted on, by the type chosen in the same row. */
const RESOURCES: Record<string, ReturnType<typeof searchList>> = {
	FUNCTION: searchList({
		path: '/functions',
		key: 'functions',
		query: { resourceType: 'DESTINATION' },
		option: ({ id, displayName }) => ({ name: String(displayName ?? id), value: String(id) }),
	}),
	SOURCE: searchSources,
	SPACE: searchSpaces,
	WAREHOUSE: searchWarehouses,
};

export async function searchPermissionResources(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) {
	const search = RESOURCES[chosen(this, '&resourceType') ?? ''];
	return search ? await search.call(this, filter, paginationToken) : { results: [] };
}

/** The endpoints of the Public API: out of the node's own table, without a request. */
export async function searchEndpoints(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return {
		results: table.searchEndpoints(filter).map(({ id, name, area, method, stage }) => ({
			name,
			value: id,
			description: [area, method, stage].join(' · '),
		})),
	};
}
