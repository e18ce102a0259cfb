/** The client through n8n-core's own HTTP helper, against servers that answer in every way. */
import { generateKeyPairSync } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { ICredentialDataDecryptedObject, IExecuteFunctions, INodeType } from 'n8n-workflow';

import { SegmentPublicApi } from '../../../credentials/SegmentPublicApi.credentials';
import { clock } from '../../../nodes/shared/clock';
import { Problem } from '../../../nodes/shared/problem';
import { createClient, type Connection, type HttpRequest } from '../../../nodes/shared/send/client';
import {
	beginningOf,
	redirectedTo,
	type Answer,
	type Reply,
} from '../../../nodes/shared/send/reply';
import { CancelledError } from '../../../nodes/shared/wait';
import { startAnswering, type Answering } from '../../support/answering';
import { runNode } from '../../support/engine';

const CREDENTIAL = 'segmentPublicApi';

let server: Answering;

const serve = async (...answers: RequestListener[]) => {
	server = await startAnswering(...answers);
	return server.url;
};
afterEach(async () => await server?.close());

interface Attempted {
	request?: Partial<HttpRequest>;
	connection?: Connection;
	credential?: ICredentialDataDecryptedObject;
	renewsToken?: boolean;
	/** Called once the request is on its way. */
	onStart?: (execution: { cancel: () => void }) => void;
}

/** Sends one attempt from inside a node that n8n's engine runs. */
async function attempt(options: Attempted = {}): Promise<Reply> {
	const { connection = {}, credential = {}, renewsToken, onStart } = options;
	let outcome: Promise<Reply> | undefined;
	const nodeType: INodeType = {
		description: {
			displayName: 'Client',
			name: 'client',
			group: ['transform'],
			version: 1,
			description: 'Sends one attempt',
			defaults: { name: 'Client' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: CREDENTIAL, required: true }],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const send = createClient(this, {
				credentialType: CREDENTIAL,
				credential: await this.getCredentials(CREDENTIAL),
				connection,
				renewsToken,
			});
			outcome = send({ method: 'GET', url: `${server.url}/things`, ...options.request });
			await outcome.catch(() => undefined);
			return [[]];
		},
	};
	const { error } = await runNode({
		nodeType,
		credentialTypes: [new SegmentPublicApi()],
		credentials: { [CREDENTIAL]: { token: 'tok', ...credential } },
		parameters: {},
		onStart,
	});
	if (!outcome) throw error ?? new Error('the client was not reached');
	return await outcome;
}

const json =
	(body: unknown, status = 200): RequestListener =>
	(_request, response) => {
		response.writeHead(status, { 'Content-Type': 'application/json' });
		response.end(JSON.stringify(body));
	};

describe('a request', () => {
	beforeEach(async () => await serve(json({ data: 1 })));

	it('carries the credential, and asks for JSON', async () => {
		expect(await attempt()).toMatchObject({ kind: 'answer', status: 200, body: { data: 1 } });
		expect(server.requests).toEqual([
			expect.objectContaining({ method: 'GET', url: '/things', body: '' }),
		]);
		expect(server.requests[0].headers).toMatchObject({
			authorization: 'Bearer tok',
			accept: 'application/json',
		});
	});

	it('nests its query as Segment’s own client does', async () => {
		await attempt({ request: { query: { pagination: { count: 200 }, emails: ['a@b.co', 'c'] } } });
		expect(decodeURIComponent(String(server.requests[0].url))).toBe(
			'/things?pagination[count]=200&emails[0]=a@b.co&emails[1]=c',
		);
	});

	it('sends an object as JSON', async () => {
		await attempt({ request: { method: 'POST', body: { a: [1, null] } } });
		expect(server.requests[0]).toMatchObject({ method: 'POST', body: '{"a":[1,null]}' });
	});

	it('sends bytes as they are', async () => {
		const headers = { 'Content-Type': 'application/json' };
		const body = Buffer.from('{"a": 1}');
		await attempt({ request: { method: 'POST', headers, body } });
		expect(server.requests[0].body).toBe('{"a": 1}');
		expect(server.requests[0].headers['content-type']).toBe('application/json');
	});
});

