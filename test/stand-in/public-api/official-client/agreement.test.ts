import * as client from '@segment/public-api-sdk-typescript';
import { CHANGED_SINCE_47, differences } from '../testing/agreement';
import { known } from '..';
import { groups, seen, served, sources, users, useServed } from './served';
import { peopleCases } from './people';
import { connectionCases } from './connections';
import { dataCases } from './data';
import { NEWER } from './newer';

useServed();

/** The operations of the Segment Workspace node. */
const TABLE: Record<string, string[]> = {
	Workspace: ['Get'],
	User: [
		'Get',
		'Get Many',
		'Get Groups',
		'Invite',
		'Delete',
		'Add Permissions',
		'Replace Permissions',
	],
	Invite: ['Get Many', 'Create', 'Delete'],
	Group: [
		'Create',
		'Get',
		'Get Many',
		'Rename',
		'Delete',
		'Get Members',
		'Add Members',
		'Replace Members',
		'Remove Members',
		'Get Invites',
		'Add Permissions',
		'Replace Permissions',
	],
	Role: ['Get Many', 'Get'],
	Source: [
		'Create',
		'Get',
		'Get Many',
		'Update',
		'Delete',
		'Get Connected Destinations',
		'Get Schema Settings',
		'Update Schema Settings',
		'Add Labels',
		'Replace Labels',
		'Add Write Key',
		'Remove Write Key',
	],
	Destination: ['Get', 'Get Many', 'Update', 'Delete'],
	Label: ['Create', 'Get Many', 'Delete'],
	Audience: ['Get', 'Get Many', 'Create', 'Update', 'Delete', 'Preview', 'Run'],
	Space: ['Get', 'Get Many'],
	'Tracking Plan': ['Get', 'Get Many', 'Get Rules', 'Get Sources'],
	'Deletion Request': ['Create', 'Get', 'Get Many', 'Wait for the End', 'Get Suppressed'],
	'Audit Event': ['Get Many'],
	Delivery: [
		'Received',
		'Failed on Ingest',
		'Filtered',
		'Delivered',
		'Failed',
		'Event Volume',
		'Usage',
	],
	'Reverse ETL': ['Get Many', 'Get', 'Start Sync', 'Get Sync', 'Cancel'],
	'Access Review': ['Get Many'],
	'Custom API Call': ['Run'],
	// not in the node, but in the trigger, which sets itself up
	Trigger: ['Activate', 'Deactivate'],
};

const CASES = [...peopleCases, ...connectionCases, ...dataCases];

it('has a case for every operation of the node and the trigger, and for nothing else', () => {
	const wanted = Object.entries(TABLE).flatMap(([resource, names]) =>
		names.map((name) => `${resource}: ${name}`),
	);
	const covered = new Set([...CASES, ...NEWER].map(({ operation }) => operation));
	expect([...covered].sort()).toEqual([...new Set(wanted)].sort());
});

const usedExceptions = new Set<string>();

describe('the official client agrees with', () => {
	it.each(CASES)('$operation: $call', async ({ run, data, status = 200 }) => {
		const { auditEvents } = served.api.state;
		const eventsBefore = auditEvents.length;
		const { response } = await run();
		expect(response.statusCode).toBe(status);
		// every change is in the audit trail, and nothing else
		const changed = served.api.requests.some(({ method }) => method !== 'GET');
		expect(auditEvents.length > eventsBefore).toBe(changed);
		const { body } = seen[seen.length - 1];
		expect(body.data).toMatchObject(typeof data === 'function' ? data() : data);
		const found = new Set(seen.flatMap((answer) => differences(answer.type, answer.body)));
		for (const exception of CHANGED_SINCE_47) {
			if (found.delete(exception)) usedExceptions.add(exception);
		}
		expect([...found]).toEqual([]);
	});

	it('nothing that it would not understand', () => {
		const user = { id: 1, email: 'a@b.example', nick: 'a', permissions: [{}] };
		expect(differences('GetUser200Response', { data: { user } })).toEqual([
			'UserV1.nick is unknown',
			'GetUser200Response.data: GetUserV1Output.user: UserV1.id: 1 is not a string',
			'UserV1.name is missing',
			'PermissionV1.roleName is missing',
			'PermissionV1.roleId is missing',
			'PermissionV1.resources is missing',
		]);
	});

	it('no more exceptions than it needs', () => {
		expect([...usedExceptions].sort()).toEqual(CHANGED_SINCE_47);
	});

	it('lists that take several pages', async () => {
		const emails: string[] = [];
		let cursor: string | null | undefined;
		let requests = 0;
		do {
			const pagination = { count: 200, ...(cursor ? { cursor } : {}) };
			const { users: found, pagination: next } = await client.unwrap(users().listUsers(pagination));
			emails.push(...found.map(({ email }) => email));
			cursor = next.next;
			requests += 1;
		} while (cursor);
		expect([requests, new Set(emails).size]).toEqual([3, 450]);
	});

	it('lists of many values in the query', async () => {
		const emails = served.api.state.groups[0].emails.slice(0, 100);
		await groups().removeUsersFromUserGroup(known.groupId, emails);
		const { userGroup } = await client.unwrap(groups().getUserGroup(known.groupId));
		expect(userGroup.memberCount).toBe(125);
	});

	it.each([
		['an unknown id', () => sources().getSource('404'), { type: 'not-found' }],
		[
			'a missing field',
			() => groups().createUserGroup({} as client.CreateUserGroupV1Input),
			{ type: 'input-validation', message: '"name" is required', field: 'name' },
		],
		['a page too large', () => users().listUsers({ count: 1001 }), { field: 'pagination.count' }],
	])('errors: %s', async (_, run, error) => {
		await expect(client.unwrap(run() as Promise<{ body: object }>)).rejects.toMatchObject(error);
	});
});

describe('newer than the client on npm', () => {
	it.each(NEWER)('$operation', async ({ run, data, missing }) => {
		expect(client.AudiencesApi.prototype).not.toHaveProperty(missing);
		expect(client.ReverseETLApi.prototype).not.toHaveProperty(missing);
		const { status, body } = await run();
		expect(status).toBe(200);
		expect(body.data).toMatchObject(data);
	});
});
