import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { ADDRESS } from './address';

/** The reserved traits of an account (Segment docs, "Spec: Group", Traits). */
export const GROUP_TRAITS: INodeProperties[] = [
	ADDRESS,
	{
		displayName: 'Avatar',
		name: 'avatar',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/logos/initech.png',
		description: 'Address of a picture of the account',
	},
	{
		displayName: 'Created At',
		name: 'createdAt',
		type: 'dateTime',
		default: '',
		description: 'When the account was created',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Makes accounting software',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'name@email.com',
		description: 'The account’s email address',
	},
	{
		displayName: 'Employees',
		name: 'employees',
		type: 'string',
		default: '',
		placeholder: 'e.g. 329 or 51-200',
		description: 'How many people work there: a number, or a range as text',
	},
	{
		displayName: 'ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. acct_19',
		description: 'The account’s ID as a trait; usually the Group ID is enough',
	},
	{
		displayName: 'Industry',
		name: 'industry',
		type: 'string',
		default: '',
		placeholder: 'e.g. Software',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Initech',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1 555 010 0100',
	},
	{
		displayName: 'Plan',
		name: 'plan',
		type: 'string',
		default: '',
		placeholder: 'e.g. enterprise',
	},
	{
		displayName: 'Website',
		name: 'website',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://initech.example.com',
	},
];

export const groupProperties: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['group'], operation: ['add'] } },
	[
		{
			displayName: 'Traits',
			name: 'groupTraits',
			type: 'collection',
			placeholder: 'Add Trait',
			default: {},
			description: 'Traits whose names Segment and its destinations recognize',
			options: GROUP_TRAITS,
		},
	],
);
