import { named } from './options';
import { searchList } from './search';

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
