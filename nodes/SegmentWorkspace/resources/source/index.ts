import { resourceOf } from '../../fields/resource';
import { getDestinations } from './connections';
import { addLabels, replaceLabels } from './labels';
import { getSchemaSettings, updateSchemaSettings } from './schema';
import { create, get, getMany, remove, update } from './sources';
import { addWriteKey, removeWriteKey } from './writeKeys';

export const source = resourceOf('source', [
	addLabels,
	addWriteKey,
	create,
	get,
	getDestinations,
	getMany,
	getSchemaSettings,
	remove,
	removeWriteKey,
	replaceLabels,
	update,
	updateSchemaSettings,
]);
