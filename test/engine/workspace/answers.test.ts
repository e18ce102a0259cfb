/** How Segment Workspace reads what comes back, and what it says of it. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { answer, API, id, refusal, type Reply, runWorkspace } from '../../support/workspace';

let waits: number[];
beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => {
	waits = useFastClock();
});
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const GET: INodeParameters = { resource: 'group', operation: 'get', group: id('g1') };
const LIST: INodeParameters = { resource: 'group', operation: 'getAll' };
const CREATE: INodeParameters = { resource: 'group', operation: 'create', name: 'Data' };
const DELETE: INodeParameters = { resource: 'group', operation: 'delete', group: id('g1') };
const ERASE: INodeParameters = {
	resource: 'deletionRequest',
	operation: 'create',
	subjectIds: '={{ $json.ids }}',
	confirm: true,
};
const ids = (count: number, length = 6) =>
	Array.from({ length: count }, (_, index) => String(index).padStart(length, '0'));
const ok: Reply = { data: { userGroup: { id: 'g1' } } };

describe('a redirect', () => {
	it.each([
		['https://other.example/secret/path', 'https://other.example'],
		['/signin?next=secret', API],
	])('to %s is not followed; the error names the host to use, and no more', async (to, host) => {
		const elsewhere = nock('https://other.example')
			.get(/.*/)
			.reply(200, ok.data as object);
		const requests = answer({ status: 301, body: '', headers: { location: to } });
		const { error } = await runWorkspace({ ...ERASE, subjectIds: 'u1' }, { items: [{}, {}] });
		expect(requests).toHaveLength(1);
		expect(elsewhere.isDone()).toBe(false);
		expect(error?.message).toContain('leads elsewhere (HTTP 301)');
		expect(error?.description).toContain(host);
		expect(error?.description).toContain('No other item was done');
		expect(JSON.stringify([error?.message, error?.description])).not.toContain('secret');
	});
});

describe('a success that is none', () => {
	it.each<[string, unknown, string]>([
		['a sign-in page', '<html><title>Sign in</title>', '<html><title>Sign in</title>'],
		['another service’s JSON', { error: 'unauthorized' }, '{"error":"unauthorized"}'],
		['a failure of another service', { success: 'false' }, '{"success":"false"}'],
		['a list without its envelope', [{ id: 'g1' }], '[{"id":"g1"}]'],
		['an empty body', '', 'nothing'],
		['no data', { data: null }, '{"data":null}'],
	])('%s is not Segment’s answer; the error shows its beginning', async (_, body, beginning) => {
		answer({ body: body as object });
		const { error } = await runWorkspace(GET);
		expect(error?.message).toBe('The answer does not come from Segment’s Public API');
		expect(error?.description).toContain(`The answer begins: ${beginning.replace(/"/g, '"')}`);
		expect(error?.description).toContain('Host');
	});

	it.each([
		[{ errors: [{ message: 'denied' }] }],
		[{ data: { userGroups: [] }, errors: [{ message: 'denied' }] }],
	])('%j gives Segment’s own words', async (body) => {
		answer({ body });
		const { error, json } = await runWorkspace(LIST);
		expect(error?.message).toBe('Segment answered with an error');
		expect(error?.description).toContain('Segment says: denied');
		expect(json).toEqual([]);
	});

	it.each([
		[{}, 'It is empty'],
		[{ userGroups: null }, 'What is there is null.'],
		[{ userGroups: { g1: {} } }, 'What is there is an object.'],
		[{ userGroups: 'g1' }, 'What is there is “g1”.'],
		[{ groups: [], pagination: {} }, 'It has only groups, pagination'],
	])('a list in %j is missing', async (data, said) => {
		answer({ data });
		const { error, json } = await runWorkspace(LIST);
		expect(error?.message).toBe("Segment's answer lacks “userGroups”");
		expect(error?.description).toContain(said);
		expect(json).toEqual([]);
	});

	it('a list with something else in it is missing', async () => {
		answer({ data: { userGroups: [{ id: 'g1' }, null] } });
		const { error } = await runWorkspace(LIST);
		expect(error?.message).toBe("Segment's answer lacks “userGroups → 1”");
	});

	it('a record that is missing after a create may have been made', async () => {
		answer({ data: {} });
		const { error } = await runWorkspace(CREATE);
		expect(error?.message).toBe("Segment's answer lacks “userGroup”");
		expect(error?.description).toContain('may have been carried out');
	});

	it('an ID that the next request needs is missing', async () => {
		const requests = answer({ data: { reverseEtlModel: { id: 'mod1' } } });
		const { error } = await runWorkspace({
			resource: 'reverseEtl',
			operation: 'startSync',
			model: id('mod1'),
			subscriptionId: 'sub1',
		});
		expect(error?.message).toBe("Segment's answer lacks “sourceId”");
		expect(requests).toHaveLength(1);
	});
});

