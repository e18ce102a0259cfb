import { find, route, type Route } from '../route';

const feature = 'Spaces';

export const spaceRoutes: Route[] = [
	route({
		operation: 'listSpaces',
		feature,
		answer: ({ state, page }) => page('spaces', state.spaces),
	}),
	route({
		operation: 'getSpace',
		feature,
		answer: ({ state, params }) => ({ space: find(state.spaces, params.spaceId, 'Space') }),
	}),
];
