import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { clock } from '../../../nodes/shared/clock';
import { sendRequest, type RetryPolicy } from '../../../nodes/shared/request';
import { CancelledError } from '../../../nodes/shared/wait';

type Reply = Partial<IN8nHttpFullResponse> | Error;

const options: IHttpRequestOptions = { baseURL: 'https://api.example', url: '/things' };
const READ: RetryPolicy = { repeatable: true };
const CREATE: RetryPolicy = { repeatable: false };

let waits: number[];

beforeEach(() => {
	waits = [];
	jest.spyOn(clock, 'random').mockReturnValue(0.5);
	jest.spyOn(clock, 'now').mockReturnValue(Date.parse('2026-11-21T12:00:00Z'));
	jest.spyOn(clock, 'pause').mockImplementation(async (milliseconds) => {
		waits.push(milliseconds);
	});
});

afterEach(() => jest.restoreAllMocks());

/** n8n's HTTP helper, answering with the given replies in turn. */
function contextWith(replies: Reply[], signal?: AbortSignal) {
	const sent: IHttpRequestOptions[] = [];
	const context = {
		getExecutionCancelSignal: () => signal,
		helpers: {
			async httpRequestWithAuthentication(_type: string, request: IHttpRequestOptions) {
				sent.push(request);
				const reply = replies[sent.length - 1] ?? { statusCode: 599 };
				if (reply instanceof Error) throw reply;
				return { headers: {}, body: {}, statusCode: 200, ...reply };
			},
		},
	} as unknown as IExecuteSingleFunctions;
	return { context, sent };
}

const networkError = (code: string) => new Error('wrapped', { cause: { code } });

describe('what is repeated', () => {
	it.each([429, 500, 502, 503, 504])('a read after a %i', async (statusCode) => {
		const { context, sent } = contextWith([{ statusCode }, { statusCode: 200 }]);
		expect(await sendRequest(context, 'api', options, READ)).toMatchObject({ statusCode: 200 });
		expect(sent).toHaveLength(2);
	});

	it.each([400, 401, 403, 404, 409, 422, 501])('not a read after a %i', async (statusCode) => {
		const { context, sent } = contextWith([{ statusCode }]);
		expect(await sendRequest(context, 'api', options, READ)).toMatchObject({ statusCode });
		expect(sent).toHaveLength(1);
	});

	it('a create after a 429, because nothing was created', async () => {
		const { context, sent } = contextWith([{ statusCode: 429 }, { statusCode: 201 }]);
		expect(await sendRequest(context, 'api', options, CREATE)).toMatchObject({ statusCode: 201 });
		expect(sent).toHaveLength(2);
	});

	it.each([500, 502, 503, 504])('not a create after a %i', async (statusCode) => {
		const { context, sent } = contextWith([{ statusCode }]);
		expect(await sendRequest(context, 'api', options, CREATE)).toMatchObject({ statusCode });
		expect(sent).toHaveLength(1);
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
		'a create that never left: %s',
		async (code) => {
			const { context, sent } = contextWith([networkError(code), { statusCode: 201 }]);
			expect(await sendRequest(context, 'api', options, CREATE)).toMatchObject({ statusCode: 201 });
			expect(sent).toHaveLength(2);
		},
	);

	it.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED'])(
		'a read, but not a create, whose connection broke: %s',
		async (code) => {
			const read = contextWith([networkError(code), {}]);
			expect(await sendRequest(read.context, 'api', options, READ)).toMatchObject({
				statusCode: 200,
			});
			const create = contextWith([networkError(code), {}]);
			await expect(sendRequest(create.context, 'api', options, CREATE)).rejects.toThrow('wrapped');
			expect(create.sent).toHaveLength(1);
		},
	);

	it('nothing that failed before it was sent, such as a credential that is not set', async () => {
		const { context, sent } = contextWith([new Error('no credential')]);
		await expect(sendRequest(context, 'api', options, READ)).rejects.toThrow('no credential');
		expect(sent).toHaveLength(1);
	});

	it('at most five times, and then the last answer is returned', async () => {
		const { context, sent } = contextWith(Array.from({ length: 9 }, () => ({ statusCode: 503 })));
		expect(await sendRequest(context, 'api', options, READ)).toMatchObject({ statusCode: 503 });
		expect(sent).toHaveLength(6);
		expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
	});
});

describe('how long it waits', () => {
	it('as Retry-After says, before anything else', async () => {
		const { context } = contextWith([{ statusCode: 429, headers: { 'retry-after': '7' } }, {}]);
		await sendRequest(context, 'api', options, { ...READ, waitHint: () => 50_000 });
		expect(waits).toEqual([7_000]);
	});

	it('as the service says elsewhere', async () => {
		const { context } = contextWith([{ statusCode: 429 }, {}]);
		await sendRequest(context, 'api', options, { ...READ, waitHint: () => 57_647 });
		expect(waits).toEqual([57_647]);
	});

	it('not at all when the waits would add up to more than five minutes', async () => {
		const { context, sent } = contextWith([{ statusCode: 429 }]);
		await sendRequest(context, 'api', options, { ...READ, waitHint: () => 86_400_000 });
		expect(waits).toEqual([]);
		expect(sent).toHaveLength(1);
	});
});

describe('a cancelled execution', () => {
	it('sends nothing more', async () => {
		const abort = new AbortController();
		jest.mocked(clock.pause).mockImplementation(async () => abort.abort());
		const { context, sent } = contextWith([{ statusCode: 503 }, {}], abort.signal);
		await expect(sendRequest(context, 'api', options, READ)).rejects.toThrow(CancelledError);
		expect(sent).toHaveLength(1);
	});

	it('ends a wait', async () => {
		jest.mocked(clock.pause).mockRestore();
		const abort = new AbortController();
		const wait = clock.pause(3_600_000, abort.signal);
		abort.abort();
		await expect(wait).rejects.toThrow(CancelledError);
	});
});

it('lets n8n see a 401 when it can renew the token, and reads the answer from the error', async () => {
	const refused = new Error('401', { cause: { response: { status: 401, data: { errors: [] } } } });
	const { context, sent } = contextWith([refused]);
	const answer = await sendRequest(context, 'api', options, { ...READ, renewToken: true });
	expect(sent[0]?.ignoreHttpStatusErrors).toBe(false);
	expect(answer).toEqual({ statusCode: 401, headers: {}, body: { errors: [] } });
});