it('shows how the refusal of somebody else begins', async () => {
	nock(API).get('/groups/g1').reply(403, '<html>The proxy lets nobody through</html>');
	const { error } = await runWorkspace(GET);
	expect(error?.message).toBe("The credential's token is not allowed to do this");
	expect(error?.description).toContain('The answer begins: <html>The proxy lets nobody through');
});

describe('a deletion', () => {
	it.each<[string, Reply[]]>([
		['204', [{ status: 204, body: '' }]],
		['an empty 200', [{ body: '' }]],
		['503, then 404', [refusal(503, 'down'), refusal(404, 'gone')]],
	])('is done with %s', async (_, replies) => {
		const requests = answer(...replies);
		const { json, error } = await runWorkspace(DELETE);
		expect(error).toBeUndefined();
		expect(json).toEqual([{ id: 'g1', deleted: true }]);
		expect(requests).toHaveLength(replies.length);
	});

	it.each<[string, Reply[]]>([
		['404 at once', [refusal(404, 'gone')]],
		['429, which did nothing, then 404', [refusal(429, 'slow'), refusal(404, 'gone')]],
	])('is not done with %s', async (_, replies) => {
		answer(...replies);
		const { error } = await runWorkspace(DELETE);
		expect(error?.message).toBe('Segment does not know the group in this workspace');
	});
});

describe('a connection that breaks', () => {
	let server: Server;
	let requests: number;
	/** What becomes of the requests in turn; the last holds for all others. */
	let fates: Array<(response: ServerResponse) => void>;
	const whole = JSON.stringify(ok);
	const well = (response: ServerResponse) => void response.end(whole);
	const cut = (response: ServerResponse) => void response.destroy();
	const cutInTheMiddle = (response: ServerResponse) => {
		response.writeHead(200, { 'content-length': whole.length });
		response.write(whole.slice(0, 10), () => response.destroy());
	};
	const noGzip = (status: number) => (response: ServerResponse) =>
		void response.writeHead(status, { 'content-encoding': 'gzip' }).end(whole);

	beforeAll(async () => {
		nock.enableNetConnect('127.0.0.1');
		server = createServer((_, response) => fates[Math.min(requests++, fates.length - 1)](response));
		await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	});
	afterAll(() => {
		server.close();
		nock.disableNetConnect();
	});
	beforeEach(() => (requests = 0));

	const run = async (parameters: INodeParameters, port = (server.address() as AddressInfo).port) =>
		await runWorkspace(parameters, {
			credential: { token: 't', region: 'custom', host: `http://127.0.0.1:${port}` },
		});

	it.each([
		['cut before the answer', cut],
		['cut in the middle of it', cutInTheMiddle],
		['a 200 that is not what its header says', noGzip(200)],
		['a 503 that is not what its header says', noGzip(503)],
	])('%s: a read is tried again', async (_, fate) => {
		fates = [fate, well];
		const { json, error } = await run(GET);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
		expect(requests).toBe(2);
		expect(waits).toHaveLength(1);
	});

	it.each([
		['cut before the answer', cut],
		['cut in the middle of it', cutInTheMiddle],
		['not what its header says', noGzip(200)],
	])('%s: a create may have been carried out, and is not tried again', async (_, fate) => {
		fates = [fate, well];
		const { error } = await run(CREATE);
		expect(error?.message).toBe('Segment did not answer');
		expect(error?.description).toContain('It was not sent again. It may have been carried out');
		expect(requests).toBe(1);
	});

	it('says how often it was tried', async () => {
		fates = [cut];
		const { error } = await run(GET);
		expect(error?.message).toBe('Segment did not answer');
		expect(error?.description).toMatch(/It was tried 6 times\..*The network says: ECONNRESET/);
		expect(requests).toBe(6);
	});

	it('did nothing when it was never made: a create is tried again', async () => {
		const { error } = await run(CREATE, 1);
		expect(error?.description).toMatch(/It was tried 3 times\..*ECONNREFUSED/);
		expect(error?.description).not.toContain('may have been');
	});
});

it('claims no repetition where there was none', async () => {
	answer(refusal(501, 'no'));
	const { error } = await runWorkspace(GET);
	expect(error?.description).not.toMatch(/tried|repeated/);
});

