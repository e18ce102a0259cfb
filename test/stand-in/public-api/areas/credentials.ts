import { consumersOf, kinds } from '../kinds';
import { pick } from '../pick';
import { route, type Route } from '../route';
import { thingOf } from '../store';
import { sourceShown } from './sources';

export const credentialRoutes: Route[] = [
	route({
		operation: 'listCredentialConsumers',
		access: 'owner',
		answer(call) {
			const { warehouses, sources } = consumersOf(call.state, thingOf(kinds.credential, call).id);
			return {
				...call.page('warehouses', warehouses, (page) =>
					page.map((warehouse) => pick('WarehouseV1', warehouse)),
				),
				...call.page('sources', sources, (page) => page.map((source) => sourceShown(call, source))),
			};
		},
	}),
];
