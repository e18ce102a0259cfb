import nock from '../../support/nock';
import type { INodeType } from 'n8n-workflow';

import { SegmentProfileApi } from '../../../credentials/SegmentProfileApi.credentials';
import { type NodeRunResult, runNode } from '../../support/engine';
import { type RunningProfileApi, startProfileApi } from '../../support/profile-api';

const PATH = '/v1/spaces/spa_demo/collections/users/profiles/user_id:n8n-credential-test/traits';
let profileApi: RunningProfileApi;
beforeAll(async () => (profileApi = await startProfileApi()));
afterEach(() => {
	profileApi.api.reset();
	nock.cleanAll();
});
afterAll(async () => await profileApi.close());

/** Sends the credential's test as n8n does: as the routing of a node's only property. */
async function runTest(data: Record<string, string>): Promise<NodeRunResult> {
	const credential = new SegmentProfileApi();
	const nodeType: INodeType = {
		description: {
			displayName: 'Temp',
			name: 'temp',
			group: ['input'],
			version: 1,
			description: 'Sends one request',
			defaults: { name: 'Temp' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: credential.name, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: credential.test.request },
				},
			],
		},
	};
	return await runNode({
		nodeType,
		credentialTypes: [credential],
		credentials: {
			segmentProfileApi: { spaceId: 'spa_demo', accessToken: 'demo-access-token', ...data },
		},
		parameters: {},
	});
}

const custom = (more: Record<string, string> = {}) => ({
	region: 'custom',
	host: profileApi.host,
	...more,
});

/** What the rules make of an answer that was let through. */
function rejection({ json }: NodeRunResult): string | undefined {
	const rules = (new SegmentProfileApi().test.rules ?? []) as Array<{
		type: string;
		properties: { key?: string; value: unknown; message: string };
	}>;
	const code = (json[0].error as { code?: string } | undefined)?.code;
	return rules.find(
		({ type, properties }) => type === 'responseSuccessBody' && properties.value === code,
	)?.properties.message;
}

describe('the test of the credential', () => {
	it('passes when Segment says that there is no such profile', async () => {
		const result = await runTest(custom());
		expect(result.error).toBeUndefined();
		expect(rejection(result)).toBeUndefined();
		expect(profileApi.api.requests).toEqual([
			expect.objectContaining({ method: 'GET', url: PATH, status: 404 }),
		]);
	});

	it('fails for a token that Segment does not know', async () => {
		const { error } = await runTest(custom({ accessToken: 'wrong' }));
		expect(error?.httpCode).toBe('401');
	});

	it('fails where n8n lets every status through, by the body', async () => {
		profileApi.api.faults.push({
			status: 404,
			error: { code: 'authentication_error', message: 'no' },
		});
		expect(rejection(await runTest(custom()))).toContain('did not accept the access token');
	});

	it.each([400, 403, 429, 500, 503])('fails with status %i', async (status) => {
		profileApi.api.faults.push({ status, times: 9 });
		const { error } = await runTest(custom());
		expect(error?.httpCode).toBe(String(status));
	});

	it.each([
		[{ region: 'us' }, 'https://profiles.segment.com'],
		[{ region: 'eu' }, 'https://profiles.euw1.segment.com'],
		[
			{ region: 'custom', host: ' https://proxy.example/segment/v1/ ' },
			'https://proxy.example/segment',
		],
		[
			{ spaceId: '\u00a0spa_demo\n', accessToken: ' demo-access-token\n' },
			'https://profiles.segment.com',
		],
	])('of %j asks %s', async (data, host) => {
		const scope = nock(host)
			.get(PATH)
			.basicAuth({ user: 'demo-access-token', pass: '' })
			.reply(404, { error: { code: 'not_found', message: 'Profile was not found.' } });
		const { error } = await runTest(data);
		expect(error).toBeUndefined();
		scope.done();
	});

	it('fails for a token with white space inside, before it is sent', async () => {
		const { error } = await runTest(custom({ accessToken: 'demo access token' }));
		expect(error?.message).toBe("The credential's Access Token has white space inside");
		expect(profileApi.api.requests).toEqual([]);
	});

	it.each([
		{ allowedHttpRequestDomains: 'none' },
		{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' },
	])('works with a credential restricted to %j', async (restriction) => {
		const { error } = await runTest(custom(restriction as Record<string, string>));
		expect(error).toBeUndefined();
	});
});
