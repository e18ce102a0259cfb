import type { INodeParameters } from 'n8n-workflow';
import { known, tokens } from '../../stand-in/public-api';
import { fakeClock, type Served, servePublicApi } from '../../stand-in/public-api/testing/serve';
import { useFastClock } from '../../support/clock';
import { id, runWorkspace } from '../../support/workspace';
import { destination, everything, model, space, user } from './standInSupport';

let segment: Served;

beforeAll(async () => {
	segment = await servePublicApi({ now: fakeClock().now, perMinute: 10_000 });
});

afterAll(async () => await segment.close());

beforeEach(() => {
	segment.api.reset();
	useFastClock();
});

afterEach(() => jest.restoreAllMocks());

async function run(resource: string, operation: string, parameters: INodeParameters = {}) {
	const { json, error } = await runWorkspace(
		{ resource, operation, ...parameters },
		{ credential: { token: tokens.owner, region: 'custom', host: segment.url } },
	);
	if (error) throw new Error(`${error.message}: ${error.description}`);
	return json;
}

/** Permissions of a role on a source and on the whole workspace. */
async function permissions(): Promise<INodeParameters> {
	const [role] = await run('role', 'getAll');
	const row = { role: id(String(role.id)) };
	return {
		permissions: {
			permission: [
				{ ...row, resourceType: 'WORKSPACE' },
				{ ...row, resourceType: 'SOURCE', resource: id(known.sourceId) },
			],
		} as unknown as INodeParameters,
	};
}

it('invites, adds to a group, grants, and takes away again', async () => {
	const emails = { emails: 'new@example.com' };
	await run('user', 'invite', { email: 'new@example.com', ...(await permissions()) });
	const created = await run('group', 'create', { name: 'Newcomers' });
	const own = { group: id(String(created[0].id)) };
	await run('group', 'addMembers', { ...own, ...emails });
	expect(await run('group', 'getInvites', own)).toEqual([{ email: 'new@example.com' }]);
	expect(await run('group', 'addPermissions', { ...own, ...(await permissions()) })).toHaveLength(
		2,
	);
	await run('group', 'replacePermissions', { ...own, ...(await permissions()) });
	await run('group', 'rename', { ...own, name: 'Old Hands' });
	const [{ email }] = await run('user', 'getAll', { limit: 1 });
	await run('group', 'replaceMembers', { ...own, emails: String(email) });
	await run('group', 'removeMembers', { ...own, emails: String(email) });
	await run('group', 'delete', own);
	await run('invite', 'delete', emails);
	await run('invite', 'create', emails);
	expect(await run('invite', 'getAll', everything)).toContainEqual({ email: 'new@example.com' });
});

it('grants roles to a user and deletes the user', async () => {
	const [role] = await run('role', 'getAll');
	expect(await run('role', 'get', { role: id(String(role.id)) })).toEqual([role]);
	await run('user', 'addPermissions', { ...user, ...(await permissions()) });
	await run('user', 'replacePermissions', { ...user, ...(await permissions()) });
	await run('user', 'delete', user);
	await expect(run('user', 'get', user)).rejects.toThrow('does not know the user');
});

it('creates, changes and deletes a source', async () => {
	const created = await run('source', 'create', { sourceType: id('iUM16Md8P2'), slug: 'made' });
	const own = { source: id(String(created[0].id)) };
	await run('source', 'update', { ...own, updateFields: { name: 'Made', enabled: false } });
	await run('label', 'create', { key: 'origin', value: 'n8n' });
	await run('source', 'addLabels', { ...own, labels: 'origin:n8n' });
	await run('source', 'replaceLabels', { ...own, labels: '', allowEmpty: true });
	await run('label', 'delete', { key: 'origin', value: 'n8n' });
	await run('source', 'updateSchemaSettings', {
		...own,
		schemaFields: { trackAllowUnplannedEvents: false },
	});
	const [{ writeKeys }] = await run('source', 'addWriteKey', { ...own, simplify: false });
	await run('source', 'removeWriteKey', { ...own, writeKey: (writeKeys as string[])[0] });
	await run('source', 'delete', own);
});

it('switches a destination off and deletes it', async () => {
	const [changed] = await run('destination', 'update', {
		...destination,
		updateFields: { enabled: false },
	});
	expect(changed.enabled).toBe(false);
	await run('destination', 'delete', destination);
});

it('creates, previews, runs, changes and deletes an audience', async () => {
	const query = "event('Tour Booked').count() >= 1";
	const [made] = await run('audience', 'create', { ...space, name: 'Bookers', query });
	const own = { ...space, audience: id(String(made.id)) };
	await run('audience', 'update', { ...own, updateFields: { description: 'All who booked' } });
	expect(await run('audience', 'preview', { ...space, query })).toMatchObject([
		{ status: 'COMPLETED' },
	]);
	await run('audience', 'run', { ...space, audience: id(known.linkedAudienceId) });
	await run('audience', 'delete', own);
});

it('has people deleted and waits for it', async () => {
	const [{ id: requestId }] = await run('deletionRequest', 'create', {
		regulationType: 'SUPPRESS_WITH_DELETE',
		subjectIds: 'user-1, user-2',
		confirm: true,
	});
	expect(await run('deletionRequest', 'wait', { requestId: String(requestId) })).toMatchObject([
		{ status: 'FINISHED' },
	]);
});

it('starts a sync, waits for it, and cancels another', async () => {
	const start = { ...model, subscriptionId: known.modelSubscriptionId };
	expect(await run('reverseEtl', 'startSync', start)).toMatchObject([{ status: 'SUCCESS' }]);
	const [{ id: syncId }] = await run('reverseEtl', 'startSync', { ...start, wait: false });
	await run('reverseEtl', 'cancel', {
		...model,
		syncId: String(syncId),
		additionalFields: { reason: 2 },
	});
	expect(await run('reverseEtl', 'getSync', { ...model, syncId: String(syncId) })).toMatchObject([
		{ status: 'CANCELED' },
	]);
});

it('does not repeat a create whose connection broke, for it may have been carried out', async () => {
	segment.api.fault({ method: 'POST', reset: 'after' });
	await expect(run('group', 'create', { name: 'Once' })).rejects.toThrow(
		/Segment did not answer.*look in Segment before you run this again.*ECONNRESET/,
	);
	expect(segment.api.state.groups.filter(({ name }) => name === 'Once')).toHaveLength(1);
	expect(segment.api.requests).toHaveLength(1);
});
