import { Problem } from '../../shared/problem';
import { describe, isFields, type Fields } from '../../shared/read/describe';
import { Faults } from '../../shared/read/faults';
import type { Form } from '../../shared/read/form';
import { readId } from '../../shared/read/values';

/** One entry of `context.externalIds`; Segment wants all four. */
export type ExternalId = Record<(typeof PARTS)[number], string>;

const LABEL = 'Context → External IDs';

const PARTS = ['id', 'type', 'collection', 'encoding'] as const;

/**
 * The External IDs rows of the Context; a row without an ID is left out.
 *
 * @param context the Context collection
 * @throws Problem for all that is wrong in any row
 */
export function readExternalIds(context: Form): ExternalId[] {
	const faults = new Faults();
	const read = context.rows('externalIds', 'externalId').flatMap((row) => {
		const own = faults.attempt(() => row.whole(readExternalId));
		return own === undefined ? [] : [own];
	});
	faults.end();
	return read;
}

function readExternalId(row: Form): ExternalId | undefined {
	const id = row.id('id');
	return row.has('id') ? { id: id ?? '', ...readExternalIdKind(row) } : undefined;
}

/** What an External IDs row says about its ID. */
export function readExternalIdKind(row: Form): Omit<ExternalId, 'id'> {
	return {
		type: row.requiredId('type'),
		collection: row.choice('collection'),
		encoding: row.choice('encoding'),
	};
}

/**
 * Checks the external IDs of a message, since Unify ignores one that lacks a part (Segment docs,
 * "Identity Resolution Settings": all four fields are required).
 *
 * @throws Problem for the first that is wrong
 */
export function checkExternalIds(externalIds: unknown): void {
	const isList = Array.isArray(externalIds) && externalIds.every(isFields);
	if (!isList) {
		throw wrong(`is ${Array.isArray(externalIds) ? 'no list of objects' : describe(externalIds)}`);
	}
	for (const [index, externalId] of externalIds.entries()) checkOne(externalId, index);
}

function checkOne(externalId: Fields, index: number): void {
	for (const part of PARTS) {
		const value = externalId[part];
		const at = `→ ${index} → ${part}`;
		if (typeof value === 'string' && readId(value, `${LABEL} ${at}`) !== undefined) continue;
		throw wrong(`${at} is ${describe(value ?? undefined)}`);
	}
	const { collection, encoding } = externalId;
	if (encoding !== 'none') throw wrong(`→ ${index} → encoding is ${describe(encoding)}, not none`);
	if (collection === 'users' || collection === 'accounts') return;
	throw wrong(`→ ${index} → collection is ${describe(collection)}, neither users nor accounts`);
}

function wrong(what: string): Problem {
	return new Problem(
		`${LABEL} ${what}`,
		'Use [{ "id": "123-456-7890", "type": "phone", "collection": "users", "encoding": "none" }].',
	);
}
