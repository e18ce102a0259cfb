import { named, searchList } from '../../shared/run/searchList';

export const searchDestinationTypes = searchList({
	path: '/catalog/destinations',
	key: 'destinationsCatalog',
	option: named,
});

export const searchWarehouseTypes = searchList({
	path: '/catalog/warehouses',
	key: 'warehousesCatalog',
	option: named,
});
