import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { OWN_ID } from '../../shared/builderHints';

/** Which profile is meant: the same fields for every operation. */
const fields: INodeProperties[] = [
	{
		displayName: 'Collection',
		name: 'collection',
		type: 'options',
		options: [
			{ name: 'Account', value: 'accounts', description: 'A group, such as a company' },
			{ name: 'User', value: 'users', description: 'A person' },
		],
		default: 'users',
		description: 'Whose profile to look up',
	},
	{
		displayName: 'Look Up By',
		name: 'idType',
		type: 'options',
		options: [
			{
				name: 'Anonymous ID',
				value: 'anonymousId',
				description: 'The ID that a website or app gives to visitors it does not know',
			},
			{
				name: 'Custom ID',
				value: 'customId',
				description: 'Any other ID type of the space, such as phone or cross_domain_id',
			},
			{
				name: 'Email',
				value: 'email',
				description:
					'Works where email is an identifier of the space. Segment advises other IDs, as addresses end up in server logs.',
			},
			{
				name: 'User ID',
				value: 'userId',
				description: 'The ID that your systems give to the person',
			},
		],
		default: 'userId',
		displayOptions: { show: { collection: ['users'] } },
		description: 'The kind of ID that you have',
	},
	{
		displayName: 'Look Up By',
		name: 'idType',
		type: 'options',
		options: [
			{
				name: 'Custom ID',
				value: 'customId',
				description: 'Any other ID type that the space has for accounts',
			},
			{ name: 'Group ID', value: 'groupId', description: 'The ID that group calls carry' },
		],
		default: 'groupId',
		displayOptions: { show: { collection: ['accounts'] } },
		description: 'The kind of ID that you have',
	},
	{
		displayName: 'Anonymous ID',
		name: 'anonymousId',
		type: 'string',
		builderHint: OWN_ID,
		required: true,
		default: '',
		placeholder: 'e.g. 507f191e-810c-4197-9de8-60ea00000000',
		displayOptions: { show: { idType: ['anonymousId'] } },
		description:
			'The value as Segment knows it, without the type in front; special characters are fine',
	},
	{
		displayName: 'Custom ID Type',
		name: 'customIdType',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. phone',
		displayOptions: { show: { idType: ['customId'] } },
		description:
			'The name under Unify → Unify Settings → Identity Resolution, such as phone, ios.idfa or cross_domain_id',
	},
	{
		displayName: 'Custom ID',
		name: 'customId',
		type: 'string',
		builderHint: OWN_ID,
		required: true,
		default: '',
		placeholder: 'e.g. +15555550123',
		displayOptions: { show: { idType: ['customId'] } },
		description:
			'The value as Segment knows it, without the type in front; special characters are fine',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. name@email.com',
		displayOptions: { show: { idType: ['email'] } },
		description: 'The address that identifies the person',
	},
	{
		displayName: 'Group ID',
		name: 'groupId',
		type: 'string',
		builderHint: OWN_ID,
		required: true,
		default: '',
		placeholder: 'e.g. acme-42',
		displayOptions: { show: { idType: ['groupId'] } },
		description:
			'The value as Segment knows it, without the type in front; special characters are fine',
	},
	{
		displayName: 'User ID',
		name: 'userId',
		type: 'string',
		builderHint: OWN_ID,
		required: true,
		default: '',
		placeholder: 'e.g. 97980cfea0067',
		displayOptions: { show: { idType: ['userId'] } },
		description:
			'The value as Segment knows it, without the type in front; special characters are fine',
	},
];

export const lookupFields = updateDisplayOptions({ show: { resource: ['profile'] } }, fields);