describe('an answer', () => {
	it.each([200, 204, 400, 401, 404, 429, 500, 503])('with status %i is one', async (status) => {
		await serve((_request, response) => response.writeHead(status, { 'Retry-After': '7' }).end());
		expect(await attempt()).toMatchObject({
			kind: 'answer',
			status,
			headers: { 'retry-after': '7' },
		});
		expect(server.requests).toHaveLength(1);
	});

	it.each([301, 302, 303, 307, 308])('with status %i is not followed', async (status) => {
		const elsewhere = await startAnswering(json({}));
		await serve((_request, response) => {
			response.writeHead(status, { Location: `${elsewhere.url}/secret/path` }).end();
		});
		const reply = (await attempt({ request: { method: 'POST', body: {} } })) as Answer;
		await elsewhere.close();
		expect(reply.status).toBe(status);
		expect(redirectedTo(reply, server.url)).toBe(elsewhere.url);
		expect([server.requests.length, elsewhere.requests.length]).toEqual([1, 0]);
	});

	it('that redirects to a place of its own names its host', async () => {
		await serve((_request, response) => response.writeHead(301, { Location: '/other' }).end());
		expect(redirectedTo((await attempt()) as Answer, `${server.url}/things`)).toBe(server.url);
	});

	it.each<[number, string]>([
		[400, "{'error': 'bad key'}"],
		[401, '{"errors":['],
		[404, '{'],
		[429, '[1,'],
		[503, '{"a":'],
	])('with status %i is one though its JSON is none', async (status, body) => {
		await serve((_request, response) => {
			response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
		});
		expect(await attempt()).toMatchObject({ kind: 'answer', status, body });
	});

	it.each<[string, number, string, unknown]>([
		[
			'a refusal',
			401,
			'{"errors":[{"message":"sgp_s3cret-token"}]}',
			{ errors: [{ message: '…' }] },
		],
		['a page', 501, '<pre>sgp_s3cret-token</pre>', '<pre>…</pre>'],
		['a page with a 200', 200, '<pre>sgp_s3cret-token</pre>', '<pre>…</pre>'],
	])('repeats no secret of the credential: %s', async (_what, status, text, body) => {
		await serve((_request, response) => {
			response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
		});
		const credential = { token: 'sgp_s3cret-token\n' };
		expect(await attempt({ credential })).toMatchObject({ status, body });
	});

	it.each([200, 400])('of endless levels is no JSON of Segment’s, with a %i', async (status) => {
		await serve((_request, response) => {
			response.writeHead(status, { 'Content-Type': 'application/json' });
			response.end(`{"data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
		});
		expect(await attempt()).toMatchObject({ status, body: 'JSON of more than 500 levels' });
	});

	it.each([
		['<html>\n\t<title>Sign in</title>', '<html> <title>Sign in</title>'],
		['', 'nothing'],
		['x'.repeat(500), `${'x'.repeat(120)}…`],
		['{"error":"unauthorized"}', '{"error":"unauthorized"}'],
		['["a"]', '["a"]'],
	])('is told by its beginning: %j', async (body, beginning) => {
		await serve((_request, response) => response.end(body));
		expect(beginningOf((await attempt()) as Answer)).toBe(beginning);
	});
});

describe('a network fault', () => {
	const JSON_TYPE = { 'Content-Type': 'application/json' };

	it.each<[string, RequestListener]>([
		[
			'a false gzip',
			(_request, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('{}'),
		],
		[
			'a false gzip with a 503',
			(_request, response) => response.writeHead(503, { 'Content-Encoding': 'gzip' }).end('no'),
		],
		[
			'a false deflate',
			(_request, response) =>
				response.writeHead(200, { 'Content-Encoding': 'deflate' }).end('{"data":{"a":1}}'),
		],
		[
			'a false brotli',
			(_request, response) =>
				response.writeHead(200, { 'Content-Encoding': 'br' }).end('{"data":{}}'),
		],
		[
			'half a gzip',
			(_request, response) => {
				const whole = gzipSync('{"data":{"users":[]}}');
				response.writeHead(200, { ...JSON_TYPE, 'Content-Encoding': 'gzip' });
				response.end(whole.subarray(0, whole.length - 12));
			},
		],
		[
			'a body cut off',
			(_request, response) => {
				response.writeHead(200, { ...JSON_TYPE, 'Content-Length': 99 });
				response.write('{"data":', () => response.destroy());
			},
		],
		[
			'a body in pieces cut off',
			(_request, response) => {
				response.writeHead(200, JSON_TYPE);
				response.write('{"data":', () => response.destroy());
			},
		],
		[
			'a body that ends with the connection, cut off',
			(_request, response) => response.writeHead(200, JSON_TYPE).end('{"data":'),
		],
		['no answer', (_request, response) => void response.destroy()],
	])('is %s', async (_name, answer) => {
		await serve(answer);
		const reply = await attempt();
		expect(reply).toMatchObject({ kind: 'fault', retryable: true });
		expect(reply).not.toHaveProperty('notSent');
		expect(server.requests).toHaveLength(1);
	});

	it.each<[string, boolean]>([
		['token', false],
		['OAuth app', true],
	])('stays one with the status of an error, signed in by %s', async (_name, renewsToken) => {
		await serve((_request, response) => {
			response.writeHead(503, { ...JSON_TYPE, 'Content-Length': 99 });
			response.write('{"errors":', () => response.destroy());
		});
		expect(await attempt({ renewsToken })).toMatchObject({ kind: 'fault', retryable: true });
	});

	it('is an answer that comes too late', async () => {
		await serve(() => {});
		expect(await attempt({ connection: { timeout: 100 } })).toMatchObject({
			kind: 'fault',
			retryable: true,
		});
	});

	it('is a server that is not there, and then nothing was sent', async () => {
		const url = await serve(json({}));
		await server.close();
		expect(await attempt({ request: { url } })).toEqual({
			kind: 'fault',
			fault: 'ECONNREFUSED',
			retryable: true,
			notSent: true,
		});
	});

	it('is none where what is compressed is whole', async () => {
		await serve(
			(_request, response) => {
				response.writeHead(200, { ...JSON_TYPE, 'Content-Encoding': 'gzip' });
				response.end(gzipSync('{"data":1}'));
			},
			(_request, response) => {
				response.writeHead(200, { ...JSON_TYPE, 'Content-Encoding': 'br' });
				response.end(brotliCompressSync('{"data":1}'));
			},
		);
		for (let request = 0; request < 2; request++) {
			expect(await attempt()).toMatchObject({ status: 200, body: { data: 1 } });
		}
	});
});

describe('a cancelled execution', () => {
	it('ends a request that is on its way within a second', async () => {
		let cancelledAt = 0;
		let cancel = () => {};
		await serve(() => {
			cancelledAt = performance.now();
			cancel();
		});
		await expect(attempt({ onStart: (execution) => (cancel = execution.cancel) })).rejects.toThrow(
			CancelledError,
		);
		expect(performance.now() - cancelledAt).toBeLessThan(1_000);
	});
});

describe('what cannot be sent at all', () => {
	it('is a problem that ends the run', async () => {
		await serve(json({}));
		const error: unknown = await attempt({ credential: { token: 'to ken' } }).catch(
			(thrown: unknown) => thrown,
		);
		expect(error).toBeInstanceOf(Problem);
		expect(error).toMatchObject({
			message: "The credential's Token has white space inside",
			endsRun: true,
		});
		expect(String((error as Problem).advice)).not.toContain('to ken');
		expect(server.requests).toEqual([]);
	});
});

describe('a token of an OAuth app', () => {
	const { privateKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	let tokens: Answering;

	beforeEach(async () => {
		let issued = 0;
		tokens = await startAnswering((request, response) => {
			json({ access_token: `token${++issued}` })(request, response);
		});
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await tokens.close();
	});

	const signedIn = async (options: Attempted = {}) =>
		await attempt({
			renewsToken: true,
			credential: {
				region: 'custom',
				host: server.url,
				oauthServer: tokens.url,
				authType: 'oauth',
				clientId: 'app\n',
				keyId: ' key',
				privateKey,
			},
			...options,
		});

	it('is renewed after a 401, and the request repeated once', async () => {
		await serve(json({ errors: [] }, 401), json({ data: 1 }));
		expect(await signedIn()).toMatchObject({ status: 200, body: { data: 1 } });
		expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
			'Bearer token1',
			'Bearer token2',
		]);
	});

	it('stands in no answer', async () => {
		await serve((_request, response) => {
			response.writeHead(403, { 'Content-Type': 'text/plain' }).end('token1 is not allowed');
		});
		expect(await signedIn()).toMatchObject({ status: 403, body: '… is not allowed' });
	});

	it('that is refused once more leaves the answer as it is', async () => {
		await serve(json({ errors: [{ type: 'unauthorized' }] }, 401));
		expect(await signedIn()).toMatchObject({
			kind: 'answer',
			status: 401,
			body: { errors: [{ type: 'unauthorized' }] },
		});
		expect(server.requests).toHaveLength(2);
	});

	it.each([400, 404, 429, 500])('leaves an answer with status %i as it is', async (status) => {
		await serve((_request, response) => {
			response.writeHead(status, { 'Content-Type': 'application/json', 'Retry-After': '7' });
			response.end('{"errors":[]}');
		});
		expect(await signedIn()).toMatchObject({
			kind: 'answer',
			status,
			headers: { 'retry-after': '7' },
			body: { errors: [] },
		});
		expect(server.requests).toHaveLength(1);
	});

	it.each<[string, RequestListener]>([
		['that never answers', () => {}],
		[
			'that has trouble',
			(_request, response) => response.writeHead(503, { 'Retry-After': '9' }).end(),
		],
	])('keeps no cancelled execution from its end: a token server %s', async (_what, answer) => {
		jest.spyOn(clock, 'pause').mockReturnValue(new Promise(() => {}));
		await tokens.close();
		await serve(json({}));
		let cancel = () => {};
		let cancelledAt = 0;
		tokens = await startAnswering((request, response) => {
			answer(request, response);
			setTimeout(() => {
				cancelledAt = performance.now();
				cancel();
			}, 100);
		});
		await expect(signedIn({ onStart: (execution) => (cancel = execution.cancel) })).rejects.toThrow(
			CancelledError,
		);
		expect(performance.now() - cancelledAt).toBeLessThan(1_000);
		expect([tokens.requests.length, server.requests.length]).toEqual([1, 0]);
	});

	it('comes in the time that is given to every request', async () => {
		await tokens.close();
		await serve(json({}));
		tokens = await startAnswering(() => {});
		await expect(signedIn({ connection: { timeout: 100 } })).rejects.toMatchObject({
			message: `Segment's token server ${tokens.url} could not be reached`,
			advice: 'There was no answer in time (ECONNABORTED)',
		});
	});

	it('comes through the proxy that every request goes through', async () => {
		await serve(json({}));
		const proxy = await startAnswering(json({ access_token: 'token1' }));
		const { port } = new URL(proxy.url);
		await signedIn({ connection: { proxy: { host: '127.0.0.1', port: Number(port) } } });
		await proxy.close();
		expect(proxy.requests.map(({ url }) => url)).toEqual([
			`${tokens.url}/token`,
			`${server.url}/things`,
		]);
		expect([tokens.requests, server.requests]).toEqual([[], []]);
	});

	it('is asked for with the credential’s values as they are meant', async () => {
		await serve(json({}));
		await signedIn();
		const form = new URLSearchParams(tokens.requests[0].body);
		const [header, claims] = String(form.get('client_assertion'))
			.split('.')
			.slice(0, 2)
			.map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object);
		expect([header, claims]).toEqual([
			expect.objectContaining({ kid: 'key' }),
			expect.objectContaining({ iss: 'app', sub: 'app' }),
		]);
	});
});
