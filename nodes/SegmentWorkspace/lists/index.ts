import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { firstGiven } from '../../shared/read/values';
import { chosen } from '../../shared/run/chosen';
import { named, searchList } from '../../shared/run/searchList';
import { explained } from '../../shared/title';
import * as table from '../endpoints/endpoint';
import { below } from './below';
import { searchFunctions } from './functions';
import { ofType, warehouse } from './options';

export { searchTrackingPlans } from '../../shared/run/searchList';
export * from './delivery';
export * from './functions';
export * from './reverseEtl';
export * from './unify';
export { searchActions } from './actions';

export const searchUsers = searchList({
	path: '/users',
	key: 'users',
	option: ({ id, name, email }) => ({
		name: name ? `${String(name)} (${String(email)})` : String(firstGiven(email, id)),
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
	path: below('/spaces/{space}/audiences'),
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

export const searchMappings = searchList({
	path: below('/destinations/{destination}/subscriptions'),
	key: 'subscriptions',
	option: ({ id, name, actionSlug }) => ({
		name: String(firstGiven(name, id)),
		value: String(id),
		description: typeof actionSlug === 'string' ? actionSlug : undefined,
	}),
});

export const searchFilters = searchList({
	path: below('/destination/{destination}/filters'),
	key: 'filters',
	option: ({ id, title, description }) => ({
		name: String(firstGiven(title, id)),
		value: String(id),
		description: typeof description === 'string' ? description : undefined,
	}),
});

/** What a role can be granted on, by the type chosen in the same row. */
const RESOURCES: Record<string, ReturnType<typeof searchList>> = {
	FUNCTION: searchFunctions,
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
			name: explained(
				name,
				[method, area, stage === 'stable' ? '' : stage].filter(Boolean).join(', '),
			),
			value: id,
		})),
	};
}
