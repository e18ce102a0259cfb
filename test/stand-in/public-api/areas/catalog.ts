import { find, route, type Route } from '../route';

export const catalogRoutes: Route[] = [
	route({
		operation: 'getDestinationsCatalog',
		answer: ({ state, page }) => page('destinationsCatalog', state.destinationTypes),
	}),
	route({
		operation: 'getDestinationMetadata',
		answer: ({ state, params }) => ({
			destinationMetadata: find(
				state.destinationTypes,
				params.destinationMetadataId,
				'Destination Metadata',
			),
		}),
	}),
	route({
		operation: 'getSourcesCatalog',
		answer: ({ state, page }) => page('sourcesCatalog', state.sourceTypes),
	}),
	route({
		operation: 'getSourceMetadata',
		answer: ({ state, params }) => ({
			sourceMetadata: find(state.sourceTypes, params.sourceMetadataId, 'Source Metadata'),
		}),
	}),
	route({
		operation: 'getWarehousesCatalog',
		answer: ({ state, page }) => page('warehousesCatalog', state.warehouseTypes),
	}),
	route({
		operation: 'getWarehouseMetadata',
		answer: ({ state, params }) => ({
			warehouseMetadata: find(
				state.warehouseTypes,
				params.warehouseMetadataId,
				'Warehouse Metadata',
			),
		}),
	}),
];
