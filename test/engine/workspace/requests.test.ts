/** What each operation sends, byte for byte, and what it makes of the answer. */
import type { INodeParameters } from 'n8n-workflow';
import nock from '../../support/nock';

import { useFastClock } from '../../support/clock';
import { connectionRuns } from '../../support/workspaceCases/runs';
import { answer, id, runWorkspace, TOKEN } from '../../support/workspace';
import { operationCases } from '../../support/workspaceCases';
import { permissions } from '../../support/workspaceCases/records';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

it.each(operationCases)('$name', async ({ resource, parameters, sends, body, data, gives }) => {
	const requests = answer({ data });

	const { json, outputs, error } = await runWorkspace({ resource, ...parameters });

	expect(error).toBeUndefined();
	expect(requests.map(({ method, uri }) => `${method} ${uri}`)).toEqual([sends]);
	expect(requests[0].body).toEqual(body ?? '');
	expect(requests[0].headers).toMatchObject({
		authorization: `Bearer ${TOKEN}`,
		accept: 'application/json',
	});
	expect(json).toEqual(gives);
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(gives.map(() => ({ item: 0 })));
	if (parameters.simplify !== false) expect(JSON.stringify(json)).not.toContain('secret');
});

it.each(connectionRuns)('$name', async ({ parameters, replies, sends, gives }) => {
	const requests = answer(...replies);
	const { json, error } = await runWorkspace(parameters);
	expect(error).toBeUndefined();
	expect(requests.map(({ method, uri, body }) => [`${method} ${uri}`, body])).toEqual(
		sends.map(([request, body]) => [request, body ?? '']),
	);
	expect(json).toEqual(gives);
});

it('looks up the workspace when a role is granted on all of it', async () => {
	const requests = answer({ data: { workspace: { id: 'w1' } } }, { data: { permissions } });
	const row = { role: id('r1'), resourceType: 'WORKSPACE', labels: 'env:prod' };
	await runWorkspace({
		resource: 'user',
		operation: 'addPermissions',
		user: id('u1'),
		permissions: { permission: [row] } as unknown as INodeParameters,
	});
	expect(requests.map(({ method, uri }) => `${method} ${uri}`)).toEqual([
		'GET /',
		'POST /users/u1/permissions',
	]);
	expect(requests[1].body).toEqual({
		permissions: [
			{
				roleId: 'r1',
				resources: [{ id: 'w1', type: 'WORKSPACE', labels: [{ key: 'env', value: 'prod' }] }],
			},
		],
	});
});

it('puts the labels of an invite beside its resources', async () => {
	const requests = answer({ data: { workspace: { id: 'w1' } } }, { data: { emails: ['a@b.co'] } });
	const row = { role: id('r1'), resourceType: 'WORKSPACE', labels: 'env:prod' };
	await runWorkspace({
		resource: 'user',
		operation: 'invite',
		email: 'a@b.co',
		permissions: { permission: [row] } as unknown as INodeParameters,
	});
	expect(requests[1].body).toEqual({
		invites: [
			{
				email: 'a@b.co',
				permissions: [
					{
						roleId: 'r1',
						resources: [{ id: 'w1', type: 'WORKSPACE' }],
						labels: [{ key: 'env', value: 'prod' }],
					},
				],
			},
		],
	});
});
