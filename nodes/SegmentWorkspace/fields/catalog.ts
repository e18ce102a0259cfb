import { locator } from './locators';

export const destinationTypeLocator = locator({
	displayName: 'Destination Type',
	name: 'destinationType',
	description: "An entry of Segment's destination catalog",
	searchListMethod: 'searchDestinationTypes',
	invitation: 'Select a destination type…',
	example: '54521fd525e721e32a72ee91',
});

export const warehouseTypeLocator = locator({
	displayName: 'Warehouse Type',
	name: 'warehouseType',
	description: "An entry of Segment's warehouse catalog",
	searchListMethod: 'searchWarehouseTypes',
	invitation: 'Select a warehouse type…',
	example: '55d3d3aea3c7c1fdbaba1ddd',
});
