import { find, PAGE_MAX, route, type Route } from '../route';

const feature = 'Spaces';

export const spaceRoutes: Route[] = [
	route({
		method: 'get',
		path: '/spaces',
		feature,
		page: PAGE_MAX,
		answer: ({ state, page }) => page('spaces', state.spaces),
	}),
	route({
		method: 'get',
		path: '/spaces/:spaceId',
		feature,
		answer: ({ state, params }) => ({ space: find(state.spaces, params.spaceId, 'Space') }),
	}),
];
