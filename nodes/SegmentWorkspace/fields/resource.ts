import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

/** The dropdown with the operations of a resource. */
export function operationsOf(
	resource: string,
	options: INodePropertyOptions[],
	byDefault = 'getAll',
): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: byDefault,
	};
}

/** The fields of some operations of a resource. */
export function shown(
	resource: string,
	operation: string[],
	fields: INodeProperties[],
): INodeProperties[] {
	return updateDisplayOptions({ show: { resource: [resource], operation } }, fields);
}
