import { resourceOf } from '../../fields/resource';
import { connectSource, disconnectSource, getConnectionState, getSources } from './connections';
import { getSelectiveSync, getSyncs, updateSelectiveSync } from './syncs';
import { create, get, getMany, remove, update } from './warehouses';

export const warehouse = resourceOf('warehouse', [
	connectSource,
	create,
	disconnectSource,
	get,
	getConnectionState,
	getMany,
	getSelectiveSync,
	getSources,
	getSyncs,
	remove,
	update,
	updateSelectiveSync,
]);
