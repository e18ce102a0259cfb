import { simplify } from '../../fields/common';
import { audienceLocator, spaceLocator } from '../../fields/locators';
import { resourceOf, type OperationOption } from '../../fields/resource';
import { getOne, remove as removeOf } from '../../request/operation';
import { routing } from '../../request/routing';
import * as simple from '../../simplify/unify';
import { create } from './create';
import { get, getMany } from './get';
import { preview } from './preview';
import { update } from './update';

const remove: OperationOption = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete audience',
	description:
		'Delete an audience for good. Destinations and journeys that use it stop receiving its members.',
	routing: routing('DELETE', '/spaces/{space}/audiences/{audience}', removeOf('audience')),
	fields: [spaceLocator, audienceLocator],
};

const run: OperationOption = {
	name: 'Run',
	value: 'run',
	action: 'Run audience',
	description: 'Compute a linked audience now instead of at its next scheduled time',
	routing: routing('POST', '/spaces/{space}/audiences/{audience}/runs', getOne('run', simple.run)),
	fields: [spaceLocator, audienceLocator, simplify],
};

export const audience = resourceOf('audience', [
	create,
	get,
	getMany,
	preview,
	remove,
	run,
	update,
]);