describe('what was sent once', () => {
	const parameters = [GET, LIST, CREATE, DELETE];
	const statuses = [302, 400, 401, 403, 404, 409, 413, 422, 501, 505];
	const cases = parameters.flatMap((each) => statuses.map((status) => [status, each] as const));

	it.each(cases)('is not said to have been repeated: %i, %j', async (status, each) => {
		const requests = answer(refusal(status, 'no'));
		const { error } = await runWorkspace(each);
		expect(error).toBeDefined();
		expect(requests).toHaveLength(1);
		expect(`${error?.message} ${error?.description}`).not.toMatch(/times|attempt|repeated/);
	});

	it.each([408, 500, 503])('because it may have been done: %i', async (status) => {
		const requests = answer(refusal(status, 'no'));
		const { error } = await runWorkspace(CREATE);
		expect(requests).toHaveLength(1);
		expect(error?.description).toMatch(/^It was not sent again\. It may have been carried out/);
	});
});

describe('a write key in a path', () => {
	const KEY = 'wk+live/1234';

	it.each<[string, INodeParameters]>([
		[
			'Remove Write Key',
			{
				resource: 'source',
				operation: 'removeWriteKey',
				source: id('s1'),
				writeKey: '={{ $json.key }}',
			},
		],
		[
			'Custom API Call',
			{
				resource: 'customCall',
				operation: 'send',
				method: 'DELETE',
				path: '={{ $json.path }}',
			},
		],
	])('stays out of every error: %s', async (_, parameters) => {
		for (const reply of [
			refusal(404, `no key ${KEY} (${encodeURIComponent(KEY)})`, KEY),
			refusal(503, KEY),
			{ body: '' },
			{ body: `${'x'.repeat(110)}/writekey/${KEY}` },
			{ status: 403, body: `no way to /writekey/${encodeURIComponent(KEY)}` },
		]) {
			nock.cleanAll();
			answer(reply);
			for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
				const { error, json } = await runWorkspace(parameters, {
					items: [{ key: KEY, path: `/sources/s1/writekey/${encodeURIComponent(KEY)}` }],
					settings: { onError },
				});
				const told = JSON.stringify([{ ...error }, error?.message, error?.stack, json]);
				expect(told).not.toContain(KEY);
				expect(told).not.toContain(encodeURIComponent(KEY));
			}
		}
	});
});

describe('a write key that is an ordinary word', () => {
	const REMOVE = { resource: 'source', operation: 'removeWriteKey', source: id('s1') };

	it.each([
		['404', 'key … is gone'],
		['message', 'key … is gone'],
		['100%', 'key … is gone'],
	])('%s takes nothing from what Segment says', async (writeKey, said) => {
		const errors = [{ type: 'error', message: `key ${writeKey} is gone`, code: 404 }];
		answer({ status: 404, body: { errors } });
		const { error } = await runWorkspace({ ...REMOVE, writeKey });
		expect(error?.message).toContain('Segment does not know the source');
		expect(error?.description).toContain(`Segment says: ${said}`);
	});
});

describe('what Segment says', () => {
	const run = async (body: unknown) => {
		answer({ status: 400, body });
		const { json } = await runWorkspace(GET, { settings: { onError: 'continueRegularOutput' } });
		return JSON.stringify(json);
	};

	it('is repeated at no length, in the error and in its details', async () => {
		const errors = Array.from({ length: 500 }, () => ({ message: 'x'.repeat(10_000) }));
		expect((await run({ errors })).length).toBeLessThan(20_000);
	});

	it('is repeated without what a credential travels in', async () => {
		const told = await run({
			errors: [{ message: 'no: Bearer s3cr3t-t0ken', data: ['Basic abc'] }],
		});
		expect(told).toContain('Segment says: no: Bearer …');
		expect(told).not.toMatch(/s3cr3t|abc/);
	});
});

it('names the IDs that it asked for, where the path has none', async () => {
	answer(refusal(404, 'gone'));
	const { error } = await runWorkspace({ resource: 'user', operation: 'delete', user: id('u1') });
	expect(error?.description).toContain('Asked for: /users, userIds u1.');
});

it('says that a create whose answer is none may have been carried out', async () => {
	answer({ body: '<html>' });
	const { error } = await runWorkspace(CREATE);
	expect(error?.message).toContain('does not come from Segment’s Public API');
	expect(error?.description).toContain('It may have been carried out all the same');
});

