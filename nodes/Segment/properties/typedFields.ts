import type { INodeProperties } from 'n8n-workflow';

interface TypedFields {
	displayName: string;
	name: string;
	/** Method of the node that gives the rows. */
	method: string;
	/** The parameters on which the rows depend. */
	dependsOn: string[];
	/** What the form calls one row, and several. */
	words: { singular: string; plural: string };
	description: string;
}

/** A field whose typed rows the node tells n8n's editor, filled in one by one or from the input. */
export function typedFields({
	displayName,
	name,
	method,
	dependsOn,
	words,
	description,
}: TypedFields): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: dependsOn,
			resourceMapper: {
				resourceMapperMethod: method,
				mode: 'add',
				valuesLabel: displayName,
				fieldWords: words,
				supportAutoMap: true,
				multiKeyMatch: false,
			},
		},
		description,
	};
}
