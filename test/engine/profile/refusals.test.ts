import type { RequestListener } from 'node:http';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from '../../support/nock';
import { startAnswering } from '../../support/answering';
import { useFastClock } from '../../support/clock';
import { type RunningProfileApi, runProfile, startProfileApi } from '../../support/profile-api';
import { byId, THREE } from './outcomeSupport';

let profileApi: RunningProfileApi;
let waits: number[];
beforeAll(async () => (profileApi = await startProfileApi({ requestsPerSecond: Infinity })));

beforeEach(() => {
	profileApi.api.reset();
	waits = useFastClock();
});

afterEach(() => {
	jest.restoreAllMocks();
	nock.cleanAll();
});

afterAll(async () => await profileApi.close());

const run = async (
	parameters: INodeParameters,
	more: Omit<Parameters<typeof runProfile>[0], 'parameters'> = {},
) => await runProfile({ host: profileApi.host, items: THREE, parameters, ...more });

describe('what Segment refuses', () => {
	it.each([
		[400, 'Segment did not accept the request', 1],
		[401, 'Segment did not accept the access token', 1],
		[403, 'Segment does not allow this access token to read profiles', 1],
		[418, 'Segment could not answer, status 418', 1],
		[429, 'The space receives too many requests', 6],
		[500, 'Segment could not answer, status 500', 6],
		[503, 'Segment could not answer, status 503', 6],
	])('with %i is said plainly', async (status, message, requests) => {
		profileApi.api.faults.push({ status, times: 99 });
		const { error } = await run(byId, { items: [THREE[0]] });
		expect(error).toMatchObject({
			message,
			description: expect.stringMatching(
				/\. (Segment answered so in 6 attempts\. )?Segment says: The stand-in was told to answer so\. Request ID: [\w-]{36}$/,
			),
			httpCode: String(status),
			context: { itemIndex: 0 },
		});
		expect(profileApi.urls()).toHaveLength(requests);
	});

	it.each([401, 403])(
		'with %i is asked for once, however many parts were wanted',
		async (status) => {
			profileApi.api.faults.push({ status, times: 99 });
			await run({ ...byId, operation: 'get' }, { items: [THREE[0]] });
			expect(profileApi.urls()).toHaveLength(1);
		},
	);

	it.each([
		['[null, 5]', 'entry 0 of “data” is null'],
		['[{}, "x"]', 'entry 1 of “data” is “x”'],
	])('is no list of records: %s', async (data, what) => {
		const server = await startAnswering((_request, response) => {
			response.setHeader('Content-Type', 'application/json').end(`{"data":${data}}`);
		});
		const { outputs } = await runProfile({
			host: server.url,
			parameters: { operation: 'getLinks' },
			settings: { onError: 'continueRegularOutput' },
		});
		await server.close();
		expect(outputs[0].map(({ json }) => json.error)).toEqual([
			`This is not Segment's answer: ${what}`,
		]);
	});

	it.each([429, 500, 502, 503, 504])('with %i is asked again', async (status) => {
		profileApi.api.faults.push({ status, times: 2 });
		const { error } = await run(byId, { items: [THREE[0]] });
		expect(error).toBeUndefined();
		expect(waits).toEqual([1_000, 2_000]);
	});

	it('is asked again when Segment says', async () => {
		profileApi.api.faults.push({ status: 429, retryAfter: 7 });
		await run(byId, { items: [THREE[0]] });
		expect(waits).toEqual([7_000]);
	});

	it('becomes one result for each item when the node continues on fail', async () => {
		profileApi.api.faults.push({ status: 401, times: 99 });
		const { outputs } = await run(
			{ operation: 'get' },
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(outputs[0]).toEqual(
			[0, 1, 2].map((item) => ({
				json: {
					error: 'Segment did not accept the access token',
					message: expect.stringContaining('Space ID, Access Token and Region'),
					details: expect.objectContaining({ status: 401 }),
				},
				pairedItem: { item },
			})),
		);
		// the other two items were not tried
		expect(profileApi.urls()).toHaveLength(1);
		expect(outputs[0].map(({ json }) => json.details)).toEqual([
			{ status: 401, code: 'authentication_error', attempts: 1 },
			{ status: 401, code: 'authentication_error', attempts: 1, sent: false },
			{ status: 401, code: 'authentication_error', attempts: 1, sent: false },
		]);
	});

	it('is repeated without secrets, and at no length', async () => {
		const server = await startAnswering((_request, response) => {
			const message = `sgp_s3cret-token, Basic abc ${'x'.repeat(10_000)}`;
			response.writeHead(400, { 'Content-Type': 'application/json' });
			response.end(JSON.stringify({ error: { code: 'x', message } }));
		});
		const { error } = await runProfile({
			host: server.url,
			credential: { accessToken: 'sgp_s3cret-token' },
			parameters: { operation: 'getMetadata' },
		});
		await server.close();
		expect(error?.description).toMatch(/Segment says: …, Basic … x{480,}…$/);
		expect(String(error?.description).length).toBeLessThan(700);
	});

	it('never shows the access token', async () => {
		profileApi.api.faults.push({ status: 401, times: 99 });
		const { run: execution } = await run(byId);
		expect(JSON.stringify(execution)).not.toContain('demo-access-token');
		expect(JSON.stringify(execution)).not.toContain('ZGVtby1hY2Nlc3MtdG9rZW46');
	});

	it('is not asked for the items that wait once one has failed', async () => {
		profileApi.api.faults.push({ status: 401, times: 9_999 });
		const items = Array.from({ length: 500 }, () => ({ id: 'u-1001' }));
		const { error } = await run(byId, { items });
		expect(error).toMatchObject({
			message: 'Item 0 of 500: Segment did not accept the access token',
			description: expect.stringContaining('No other item was done. Not tried: 499 items.'),
			context: { itemIndex: 0 },
		});
		expect(profileApi.urls()).toHaveLength(1);
	});
});

describe('what cannot be sent', () => {
	it.each([
		[{ userId: '={{ "" }}' }, 'User ID is empty'],
		[{ idType: 'email', email: '={{ undefined }}' }, 'Email is empty'],
		[{ idType: 'customId', customIdType: '={{ "" }}', customId: 'x' }, 'Custom ID Type is empty'],
		[
			{ operation: 'getEvents', filters: { start: '={{ "soon" }}' } },
			'Filters → Start is “soon”, not a time',
		],
	])('%j fails for its item alone, before any request', async (parameters, message) => {
		const { outputs } = await run(parameters, { settings: { onError: 'continueRegularOutput' } });
		expect(outputs[0].map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			[message, { item: 0 }],
			[message, { item: 1 }],
			[message, { item: 2 }],
		]);
		expect(profileApi.urls()).toEqual([]);
	});

	it('is an error with the number of the item', async () => {
		const { error } = await run({
			...byId,
			userId: '={{ $itemIndex === 2 ? "" : $json.id }}',
			ifNotFound: 'noItem',
		});
		expect(error).toMatchObject({
			message: 'Nothing was sent: User ID is empty in 1 of 3 items',
			description: expect.stringMatching(/^Item 2: Fill it in, /),
			context: { itemIndex: 2 },
		});
	});

	it.each<[object, string, RegExp]>([
		[{ accessToken: '' }, "The credential's Access Token is empty", /API Access/],
		[{ accessToken: null }, "The credential's Access Token is empty", /API Access/],
		[
			{ accessToken: 'to ken' },
			"The credential's Access Token has white space inside",
			/Paste it once more/,
		],
		[{ spaceId: '..' }, "The credential's Space ID is “..”, not an ID", /API Access/],
		[{ spaceId: 'a\ud800' }, "The credential's Space ID holds half a character", /broken/],
	])('is a look-up with %j in the credential', async (credential, message, advice) => {
		const { error } = await run(byId, { credential: credential as IDataObject });
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(advice);
		expect(profileApi.urls()).toEqual([]);
	});

	it('is a look-up without a space', async () => {
		const { error } = await run(byId, { credential: { spaceId: ' ' } });
		expect(error?.message).toBe("The credential's Space ID is empty");
		const { json } = await run(byId, {
			credential: { spaceId: ' ' },
			settings: { onError: 'continueRegularOutput' },
		});
		expect(json).toEqual(
			THREE.map(() => ({
				error: "The credential's Space ID is empty",
				message: 'Segment shows it under Unify → Unify Settings → API Access.',
				details: { sent: false },
			})),
		);
	});
});

