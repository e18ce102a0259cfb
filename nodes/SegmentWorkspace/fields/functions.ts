import type { INodeProperties } from 'n8n-workflow';

import { FUNCTION_TYPES } from '../simplify/functions';
import { locator } from './locators';

export const functionLocator = locator({
	displayName: 'Function',
	name: 'function',
	description: 'A function of the workspace, of any type',
	searchListMethod: 'searchFunctions',
	invitation: 'Select a function…',
	example: 'sfnc_wXzcDGs93GQiPtFxSXHJnn',
});

export const insertFunctionLocator = locator({
	displayName: 'Function',
	name: 'function',
	description: 'An insert function of the workspace',
	searchListMethod: 'searchInsertFunctions',
	invitation: 'Select an insert function…',
	example: 'ifnc_wXzcDGs93GQiPtFxSXHJnn',
});

export const versionLocator = locator({
	displayName: 'Version',
	name: 'functionVersion',
	description: 'A version of the code of the function',
	searchListMethod: 'searchFunctionVersions',
	invitation: 'Select a version…',
	example: '2bVTDLZbXEZVUTQF7CgQ5B',
});

export const instanceLocator = locator({
	displayName: 'Instance',
	name: 'instance',
	description: 'An instance of the insert function',
	searchListMethod: 'searchFunctionInstances',
	invitation: 'Select an instance…',
	example: 'ifi_7DVDTZQmdq7FzUWTXHJLrB',
});

export const connectionLocator = locator({
	displayName: 'Connect To',
	name: 'connection',
	description: 'The source or destination whose events the function changes',
	searchListMethod: 'searchConnections',
	invitation: 'Select a source or destination…',
	example: '5GFhvtz8fha42Cm8B7E6TZ',
});

export const functionTypes = Object.entries(FUNCTION_TYPES).map(([value, name]) => ({
	name,
	value,
}));

/** Members of what is added at a creation and changed by an update. */
export const functionCode: INodeProperties = {
	displayName: 'Code',
	name: 'code',
	type: 'string',
	typeOptions: { rows: 8 },
	default: '',
	placeholder: 'e.g. async function onTrack(event, settings) { … }',
	description: 'The JavaScript of the function. It takes effect with the next Deploy.',
};

export const functionLogo: INodeProperties = {
	displayName: 'Logo URL',
	name: 'logoUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/logo.svg',
	description: 'Where the picture is that Segment shows beside the function',
};

export const functionSettingRows: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Setting',
	default: {},
	description: 'What is filled in wherever the function is used, and reaches its code',
	options: [
		{
			displayName: 'Setting',
			name: 'setting',
			values: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'What people should fill in. Without one it is the label.',
				},
				{
					displayName: 'Label',
					name: 'label',
					type: 'string',
					default: '',
					placeholder: 'e.g. API Key',
					description: 'What people see. Without one it is the name.',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. apiKey',
					description: 'What the code calls the setting',
				},
				{
					displayName: 'Required',
					name: 'required',
					type: 'boolean',
					default: false,
					description: 'Whether the function cannot be used without it',
				},
				{
					displayName: 'Sensitive',
					name: 'sensitive',
					type: 'boolean',
					default: false,
					description: 'Whether Segment encrypts the value and never shows it again',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{
							name: 'Boolean',
							value: 'BOOLEAN',
						},
						{
							name: 'List',
							value: 'ARRAY',
						},
						{
							name: 'String',
							value: 'STRING',
						},
						{
							name: 'Text Map',
							value: 'TEXT_MAP',
						},
					],
					default: 'STRING',
				},
			],
		},
	],
};
