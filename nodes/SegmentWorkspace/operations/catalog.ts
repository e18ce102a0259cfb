import { getMany, getOne, type Operation } from '../request/operation';
import { pathOf } from '../request/read';
import { catalogEntry } from '../simplify/catalog';

type Kind = 'destination' | 'source' | 'warehouse';

/** Where each kind of entries is, and what an answer calls them. */
const CATALOGS: Record<Kind, { path: string; one: string; many: string }> = {
	destination: {
		path: '/catalog/destinations',
		one: 'destinationMetadata',
		many: 'destinationsCatalog',
	},
	source: { path: '/catalog/sources', one: 'sourceMetadata', many: 'sourcesCatalog' },
	warehouse: { path: '/catalog/warehouses', one: 'warehouseMetadata', many: 'warehousesCatalog' },
};

/** One entry of the catalog that is chosen. */
export const getCatalogEntry: Operation = (form, { method }) => {
	const kind = form.choice<Kind>('catalogType');
	const path = pathOf(form, `${CATALOGS[kind].path}/{${kind}Type}`);
	return getOne(CATALOGS[kind].one, catalogEntry)(form, { method, path });
};

/** The entries of the catalog that is chosen. */
export const getCatalog: Operation = (form, { method }) => {
	const { path, many } = CATALOGS[form.choice<Kind>('catalogType')];
	return getMany(many, catalogEntry)(form, { method, path });
};
