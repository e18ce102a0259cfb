import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

/** An operation as the panel shows it, with its fields in their order. */
export interface OperationOption extends INodePropertyOptions {
	action: string;
	description: string;
	fields: INodeProperties[];
}

function optionOf(operation: OperationOption): INodePropertyOptions {
	const option: INodePropertyOptions & Partial<OperationOption> = { ...operation };
	delete option.fields;
	return option;
}

/**
 * The properties of a resource: the list of its operations, sorted, and the fields of each. A field
 * that several operations have stands there once.
 *
 * @param initial the operation that is chosen at first
 */
export function resourceOf(
	resource: string,
	operations: OperationOption[],
	initial = 'getAll',
): INodeProperties[] {
	const sorted = [...operations].sort((a, b) => a.name.localeCompare(b.name));
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: sorted.map(optionOf),
			default: initial,
		},
		...fieldsOf(sorted).flatMap(({ field, shownIn }) =>
			updateDisplayOptions({ show: { resource: [resource], operation: shownIn } }, [field]),
		),
	];
}

interface Shown {
	field: INodeProperties;
	/** Values of the operations that have it. */
	shownIn: string[];
}

/** Every operation finds its fields in its own order, whatever stands between them. */
function fieldsOf(operations: OperationOption[]): Shown[] {
	const all: Shown[] = [];
	for (const { value, fields } of operations) {
		let next = 0;
		for (const field of fields) {
			const found = all.findIndex((shown, index) => index >= next && shown.field === field);
			if (found < 0) all.splice(next, 0, { field, shownIn: [String(value)] });
			else all[found].shownIn.push(String(value));
			next = (found < 0 ? next : found) + 1;
		}
	}
	return all;
}
