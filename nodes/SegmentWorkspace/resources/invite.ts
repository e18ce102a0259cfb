import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging } from '../fields/common';
import { permissionRows } from '../fields/permissions';
import { getMany, getSome } from '../request/operation';
import { withEmails } from '../request/parts';
import { invites } from '../request/permissions';
import { routing } from '../request/routing';
import * as simple from '../simplify/people';

export const invite: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['invite'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create invites',
				description: 'Invite people by e-mail, all with the same roles',
				routing: routing('POST', '/invites', getSome('emails', simple.invite, invites('emails'))),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete invites',
				description: 'Withdraw invitations that were not accepted yet. Their links stop working.',
				routing: routing(
					'DELETE',
					'/invites',
					withEmails((email) => ({ email, deleted: true })),
				),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many invites',
				description: 'Retrieve many invitations that are pending',
				routing: routing('GET', '/invites', getMany('invites', simple.invite)),
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions({ show: { resource: ['invite'], operation: ['create', 'delete'] } }, [
		{
			displayName: 'Emails',
			name: 'emails',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. nathan@example.com, jan@example.com',
			description:
				'E-mail addresses, separated by commas or line breaks, or an expression that gives a list',
		},
	]),
	...updateDisplayOptions({ show: { resource: ['invite'], operation: ['create'] } }, [
		permissionRows,
	]),
	...updateDisplayOptions({ show: { resource: ['invite'], operation: ['getAll'] } }, paging),
];