describe('a deletion request', () => {
	it('says that nothing is left of the quota', async () => {
		answer({ data: { regulateId: 'reg_1' }, headers: { 'x-ratelimit-remaining': '0' } });
		const { json } = await runWorkspace({ ...ERASE, subjectIds: 'u1' });
		expect(json).toMatchObject([{ quotaRemaining: 0 }]);
	});

	it('says nothing of a quota that Segment does not tell', async () => {
		answer({ data: { regulateId: 'reg_1' }, headers: { 'x-ratelimit-remaining': 'many' } });
		const { json } = await runWorkspace({ ...ERASE, subjectIds: 'u1' });
		expect(json).toMatchObject([{ quotaRemaining: null }]);
	});

	it('is not accepted without an ID', async () => {
		answer({ data: {} });
		const { error } = await runWorkspace({ ...ERASE, subjectIds: 'u1' });
		expect(error?.message).toBe("Segment's answer lacks “regulateId”");
		expect(error?.description).toContain('may have been carried out');
	});

	it('is split by 4 MB as well as by 5,000 IDs', async () => {
		const requests = answer({ data: { regulateId: 'reg_1' } });
		// 5,000 IDs of 900 bytes are 4.5 MB; an umlaut is two bytes
		const long = ids(5_000, 898).map((each) => `ü${each.slice(2)}ü`);
		const { json } = await runWorkspace(ERASE, { items: [{ ids: long }] });
		const bodies = requests.map(({ body }) => body as { subjectIds: string[] });
		expect(bodies.flatMap(({ subjectIds }) => subjectIds)).toEqual(long);
		expect(bodies).toHaveLength(2);
		for (const body of bodies) {
			expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(4_000_000);
		}
		expect(json).toHaveLength(2);
	});

	describe('of which a later part is not accepted', () => {
		const three = { items: [{ ids: ids(10_001) }] };

		it('gives Segment’s own words, what was done, and what is left', async () => {
			answer({ data: { regulateId: 'reg_1' } }, refusal(422, 'quota used up'));
			const { error } = await runWorkspace(ERASE, three);
			expect(error?.message).toBe('Only a part of the IDs was accepted for deletion');
			expect(error?.description).toBe(
				'Segment accepted reg_1; the last 5001 IDs are still to be sent. Segment did not accept the values. Check the fields of the node. Segment says: quota used up',
			);
			expect(error?.httpCode).toBe('422');
		});

		it.each<[string, Reply]>([
			['a server error', refusal(503, 'down')],
			['an answer of somebody else', { body: '<html>' }],
			['an answer without an ID', { data: {} }],
		])('claims nothing of a request whose answer was lost: %s', async (_, reply) => {
			const requests = answer({ data: { regulateId: 'reg_1' } }, reply);
			const { error } = await runWorkspace(ERASE, three);
			expect(error?.description).toContain(
				'Segment accepted reg_1; it is not known what became of the next 5000 IDs, and the last 1 are still to be sent.',
			);
			expect(requests).toHaveLength(2);
		});

		it('keeps what was accepted in the error output', async () => {
			answer({ data: { regulateId: 'reg_1' } }, refusal(422, 'no'));
			const { json } = await runWorkspace(ERASE, {
				...three,
				settings: { onError: 'continueRegularOutput' },
			});
			expect(json[0].details).toMatchObject({ status: 422, accepted: ['reg_1'] });
		});
	});
});

describe('a thousand addresses', () => {
	const addresses = ids(1_000).map((each) => `person+${each}@example.com`);

	it.each<[string, INodeParameters]>([
		['Remove Members', { resource: 'group', operation: 'removeMembers', group: id('g1') }],
		['Invite → Delete', { resource: 'invite', operation: 'delete' }],
	])('are split, so that no URL is longer than 6 KB: %s', async (_, parameters) => {
		const requests = answer({ data: { status: 'SUCCESS' } });
		const { json } = await runWorkspace(
			{ ...parameters, emails: '={{ $json.emails }}' },
			{ items: [{ emails: addresses }] },
		);
		const sent = requests.flatMap(({ uri }) => [...new URL(uri, API).searchParams.values()]);
		expect(sent).toEqual(addresses);
		for (const { uri } of requests) expect(`${API}${uri}`.length).toBeLessThan(6_000);
		expect(requests.length).toBeLessThan(13);
		expect(json.map(({ email }) => email)).toEqual(addresses);
	});

	it('say how far they came when a later part is refused', async () => {
		answer({ data: { status: 'SUCCESS' } }, refusal(422, 'no'));
		const { error } = await runWorkspace(
			{ resource: 'invite', operation: 'delete', emails: '={{ $json.emails }}' },
			{ items: [{ emails: addresses }] },
		);
		expect(error?.description).toMatch(
			/^\d+ of 1000 addresses were done before\. .*Segment says: no/,
		);
	});
});
