import { route, type Route } from '../route';

export const roleRoutes: Route[] = [
	route({
		operation: 'listRoles',
		access: 'owner',
		answer: ({ state, page }) => page('roles', state.roles),
	}),
];
