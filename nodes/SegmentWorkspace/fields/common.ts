import type { INodeProperties } from 'n8n-workflow';

export const paging: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** Of counts, which add up to nothing when a part of them is missing: all of them, unless told otherwise. */
export const pagingOfCounts: INodeProperties[] = paging.map((field) =>
	field.name === 'returnAll'
		? {
				...field,
				default: true,
				description:
					'Whether to return all counts. With a limit some are missing, so that they no longer add up.',
			}
		: field,
);

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const allowEmpty: INodeProperties = {
	displayName: 'Allow Empty List',
	name: 'allowEmpty',
	type: 'boolean',
	default: false,
	description: 'Whether an empty list may take everything away instead of stopping with an error',
};

export const maxWait: INodeProperties = {
	displayName: 'Max Wait (Minutes)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description: 'How long to wait before giving up with an error',
};
