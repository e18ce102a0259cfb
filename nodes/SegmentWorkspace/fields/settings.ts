import type { INodeProperties } from 'n8n-workflow';

/**
 * The settings of a type out of Segment's catalog, one row for each.
 *
 * @param type name of the field with the type
 * @param resourceMapperMethod method of the node that gives the rows
 */
export const settingsFields = (type: string, resourceMapperMethod: string): INodeProperties => ({
	displayName: 'Settings',
	name: 'settings',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		loadOptionsDependsOn: [`${type}.value`],
		resourceMapper: {
			resourceMapperMethod,
			mode: 'add',
			valuesLabel: 'Settings',
			fieldWords: { singular: 'setting', plural: 'settings' },
			addAllFields: false,
			supportAutoMap: false,
			multiKeyMatch: false,
		},
	},
	description:
		"What Segment's catalog lists for the type. Settings that you do not add are not sent.",
});

export const moreSettings: INodeProperties = {
	displayName: 'More Settings',
	name: 'moreSettings',
	type: 'json',
	default: '{}',
	description:
		'Settings besides those above, as a JSON object. Needed where an expression gives the type.',
};
