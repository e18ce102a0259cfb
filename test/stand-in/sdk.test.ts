import { generateKeyPairSync } from 'node:crypto';

import { Analytics } from '@segment/analytics-node';

import { WRITE_KEY } from './client';
import { startStandIn, type StandIn } from './server';

// The client waits a second or two before it sends again.
jest.setTimeout(30_000);

/** Segment's own client is the judge of the stand-in. */
let standIn: StandIn;
const keys = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	publicKeyEncoding: { type: 'spki', format: 'pem' },
});

beforeAll(async () => {
	standIn = await startStandIn({
		writeKeys: [WRITE_KEY, { writeKey: 'enforced', name: 'Enforced', oauthEnforced: true }],
		oauthApps: [{ clientId: 'app-1', keyId: 'key-1', publicKey: keys.publicKey }],
	});
});
beforeEach(() => standIn.reset());
afterAll(async () => await standIn.close());

type Settings = ConstructorParameters<typeof Analytics>[0];

/** Runs a client, flushes it, and returns the errors it reported. */
async function withClient(settings: Partial<Settings>, use: (client: Analytics) => void) {
	const client = new Analytics({ writeKey: WRITE_KEY, host: standIn.url, ...settings });
	const errors: unknown[] = [];
	client.on('error', (error) => errors.push(error));
	use(client);
	await client.closeAndFlush();
	return errors;
}

function sendAllSixCalls(client: Analytics): void {
	client.identify({ userId: 'u-1', traits: { email: 'a@example.com' } });
	client.track({ userId: 'u-1', event: 'Song Played', properties: { name: 'X' } });
	client.page({ anonymousId: 'a-1', name: 'Home', category: 'Start' });
	client.screen({ userId: 'u-1', name: 'Inbox' });
	client.group({ userId: 'u-1', groupId: 'g-1', traits: { employees: 7 } });
	client.alias({ userId: 'u-1', previousId: 'a-1' });
}

const SIX = [
	{ type: 'identify', userId: 'u-1', traits: { email: 'a@example.com' } },
	{ type: 'track', userId: 'u-1', event: 'Song Played', properties: { name: 'X' } },
	{ type: 'page', anonymousId: 'a-1', name: 'Home', category: 'Start' },
	{ type: 'screen', userId: 'u-1', name: 'Inbox' },
	{ type: 'group', userId: 'u-1', groupId: 'g-1', traits: { employees: 7 } },
	{ type: 'alias', userId: 'u-1', previousId: 'a-1' },
].map((message) => ({ ...message, context: { library: { name: '@segment/analytics-node' } } }));

test('all six calls arrive, in one batch', async () => {
	const errors = await withClient({}, sendAllSixCalls);

	expect(errors).toEqual([]);
	expect(standIn.received.map(({ message }) => message)).toMatchObject(SIX);
	expect(standIn.discarded).toEqual([]);
	expect(standIn.requests).toMatchObject([
		{
			path: '/v1/batch',
			authorization: 'basic',
			writeKey: WRITE_KEY,
			messages: 6,
			accepted: 6,
			attempt: 1,
			sentAt: expect.any(String),
		},
	]);
});

test('all six calls arrive with OAuth, by one token', async () => {
	const oauthSettings = {
		clientId: 'app-1',
		clientKey: keys.privateKey,
		keyId: 'key-1',
		authServer: standIn.url,
	};
	const errors = await withClient({ writeKey: 'enforced', oauthSettings }, sendAllSixCalls);

	expect(errors).toEqual([]);
	expect(standIn.received.map(({ message }) => message)).toMatchObject(SIX);
	expect(standIn.requests).toMatchObject([{ authorization: 'bearer', accepted: 6, status: 200 }]);
});

test('a retry after a reset counts nothing twice', async () => {
	standIn.faults.add({ reset: 'after' });
	const errors = await withClient({}, sendAllSixCalls);

	expect(errors).toEqual([]);
	expect(standIn.counts).toMatchObject({ accepted: 6, duplicates: 6, requests: 2, refused: 1 });
	expect(standIn.requests).toMatchObject([
		{ attempt: 1, accepted: 6 },
		{ attempt: 2, retryCount: 1, duplicates: 6, status: 200 },
	]);
});

test('a refusal reaches the client', async () => {
	standIn.faults.add({ status: 413 });
	const errors = await withClient({}, (client) => client.track({ userId: 'u-1', event: 'E' }));

	expect(errors).toMatchObject([{ code: 'delivery_failure' }]);
	expect(standIn.counts).toMatchObject({ accepted: 0, refused: 1 });
});

test('an unknown write key goes unnoticed, as with Segment', async () => {
	const settings = { writeKey: 'NoSourceHasThisWriteKey000000000' };
	const errors = await withClient(settings, (client) =>
		client.track({ userId: 'u-1', event: 'E' }),
	);

	expect(errors).toEqual([]);
	expect(standIn.discarded).toMatchObject([{ code: 'project_not_found' }]);
});
