import { find, PAGE_MAX, route, type Route } from '../route';

export const catalogRoutes: Route[] = [
	route({
		method: 'get',
		path: '/catalog/destinations',
		page: PAGE_MAX,
		answer: ({ state, page }) => page('destinationsCatalog', state.destinationTypes),
	}),
	route({
		method: 'get',
		path: '/catalog/destinations/:id',
		answer: ({ state, params }) => ({
			destinationMetadata: find(state.destinationTypes, params.id, 'Destination Metadata'),
		}),
	}),
	route({
		method: 'get',
		path: '/catalog/sources',
		page: PAGE_MAX,
		answer: ({ state, page }) => page('sourcesCatalog', state.sourceTypes),
	}),
	route({
		method: 'get',
		path: '/catalog/sources/:id',
		answer: ({ state, params }) => ({
			sourceMetadata: find(state.sourceTypes, params.id, 'Source Metadata'),
		}),
	}),
];
