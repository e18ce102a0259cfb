import type { IHttpRequestHelper } from 'n8n-workflow';

import { tokenServer } from '../../../../nodes/Segment/writeKey/tokenServer';

const answering = (answer: () => Promise<unknown>) => {
	const httpRequest = jest.fn(answer);
	return { http: { helpers: { httpRequest } } as unknown as IHttpRequestHelper, httpRequest };
};
const settings = (apiHost?: string) => async () => ({
	integrations: { 'Segment.io': { apiHost } },
});
const AUTO = { region: 'auto', writekey: 'a+key' };
const US = 'https://oauth2.segment.io';
const EU = 'https://oauth2.eu1.segmentapis.com';

it.each([
	['api.segment.io/v1', US],
	['events.eu1.segmentapis.com/v1', EU],
	[undefined, US],
	['events.example.com/v1', US],
])('is the one of the region whose address the settings name: %s', async (apiHost, server) => {
	const { http, httpRequest } = answering(settings(apiHost));
	expect(await tokenServer(http, AUTO)).toBe(server);
	expect(httpRequest).toHaveBeenCalledWith({
		method: 'GET',
		url: 'https://cdn.segment.com/v1/projects/a%2Bkey/settings',
		disableFollowRedirect: true,
	});
});

it.each([
	[{ region: 'us' }, US],
	[{ region: 'eu' }, EU],
	[{ region: 'custom', oauthServer: 'https://tokens.example.com/' }, 'https://tokens.example.com'],
])('is that of the chosen region without asking: %j', async (credential, server) => {
	const { http, httpRequest } = answering(settings());
	expect(await tokenServer(http, { ...AUTO, ...credential })).toBe(server);
	expect(httpRequest).not.toHaveBeenCalled();
});

it.each([
	['an unknown key', async () => await Promise.reject(new Error('404'))],
	['another answer', async () => '<html>Sign in</html>'],
])('says what to do about %s', async (_what, answer) => {
	const { http } = answering(answer);
	await expect(tokenServer(http, AUTO)).rejects.toThrow(/choose the Region in the credential/);
});
