import type { INodeProperties } from 'n8n-workflow';

/** The reserved `address` of users and accounts. */
export const ADDRESS: INodeProperties = {
	displayName: 'Address',
	name: 'address',
	type: 'collection',
	default: {},
	placeholder: 'Add Field',
	description: 'The postal address',
	options: [
		{
			displayName: 'City',
			name: 'city',
			type: 'string',
			default: '',
			placeholder: 'e.g. San Francisco',
		},
		{
			displayName: 'Country',
			name: 'country',
			type: 'string',
			default: '',
			placeholder: 'e.g. USA',
		},
		{
			displayName: 'Postal Code',
			name: 'postalCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. 94103',
		},
		{
			displayName: 'State',
			name: 'state',
			type: 'string',
			default: '',
			placeholder: 'e.g. CA',
		},
		{
			displayName: 'Street',
			name: 'street',
			type: 'string',
			default: '',
			placeholder: 'e.g. 6th St',
		},
	],
};
