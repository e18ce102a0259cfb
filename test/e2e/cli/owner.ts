import { createOwner, type N8nServer } from '../../support/n8n/n8n';

const OWNER = {
	email: 'owner@example.com',
	password: 'Segment-test-1',
	firstName: 'Test',
	lastName: 'Owner',
};

/** Sends a request as n8n's editor does, signed in as the owner. */
export type Rest = (method: string, path: string, body?: object) => Promise<Response>;

/**
 * Makes the owner of an n8n, unless it has one, and signs in. The owner stays signed in over a restart.
 *
 * @param current the n8n as it runs now: a restart can bring another port
 */
export async function signIn(current: () => N8nServer): Promise<Rest> {
	await createOwner(current(), OWNER);
	const { email: emailOrLdapLoginId, password } = OWNER;
	const login = await send('POST', '/rest/login', { emailOrLdapLoginId, password });
	if (!login.ok) throw new Error(`n8n let nobody in (${login.status}): ${await login.text()}`);
	const cookie = login.headers.getSetCookie().join('; ');
	return async (method, path, body) => await send(method, path, body, cookie);

	async function send(method: string, path: string, body?: object, signedIn = '') {
		return await fetch(`${current().url}${path}`, {
			method,
			// n8n ties a session to the browser that it began in
			headers: { 'content-type': 'application/json', cookie: signedIn, 'browser-id': 'test' },
			body: body && JSON.stringify(body),
		});
	}
}
