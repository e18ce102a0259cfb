import { resourceOf } from '../../fields/resource';
import { create, get, getMany, remove, update } from './plans';
import { getRules, removeRules, replaceRules, updateRules } from './rules';
import { connectSource, disconnectSource, getSources } from './sources';

export const trackingPlan = resourceOf('trackingPlan', [
	connectSource,
	create,
	disconnectSource,
	get,
	getMany,
	getRules,
	getSources,
	remove,
	removeRules,
	replaceRules,
	update,
	updateRules,
]);
