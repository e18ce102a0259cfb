import type { IHttpRequestHelper } from 'n8n-workflow';

import { freshToken } from '../../../nodes/shared/send/oauthCredential';

const noRequest = { helpers: {} } as IHttpRequestHelper;

it('asks for no token server where the credential is a token for a custom host', async () => {
	const credential = { region: 'custom', host: 'http://127.0.0.1:8600', token: 'a-token' };
	await expect(freshToken(noRequest, credential, 'public_api:read_write')).resolves.toEqual({});
});
