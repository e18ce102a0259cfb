import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { describe, isFields } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { knownOnly, missing, readId, readSwitch } from '../../shared/read/values';
import type { Operation } from '../request/operation';
import { narrowed, present, readNarrowed, requireSome } from '../request/read';

/** Changes what of a source is synced to a warehouse, in one request. */
export const updateSelectiveSync: Operation = (form, endpoint) => {
	const warehouseId = form.requiredId('warehouse');
	const sourceId = form.requiredId('source');
	const syncOverrides = readChanges(form, sourceId).map((change) => ({ sourceId, ...change }));
	return async (api) => {
		const { data } = await api.send({ ...endpoint, body: { syncOverrides } }, 'status');
		return [{ warehouseId, sourceId, status: data.status, warnings: data.warnings ?? [] }];
	};
};

function readChanges(form: Form, sourceId: string): IDataObject[] {
	if (form.decision('changesFormat') === 'json') {
		const list = requireSome(form, 'changesJson', form.jsonList('changesJson'));
		const label = form.label('changesJson');
		const raw = form.isTyped('changesJson') ? undefined : form.value('changesJson');
		return list.map((entry, index) => {
			// what an expression gives as undefined is no longer in the entry
			const given: unknown[] = raw === undefined ? [] : [entry, Array.isArray(raw) && raw[index]];
			const isGiven = (name: string) => given.some((each) => isFields(each) && name in each);
			return readEntry(entry, sourceId, `${label} → ${index}`, isGiven);
		});
	}
	return requireSome(form, 'changes', form.rows('changes', 'change')).map((row) =>
		change(row.label('collection'), {
			collection: narrowed(row, 'collection'),
			property: narrowed(row, 'property'),
			enabled: row.requiredFlag('enabled'),
		}),
	);
}

/** What a change may say, and what Get Selective Sync says besides. */
const FIELDS = new Set(['collection', 'property', 'enabled', 'sourceId', 'warehouseId']);

/** @param isGiven whether an expression gives a name, if only without a value */
function readEntry(
	entry: unknown,
	chosenId: string,
	label: string,
	isGiven: (name: string) => boolean,
): IDataObject {
	if (!isFields(entry)) {
		throw new Problem(
			`${label} is ${describe(entry)}, not a change`,
			'Give an object with collection, property and enabled.',
		);
	}
	const { collection, property, enabled, sourceId } = knownOnly(entry, FIELDS, label);
	if ((readId(sourceId, `${label} → sourceId`) ?? chosenId) !== chosenId) {
		throw new Problem(
			`${label} is about another source than the chosen one`,
			'Choose that source, or leave the change out.',
		);
	}
	const isEnabled = readSwitch(enabled, `${label} → enabled`);
	if (isEnabled === undefined) throw missing(`${label} → enabled`);
	const noCollection = !isGiven('collection');
	// of a whole collection, Get Selective Sync says so by null
	const noProperty = !isGiven('property') || property === null;
	return change(`${label} → collection`, {
		collection: readNarrowed(collection, `${label} → collection`, noCollection),
		property: readNarrowed(property, `${label} → property`, noProperty),
		enabled: isEnabled,
	});
}

interface Change {
	collection?: string;
	property?: string;
	enabled: boolean;
}

/** A property is one of a collection: without its name, the whole source would be meant. */
function change(label: string, given: Change): IDataObject {
	if (given.property !== undefined && given.collection === undefined) throw missing(label);
	return present({ ...given });
}
