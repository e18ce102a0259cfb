/** What Access Review calls the things that roles are granted on. */
import type { IDataObject } from 'n8n-workflow';
import nock from '../../support/nock';

import { useFastClock } from '../../support/clock';
import { API, runWorkspace } from '../../support/workspace';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

it('are functions of all types and warehouses, with a kind that tells them apart', async () => {
	const resources = [
		{ id: 'sfnc_1', type: 'FUNCTION' },
		{ id: 'dfnc_1', type: 'FUNCTION' },
		{ id: 'wh1', type: 'WAREHOUSE' },
		{ id: 'gone', type: 'FUNCTION' },
	];
	const permissions = [{ roleId: 'r1', roleName: 'Admin', resources }];
	const functions: Record<string, IDataObject[]> = {
		SOURCE: [{ id: 'sfnc_1', displayName: 'Geo', resourceType: 'SOURCE' }],
		DESTINATION: [{ id: 'dfnc_1', displayName: 'Geo', resourceType: 'DESTINATION' }],
	};
	const replies: Record<string, IDataObject> = {
		'/users': { users: [{ id: 'u1', email: 'ada@example.com', permissions }] },
		'/groups': { userGroups: [] },
		'/roles': { roles: [] },
		'/invites': { invites: [] },
		'/warehouses': {
			warehouses: [{ id: 'wh1', settings: { name: 'Prod' }, metadata: { name: 'Snowflake' } }],
		},
	};
	const asked: string[] = [];
	nock(API)
		.persist()
		.get(/.*/)
		.reply((uri) => {
			asked.push(uri);
			const { pathname, searchParams } = new URL(uri, API);
			const type = searchParams.get('resourceType') ?? '';
			const data =
				pathname === '/functions' ? { functions: functions[type] ?? [] } : replies[pathname];
			return [200, { data }];
		});
	const { json } = await runWorkspace({ resource: 'accessReview', operation: 'getAll' });
	expect(json.map(({ resourceName, resourceKind }) => [resourceName, resourceKind])).toEqual([
		['Geo', 'Source Function'],
		['Geo', 'Destination Function'],
		['Prod', 'Snowflake'],
		[null, null],
	]);
	expect(asked.filter((uri) => uri.startsWith('/functions'))).toHaveLength(5);
});
