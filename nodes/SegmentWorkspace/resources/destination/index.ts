import { resourceOf } from '../../fields/resource';
import { create, get, getMany, remove, update } from './destinations';
import { getHealth } from './health';

export const destination = resourceOf('destination', [
	create,
	get,
	getHealth,
	getMany,
	remove,
	update,
]);
