/** How records appear in a list: a name, and what tells those of one name apart. */
import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { firstGiven } from '../../shared/read/values';
import { object, warehouseName } from '../simplify/values';

/** By its name, with what kind of thing it is. */
export const ofType = (record: IDataObject): INodeListSearchItems => {
	const type = object(record.metadata).name;
	return {
		name: String(firstGiven(record.name, record.slug, type, record.id)),
		value: String(record.id),
		description: typeof type === 'string' ? type : undefined,
	};
};

/** Warehouses of one type differ in the name among their settings, or in nothing but the ID. */
export const warehouse = (record: IDataObject): INodeListSearchItems => ({
	name: String(firstGiven(warehouseName(record), record.id)),
	value: String(record.id),
	description: [object(record.metadata).name, record.id].filter(Boolean).join(' · '),
});
