/** What the things are called that roles are granted on. */
import type { IDataObject } from 'n8n-workflow';

import { firstGiven } from '../../shared/read/values';
import type { ApiList, PublicApi } from '../../shared/send/publicApi';
import { ifAllowed } from '../request/answers';
import { FUNCTION_TYPES } from '../simplify/functions';
import { object, warehouseName } from '../simplify/values';

/** The name of a resource, and what kind of its type it is, which tells those of one name apart. */
export type ResourceNames = (resource: IDataObject) => { name: unknown; kind: unknown } | undefined;

type Read = (record: IDataObject) => unknown;

interface Naming {
	lists: ApiList[];
	name?: Read;
	kind?: Read;
}

const typeName: Read = ({ metadata }) => object(metadata).name;

const NAMINGS: Record<string, Naming> = {
	FUNCTION: {
		// Segment lists one type of functions at a time
		lists: Object.keys(FUNCTION_TYPES).map((resourceType) => ({
			path: '/functions',
			key: 'functions',
			query: { resourceType },
		})),
		name: ({ displayName }) => displayName,
		kind: ({ resourceType }) => FUNCTION_TYPES[String(resourceType)],
	},
	SOURCE: { lists: [{ path: '/sources', key: 'sources' }], kind: typeName },
	SPACE: { lists: [{ path: '/spaces', key: 'spaces' }] },
	WAREHOUSE: {
		lists: [{ path: '/warehouses', key: 'warehouses' }],
		name: warehouseName,
		kind: typeName,
	},
};

/** @param types of the resources, as permissions call them */
export async function namesOf(api: PublicApi, types: Set<string>): Promise<ResourceNames> {
	const known = new Map<string, { name: unknown; kind: unknown }>();
	for (const type of types) {
		const { name, kind } = NAMINGS[type] ?? {};
		for (const record of await recordsOf(api, type)) {
			known.set(keyOf(type, record.id), {
				name: firstGiven(name ? name(record) : record.name, record.slug),
				kind: kind?.(record),
			});
		}
	}
	return ({ type, id }) => known.get(keyOf(type, id));
}

const keyOf = (type: unknown, id: unknown) => `${String(type)} ${String(id)}`;

async function recordsOf(api: PublicApi, type: string): Promise<IDataObject[]> {
	if (type === 'WORKSPACE') {
		return [await api.record({ method: 'GET', path: '/' }, 'workspace')];
	}
	const found: IDataObject[] = [];
	for (const list of NAMINGS[type]?.lists ?? []) {
		// a token that may manage people need not be allowed to see the rest: IDs will do then
		found.push(...((await ifAllowed(api.list(list))) ?? []));
	}
	return found;
}
