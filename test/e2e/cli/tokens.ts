import { generateKeyPairSync } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import type { Credential } from '../../support/n8n/n8n';
import { DEFAULT_ACCESS_TOKEN, DEFAULT_SPACE_ID } from '../../stand-in/profile-api';
import { tokens } from '../../stand-in/public-api';
import type { StandIn } from '../../stand-in/server';
import { chain, makeNode } from './workflows';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	publicKeyEncoding: { type: 'spki', format: 'pem' },
});

const OAUTH_APP = { clientId: 'end-to-end-app', keyId: 'end-to-end-key', publicKey };

/** Settings of a stand-in that knows the OAuth app. */
export const tokenSettings = { oauthApps: [OAUTH_APP] };

/** One credential for each way to log in to Segment's other APIs, all led to the stand-in. */
export function tokenCredentials({ url }: StandIn): Credential[] {
	const publicApi = { region: 'custom', host: `${url}/public-api`, oauthServer: url };
	return [
		{
			...PROFILE,
			type: 'segmentProfileApi',
			data: {
				spaceId: DEFAULT_SPACE_ID,
				accessToken: DEFAULT_ACCESS_TOKEN,
				region: 'custom',
				host: `${url}/profile-api`,
			},
		},
		{
			...PUBLIC_API_TOKEN,
			type: 'segmentPublicApi',
			data: { ...publicApi, authType: 'token', token: tokens.owner },
		},
		{
			...OAUTH,
			type: 'segmentPublicApi',
			data: {
				...publicApi,
				authType: 'oauth',
				clientId: OAUTH_APP.clientId,
				keyId: OAUTH_APP.keyId,
				privateKey,
			},
		},
	];
}

const PROFILE = { id: 'TokensProfileCre', name: 'Segment Profile account' };
/** The credential with the token of a workspace's owner. */
export const PUBLIC_API_TOKEN = { id: 'TokensPublicApi1', name: 'Segment Public API, token' };
const OAUTH = { id: 'TokensPublicApi2', name: 'Segment Public API, OAuth' };

const profile = {
	resource: 'profile',
	operation: 'get',
	collection: 'users',
	idType: 'userId',
	userId: 'u-1001',
};
const workspace = { resource: 'workspace', operation: 'get' };

/** Each credential is refused once and then accepted. */
export const tokensWorkflow = chain(
	'Tokens',
	['Refused', 'Accepted'].flatMap((outcome) => [
		node(`${outcome}: profile`, 'segmentProfile', profile, 'segmentProfileApi', PROFILE),
		node(`${outcome}: token`, 'segmentWorkspace', workspace, 'segmentPublicApi', PUBLIC_API_TOKEN),
		node(`${outcome}: OAuth`, 'segmentWorkspace', workspace, 'segmentPublicApi', OAUTH),
	]),
);

function node(
	name: string,
	type: string,
	parameters: INodeParameters,
	credentialType: string,
	credential: typeof PROFILE,
): INode {
	return makeNode(name, `n8n-nodes-segment.${type}`, parameters, {
		credentials: { [credentialType]: credential },
		onError: 'continueRegularOutput',
	});
}

/** What must not be found anywhere: what the credentials hold, and what the OAuth server issued. */
export function tokenSecrets({ publicApi }: StandIn): string[] {
	const sent = publicApi.requests.map(({ headers }) => headers.authorization ?? '');
	const bearers = sent.map((header) => header.replace(/^Bearer /i, '')).filter(Boolean);
	return [...new Set([DEFAULT_ACCESS_TOKEN, ...bearers, ...privateKey.split('\n').slice(1, 3)])];
}
