import { updateDisplayOptions } from 'n8n-workflow';

import { paging, simplify } from '../../fields/common';
import { sourceLocator, warehouseLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { updateSelectiveSync as updateOf } from '../../operations/updateSelectiveSync';
import { getMany } from '../../request/operation';
import { pathOf } from '../../request/read';
import { routing } from '../../request/routing';
import * as simple from '../../simplify/warehouses';

const WAREHOUSE = '/warehouses/{warehouse}';
const SOURCE = `${WAREHOUSE}/connected-sources/{source}`;

/** The largest pages that Segment gives: these lists may be asked for twice a minute only. */
const LARGE = { pageSize: 1_000 };

export const getSyncs: OperationOption = {
	name: 'Get Syncs',
	value: 'getSyncs',
	action: 'Get syncs of warehouse',
	description: 'Retrieve the latest syncs of a warehouse: how each ended, and how many rows it had',
	routing: routing('GET', `${WAREHOUSE}/syncs`, (form, endpoint) => {
		const path = form.has('source') ? pathOf(form, `${SOURCE}/syncs`) : endpoint.path;
		return getMany('reports', simple.syncReport, LARGE)(form, { ...endpoint, path });
	}),
	fields: [
		warehouseLocator,
		{
			...sourceLocator,
			required: false,
			description: 'Only syncs of this source; those of all sources if it is empty',
		},
		...paging,
		simplify,
	],
};

export const getSelectiveSync: OperationOption = {
	name: 'Get Selective Sync',
	value: 'getSelectiveSync',
	action: 'Get selective sync of warehouse',
	description: 'Retrieve which collections and properties of a source are synced to a warehouse',
	routing: routing(
		'GET',
		`${SOURCE}/selective-syncs`,
		getMany('items', simple.selectiveSync, LARGE),
	),
	fields: [warehouseLocator, sourceLocator, ...paging, simplify],
};

export const updateSelectiveSync: OperationOption = {
	name: 'Update Selective Sync',
	value: 'updateSelectiveSync',
	action: 'Update selective sync of warehouse',
	description: 'Change which collections and properties of a source are synced to a warehouse',
	routing: routing('PATCH', `${WAREHOUSE}/selective-sync`, updateOf),
	fields: [
		warehouseLocator,
		sourceLocator,
		{
			displayName: 'Changes Format',
			name: 'changesFormat',
			type: 'options',
			options: [
				{ name: 'Fields', value: 'fields', description: 'Fill in each change' },
				{
					name: 'JSON',
					value: 'json',
					description: 'A list of changes, as Get Selective Sync gives them',
				},
			],
			default: 'fields',
			description: 'How the changes are written',
		},
		...updateDisplayOptions({ show: { changesFormat: ['fields'] } }, [
			{
				displayName: 'Changes',
				name: 'changes',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Change',
				default: {},
				description: 'What is to be synced, or not any more',
				options: [
					{
						displayName: 'Change',
						name: 'change',
						values: [
							{
								displayName: 'Collection',
								name: 'collection',
								type: 'string',
								default: '',
								placeholder: 'e.g. order_completed',
								description: 'Name of the table; the whole source if it is empty',
							},
							{
								displayName: 'Enabled',
								name: 'enabled',
								type: 'boolean',
								default: true,
								description: 'Whether it is synced',
							},
							{
								displayName: 'Property',
								name: 'property',
								type: 'string',
								default: '',
								placeholder: 'e.g. price',
								description: 'Name of the column; the whole collection if it is empty',
							},
						],
					},
				],
			},
		]),
		...updateDisplayOptions({ show: { changesFormat: ['json'] } }, [
			{
				displayName: 'Changes (JSON)',
				name: 'changesJson',
				type: 'json',
				default: '[]',
				description:
					'A list such as [{"collection": "order_completed", "property": "price", "enabled": false}]',
			},
		]),
	],
};
