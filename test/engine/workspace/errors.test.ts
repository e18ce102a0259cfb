/** What Segment Workspace says when Segment refuses something, or the form is wrong. */
import type { INodeParameters } from 'n8n-workflow';

import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { answer, id, refusal, type Reply, runWorkspace } from '../../support/workspace';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const GET: INodeParameters = { resource: 'group', operation: 'get', group: id('g1') };
const CREATE: INodeParameters = { resource: 'group', operation: 'create', name: 'Data' };

describe('errors', () => {
	const cases: Array<[number, Reply, string | RegExp, RegExp]> = [
		[
			400,
			refusal(400, 'read-only'),
			'Segment did not accept the values',
			/Segment says: read-only/,
		],
		[401, refusal(401, 'no'), /does not accept the credential/, /Workspace Owner/],
		[403, refusal(403, 'no'), /not allowed to do this/, /Workspace Owner/],
		[
			404,
			refusal(404, 'gone'),
			'Segment does not know the group in this workspace',
			/\/groups\/g1/,
		],
		[409, refusal(409, 'in use'), /conflict/, /in use/],
		[413, refusal(413, 'big'), /too large/, /less at once/],
		[
			422,
			refusal(422, '"id" is required', 'id'),
			/did not accept the values/,
			/Check the field 'id'/,
		],
		[501, refusal(501, 'no'), /could not complete the request \(HTTP 501\)/, /Segment says: no/],
	];

	it.each(cases)(
		'says what a %i means and what to do',
		async (status, reply, message, whatToDo) => {
			answer(reply);
			const { error } = await runWorkspace(GET);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(whatToDo);
			expect(error?.httpCode).toBe(String(status));
		},
	);

	it.each([
		['/groups/g1/users', 'group'],
		['/tracking-plans/tp1/sources', 'tracking plan'],
		['/spaces/spa1/audiences/aud1', 'audience or its space'],
		['/reverse-etl-models/m1/syncs/constructor', 'sync or its model'],
		['/functions/toString', 'resource'],
		['/users', 'user'],
	])('names what %s may not lead to', async (path, thing) => {
		answer(refusal(404, 'gone'));
		const { error } = await runWorkspace({ resource: 'customCall', operation: 'send', path });
		expect(error?.message).toBe(`Segment does not know the ${thing} in this workspace`);
	});

	it('does not send a 401 twice', async () => {
		const requests = answer(refusal(401, 'no'));
		await runWorkspace(GET);
		expect(requests).toHaveLength(1);
	});

	it('names the plan for the audit trail', async () => {
		answer(refusal(403, 'no'));
		const { error } = await runWorkspace({ resource: 'auditEvent', operation: 'getAll' });
		expect(error?.description).toContain('Business plan');
	});

	it('notices that the answer is not Segment’s', async () => {
		answer({ body: '<html>' });
		const { error } = await runWorkspace(GET);
		expect(error?.message).toContain('does not come from Segment’s Public API');
		expect(error?.description).toContain('Host');
	});

	it('keeps words of Segment out of the message, where n8n would misread them', async () => {
		answer(refusal(422, 'replacePermissions failed'));
		const { error } = await runWorkspace(GET);
		expect(error?.message).toBe('Segment did not accept the values');
		expect(error?.description).toContain('replacePermissions failed');
	});

	const unusable: Array<[string, INodeParameters, RegExp, RegExp]> = [
		['an empty ID', { ...GET, group: id('={{ $json.none }}') }, /^Group is empty$/, /Fill it in/],
		['a dot for an ID', { ...GET, group: id('..') }, /^Group is “..”, not an ID$/, /list/],
		['a name that is empty', { ...CREATE, name: '={{ "" }}' }, /^Name is empty$/, /Fill it in/],
		[
			'an address that is none',
			{ resource: 'group', operation: 'addMembers', group: id('g1'), emails: 'a@b.co, nobody' },
			/^Emails contains “nobody”, which is not an e-mail address$/,
			/Correct or remove it/,
		],
		[
			'no members to add',
			{ resource: 'group', operation: 'addMembers', group: id('g1'), emails: '' },
			/^Emails is empty$/,
			/at least one/,
		],
		[
			'a group that would lose everybody',
			{ resource: 'group', operation: 'replaceMembers', group: id('g1'), emails: '' },
			/^Emails is empty$/,
			/remove everybody.*'Allow Empty List'/,
		],
		[
			'a user who would lose all roles',
			{ resource: 'user', operation: 'replacePermissions', user: id('u1') },
			/^Permissions is empty$/,
			/all roles.*'Allow Empty List'/,
		],
		[
			'a source that would lose all labels',
			{ resource: 'source', operation: 'replaceLabels', source: id('s1'), labels: '' },
			/^Labels is empty$/,
			/'Allow Empty List'/,
		],
		[
			'half a permission',
			{
				resource: 'user',
				operation: 'addPermissions',
				user: id('u1'),
				permissions: {
					permission: [{ role: id('r1'), resourceType: 'SOURCE', resource: id('') }],
				} as unknown as INodeParameters,
			},
			/^Permissions is incomplete in row 1$/,
			/'Resource'/,
		],
		[
			'an update of nothing',
			{ resource: 'source', operation: 'update', source: id('s1') },
			/^Update Fields is empty$/,
			/at least one field/,
		],
		[
			'settings that are not JSON',
			{
				resource: 'source',
				operation: 'update',
				source: id('s1'),
				updateFields: { settings: '{' },
			},
			/^Update Fields → Settings is not valid JSON at line 1/,
			/Look near: \{/,
		],
		[
			'a label without a value',
			{ resource: 'source', operation: 'addLabels', source: id('s1'), labels: 'env' },
			/not a label/,
			/key:value/,
		],
		[
			'a time that is none',
			{ resource: 'auditEvent', operation: 'getAll', filters: { startTime: 'soon' } },
			/^Filters → Start Time is “soon”, not a time$/,
			/2026-01-31/,
		],
		[
			'a deletion without confirmation',
			{ resource: 'deletionRequest', operation: 'create', subjectIds: 'u1' },
			/not confirmed/,
			/Nothing was sent/,
		],
		[
			'user IDs for a cloud source',
			{
				resource: 'deletionRequest',
				operation: 'create',
				scope: 'cloudSource',
				source: id('s1'),
				collection: 'contacts',
				subjectIds: 'u1',
				confirm: true,
			},
			/^Subject Type is USER_ID, which the scope One Cloud Source does not take$/,
			/^Use one of OBJECT_ID, or another Scope\.$/,
		],
		[
			'a path that is a whole address',
			{ resource: 'customCall', operation: 'send', path: 'https://example.com/' },
			/^Path is not a path/,
			/slash/,
		],
		[
			'a month that is none',
			{ resource: 'delivery', operation: 'usage', month: 'May' },
			/^Month is “May”, not a month$/,
			/2026-10/,
		],
	];

	it.each(unusable)(
		'refuses %s before anything is sent',
		async (_, parameters, message, whatToDo) => {
			const requests = answer({ data: {} });
			const { error } = await runWorkspace(parameters);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(whatToDo);
			expect(requests).toEqual([]);
		},
	);
});
