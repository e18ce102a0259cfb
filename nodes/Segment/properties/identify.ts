import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { ADDRESS } from './address';

/** The reserved traits of a user (Segment docs, "Spec: Identify", Traits) but email and name. */
export const USER_TRAITS: INodeProperties[] = [
	ADDRESS,
	{
		displayName: 'Age',
		name: 'age',
		type: 'number',
		default: '',
		description: 'Age in years',
	},
	{
		displayName: 'Avatar',
		name: 'avatar',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/avatars/peter.png',
		description: 'Address of a picture of the person',
	},
	{
		displayName: 'Birthday',
		name: 'birthday',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1990-05-17',
		description: 'Date of birth, sent as it is written',
	},
	{
		displayName: 'Company',
		name: 'company',
		type: 'collection',
		default: {},
		placeholder: 'Add Field',
		description: 'The company that the person works for',
		options: [
			{
				displayName: 'Employee Count',
				name: 'employee_count',
				type: 'number',
				default: '',
				description: 'How many people work there',
			},
			{
				displayName: 'ID',
				name: 'id',
				type: 'string',
				default: '',
				placeholder: 'e.g. acct_19',
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
				displayName: 'Plan',
				name: 'plan',
				type: 'string',
				default: '',
				placeholder: 'e.g. enterprise',
			},
		],
	},
	{
		displayName: 'Created At',
		name: 'createdAt',
		type: 'dateTime',
		default: '',
		description: 'When the person’s account was created',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Prefers to be called in the morning',
	},
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Peter',
	},
	{
		displayName: 'Gender',
		name: 'gender',
		type: 'string',
		default: '',
		placeholder: 'e.g. female',
	},
	{
		displayName: 'ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 97980cfea0067',
		description: 'The person’s ID as a trait; usually the User ID is enough',
	},
	{
		displayName: 'Industry',
		name: 'industry',
		type: 'string',
		default: '',
		placeholder: 'e.g. Software',
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Gibbons',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1 555 010 0199',
	},
	{
		displayName: 'Plan',
		name: 'plan',
		type: 'string',
		default: '',
		placeholder: 'e.g. premium',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. VP of Engineering',
		description: 'The person’s job title',
	},
	{
		displayName: 'Username',
		name: 'username',
		type: 'string',
		default: '',
		placeholder: 'e.g. pgibbons',
	},
	{
		displayName: 'Website',
		name: 'website',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com',
	},
];

/** Email and Name stand first and by themselves: nearly every identify carries them. */
export const EMAIL: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'name@email.com',
	description: 'The person’s email address',
};

export const FULL_NAME: INodeProperties = {
	displayName: 'Name',
	name: 'fullName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Peter Gibbons',
	description: 'The person’s full name',
};

export const identifyProperties: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['identify'], operation: ['create'] } },
	[
		EMAIL,
		FULL_NAME,
		{
			displayName: 'Traits',
			name: 'traits',
			type: 'collection',
			placeholder: 'Add Trait',
			default: {},
			description: 'Traits whose names Segment and its destinations recognize',
			options: USER_TRAITS,
		},
	],
);