describe('when nobody answers', () => {
	it('asks again and says so', async () => {
		nock('https://profiles.segment.com')
			.get(/metadata/)
			.times(3)
			.replyWithError(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
		const { outputs } = await runProfile({
			parameters: { operation: 'getMetadata' },
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs[0]).toEqual([
			{
				json: {
					error: 'Segment could not be reached in 3 attempts',
					message: expect.stringContaining('(ECONNREFUSED)'),
					details: { attempts: 3 },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(waits).toEqual([1_000, 2_000]);
	});

	it.each([
		['<html>\n<title>Sign in</title>', "This is not Segment's answer", '<html> <title>Sign in'],
		['', "This is not Segment's answer", 'nothing'],
		[{ error: 'unauthorized' }, "This is not Segment's answer", '{"error":"unauthorized"}'],
		[['a'], "This is not Segment's answer", '["a"]'],
		[
			{ metadata: null },
			"This is not Segment's answer: “metadata” is missing",
			'{"metadata":null}',
		],
		[{ metadata: {}, error: {} }, "This is not Segment's answer", '{"metadata":{},"error":{}}'],
	])('and something else does: %j', async (body, message, beginning) => {
		nock('https://profiles.segment.com')
			.get(/metadata/)
			.reply(200, body);
		const { error } = await runProfile({ parameters: { operation: 'getMetadata' } });
		expect(error).toMatchObject({
			message,
			description: expect.stringContaining(`The answer begins: ${beginning}`),
		});
		expect(error?.description).toContain('Host');
	});

	it('but a proxy that knows no such address', async () => {
		nock('https://profiles.segment.com')
			.get(/metadata/)
			.reply(404, '<h1>Not Found</h1>');
		const { error } = await runProfile({
			parameters: { operation: 'getMetadata', ifNotFound: 'noItem' },
		});
		expect(error).toMatchObject({
			message: 'Segment could not answer, status 404',
			description: expect.stringContaining('The answer begins: <h1>Not Found</h1>'),
		});
	});

	it.each<[string, RequestListener]>([
		[
			'a false gzip',
			(_request, response) => {
				response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('{"metadata":{}}');
			},
		],
		[
			'half an answer',
			(_request, response) => {
				response.writeHead(200, { 'Content-Length': 99 }).write('{"metadata":', () => {
					response.destroy();
				});
			},
		],
	])('asks again after %s', async (_name, answer) => {
		const server = await startAnswering(answer, (_request, response) => {
			response.setHeader('Content-Type', 'application/json');
			response.end('{"metadata":{"created_at":"then"}}');
		});
		const { json, error } = await runProfile({
			host: server.url,
			parameters: { operation: 'getMetadata' },
		});
		await server.close();
		expect(error).toBeUndefined();
		expect(json[0].metadata).toEqual({ created_at: 'then' });
		expect(server.requests).toHaveLength(2);
	});
});

describe.each<[what: string, parameters: INodeParameters, error: string, message: string]>([
	[
		'two',
		{
			operation: 'getTraits',
			userId: '={{ $json.bad ? "" : $json.id }}',
			limit: '={{ $json.bad ? 0 : 5 }}',
		},
		'Limit is 0, and must be at least 1; User ID is empty',
		'Correct Limit. Fill it in, or check that its expression reads the right field.',
	],
	[
		'three',
		{
			operation: 'getEvents',
			userId: '={{ $json.bad ? NaN : $json.id }}',
			ifNotFound: '={{ $json.bad ? "never" : "error" }}',
			filters: { start: '={{ $json.bad ? "soon" : "2020-01-01" }}' },
		},
		'If Not Found is “never”, which is not one of its choices; Filters → Start is “soon”, not a time; ' +
			'User ID is NaN, not an ID',
		'Use one of error, emptyResult, noItem. Give ISO 8601 such as 2026-01-31T09:30:00Z, epoch seconds ' +
			'or milliseconds, or pick a date. Check the expression: the field that it reads is missing or misspelt.',
	],
])('%s wrong fields of an item', (_, parameters, error, message) => {
	const items = [{ id: 'u-1001' }, { bad: true }];

	it('are told at once when the run stops', async () => {
		const stopped = await run(parameters, { items });
		expect(stopped.error?.message).toBe(`Nothing was sent: ${error}, in 1 of 2 items`);
		expect(String(stopped.error?.description).split('<br>')[0]).toBe(`Item 1: ${message}`);
		expect(profileApi.urls()).toEqual([]);
	});

	it('are told at once when it goes on, and keep no other item back', async () => {
		const settings = { onError: 'continueRegularOutput' } as const;
		const { outputs } = await run(parameters, { items, settings });
		const ofItem = (item: number) =>
			outputs[0].filter(({ pairedItem }) => (pairedItem as { item: number }).item === item);
		expect(ofItem(1).map(({ json }) => json)).toEqual([
			{ error, message, details: { sent: false } },
		]);
		expect(ofItem(0).length).toBeGreaterThan(0);
		expect(ofItem(0)[0].json).not.toHaveProperty('error');
	});
});
