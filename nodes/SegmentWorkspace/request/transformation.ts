/** What a transformation does, out of the form. */
import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { Form } from '../../shared/read/form';
import { presentOrNothing, requireSome } from './read';

/** The parts of a body that create and update have in common. */
export function transformationParts(fields: Form): Record<string, unknown> {
	return {
		destinationMetadataId: fields.id('destinationType'),
		drop: fields.optionalFlag('drop'),
		newEventName: fields.trimmed('newEventName'),
		propertyRenames: rows(fields, 'propertyRenames', 'rename', (row) => ({
			oldName: row.requiredText('oldName'),
			newName: row.requiredText('newName'),
		})),
		propertyValueTransformations: rows(fields, 'propertyValueTransformations', 'change', (row) => ({
			propertyPaths: requireSome(row, 'propertyPaths', row.texts('propertyPaths')),
			propertyValue: newValue(row),
		})),
		fqlDefinedProperties: rows(fields, 'fqlDefinedProperties', 'property', (row) => ({
			propertyName: row.requiredText('propertyName'),
			fql: row.requiredText('fql'),
		})),
		allowProperties: fields.texts('allowProperties'),
		hashPropertiesConfiguration: hashing(fields),
	};
}

/** Also an empty text; but an expression that gives nothing asks for none. */
function newValue(row: Form): string {
	const isEmpty = row.isTyped('propertyValue') || row.value('propertyValue') === '';
	return row.text('propertyValue') ?? (isEmpty ? '' : row.requiredText('propertyValue'));
}

function rows(
	fields: Form,
	name: string,
	group: string,
	read: (row: Form) => IDataObject,
): IDataObject[] | undefined {
	const given = fields.rows(name, group);
	return given.length > 0 ? given.map(read) : undefined;
}

/** Segment needs to know what is hashed, and how. */
function hashing(fields: Form): IDataObject | undefined {
	const hash = presentOrNothing({
		algorithm: fields.trimmed('hashAlgorithm'),
		encoding: fields.optionalChoice('hashEncoding'),
		key: fields.id('hashKey'),
		paths: fields.texts('hashPaths'),
	});
	if (hash && (hash.algorithm === undefined || hash.paths === undefined)) {
		throw new Problem(
			`${fields.label(hash.algorithm === undefined ? 'hashAlgorithm' : 'hashPaths')} is empty`,
			'To hash properties, fill in Hash: Algorithm and Hash: Properties.',
		);
	}
	return hash;
}
