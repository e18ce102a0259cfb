import { PAGE_MAX, route, type Route } from '../route';

export const roleRoutes: Route[] = [
	route({
		method: 'get',
		path: '/roles',
		access: 'owner',
		page: PAGE_MAX,
		answer: ({ state, page }) => page('roles', state.roles),
	}),
];
