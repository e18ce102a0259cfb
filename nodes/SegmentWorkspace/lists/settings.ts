import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { listError } from '../../shared/run/errors';
import { createPublicApi, fillPath } from '../../shared/send/publicApi';
import { chosen } from '../../shared/run/chosen';
import { objects } from '../simplify/values';

/** Segment's names for types of settings, as the rows of n8n's form have them; all others are text. */
const ROW_TYPES: Record<string, FieldType> = {
	array: 'array',
	boolean: 'boolean',
	list: 'array',
	map: 'object',
	mixed: 'object',
	number: 'number',
	object: 'object',
};

/**
 * The settings of an entry of Segment's catalog, as rows of the form.
 *
 * @param field names the entry that is chosen
 * @param template path of the entry
 * @param key of the entry in the answer
 */
function settingsOf(field: string, template: string, key: string) {
	return async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		try {
			const id = chosen(this, field);
			if (id === undefined) return { fields: [], emptyFieldsNotice: 'Choose a type first.' };
			const path = fillPath(template, () => id);
			const { options } = await createPublicApi(this).record({ method: 'GET', path }, key);
			return {
				fields: objects(options).map(rowOf),
				emptyFieldsNotice: 'This type has no settings.',
			};
		} catch (error) {
			throw listError(this.getNode(), error);
		}
	};
}

/** What may be left out is not there until the user adds it, so that no value is sent unasked. */
function rowOf({ name, label, required, type }: IDataObject) {
	return {
		id: String(name),
		displayName: String(label || name),
		required: required === true,
		defaultMatch: false,
		display: true,
		removed: required !== true,
		type: ROW_TYPES[String(type).toLowerCase()] ?? ('string' as const),
	};
}

export const getDestinationSettings = settingsOf(
	'destinationType',
	'/catalog/destinations/{type}',
	'destinationMetadata',
);

export const getWarehouseSettings = settingsOf(
	'warehouseType',
	'/catalog/warehouses/{type}',
	'warehouseMetadata',
);
