import type { IDataObject } from 'n8n-workflow';

import { joined, objects } from './values';

/** Names of the settings, those first that have to be filled in. */
export function catalogEntry(record: IDataObject): IDataObject {
	const options = objects(record.options);
	const namesOf = (required: boolean) =>
		joined(options.filter((option) => (option.required === true) === required).map(nameOf));
	return {
		id: record.id,
		name: record.name,
		slug: record.slug,
		description: record.description ?? '',
		status: record.status ?? null,
		categories: joined(Array.isArray(record.categories) ? record.categories : []),
		requiredSettings: namesOf(true),
		otherSettings: namesOf(false),
		actions: joined(objects(record.actions).map(nameOf)),
	};
}

const nameOf = ({ name }: IDataObject) => name;
