/** What code can be chosen, and what it can be chosen for. */
import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { firstGiven } from '../../shared/read/values';
import { chosen } from '../../shared/run/chosen';
import { searchList, searchLists } from '../../shared/run/searchList';
import { FUNCTION_TYPES } from '../simplify/functions';
import { isoDate } from '../simplify/values';
import { below } from './below';
import { ofType } from './options';

/** Segment lists one type of functions at a time. */
const ofTypes = (types: string[]) =>
	types.map((resourceType) => ({
		path: '/functions',
		key: 'functions',
		query: { resourceType },
		option: ({ id, displayName }: IDataObject): INodeListSearchItems => ({
			name: String(displayName ?? id),
			value: String(id),
			description: `${FUNCTION_TYPES[resourceType]} · ${String(id)}`,
		}),
	}));

export const searchFunctions = searchLists(ofTypes(Object.keys(FUNCTION_TYPES)));

export const searchInsertFunctions = searchLists(
	ofTypes(Object.keys(FUNCTION_TYPES).filter((type) => type.startsWith('INSERT_'))),
);

export const searchFunctionVersions = searchList({
	path: below('/functions/{function}/versions'),
	key: 'versions',
	option: ({ id, createdAt, isDeployed, author }) => ({
		name: [isoDate(createdAt) ?? id, isDeployed === true && 'deployed'].filter(Boolean).join(' · '),
		value: String(id),
		description: [author, id].filter(Boolean).join(' · '),
	}),
});

export const searchFunctionInstances = searchList({
	path: '/insert-function-instances',
	key: 'instances',
	query: (context) => {
		const functionId = chosen(context, 'function');
		return functionId === undefined ? undefined : { functionId };
	},
	option: ({ id, name, integrationId }) => ({
		name: String(firstGiven(name, id)),
		value: String(id),
		description: `For ${String(integrationId)} · ${String(id)}`,
	}),
});

/** What an insert function can stand before or behind. */
export const searchConnections = searchLists([
	{ path: '/destinations', key: 'destinations', option: connection('Destination') },
	{ path: '/sources', key: 'sources', option: connection('Source') },
]);

function connection(kind: string) {
	return (record: IDataObject): INodeListSearchItems => {
		const { description, ...option } = ofType(record);
		return { ...option, description: [kind, description].filter(Boolean).join(' · ') };
	};
}

export const searchTransformations = searchList({
	path: '/transformations',
	key: 'transformations',
	option: ({ id, name, if: condition }) => ({
		name: String(firstGiven(name, id)),
		value: String(id),
		description: String(condition ?? ''),
	}),
});
