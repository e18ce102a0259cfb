import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

interface Choice {
	displayName: string;
	name: string;
	description: string;
	/** Method of the node that lists what there is. */
	searchListMethod: string;
	/** What invites to open the list. */
	invitation: string;
	/** How the field says that the name can be typed. */
	byHand: { displayName: string; placeholder: string };
	isRequired?: boolean;
	displayOptions?: IDisplayOptions;
}

/** A field for a name, chosen from a list or typed. */
export function locator({
	searchListMethod,
	invitation,
	byHand,
	isRequired = false,
	...others
}: Choice): INodeProperties {
	return {
		...others,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(isRequired && { required: true }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: invitation,
				typeOptions: { searchListMethod, searchable: true },
			},
			{ ...byHand, name: 'name', type: 'string' },
		],
	};
}
