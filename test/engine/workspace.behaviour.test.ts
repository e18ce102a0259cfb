/** How Segment Workspace pages, waits, repeats, links and fails. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import facts from '../public-api/public-api-73.2.0.json';
import nock from '../support/nock';

import { clock } from '../../nodes/shared/clock';
import { useFastClock } from '../support/clock';
import { answer, API, id, refusal, runWorkspace, type Reply } from '../support/workspace';

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

const LIST: INodeParameters = { resource: 'group', operation: 'getAll', returnAll: true };
const GET: INodeParameters = { resource: 'group', operation: 'get', group: id('g1') };
const CREATE: INodeParameters = { resource: 'group', operation: 'create', name: 'Data' };

/** A page of groups `from`..`to`, and the cursor of the next one. */
function groups(from: number, to: number, next?: string | null): Reply {
	const userGroups = Array.from({ length: to - from + 1 }, (_, index) => ({
		id: `g${from + index}`,
		name: `Group ${from + index}`,
		memberCount: 0,
	}));
	return { data: { userGroups, pagination: { current: 'MA==', next } } };
}

describe('paging', () => {
	it('follows the cursors to the end', async () => {
		const requests = answer(groups(1, 2, 'Mg=='), groups(3, 4, 'NA=='), groups(5, 5, null));
		const { json } = await runWorkspace(LIST);
		expect(json.map(({ id: group }) => group)).toEqual(['g1', 'g2', 'g3', 'g4', 'g5']);
		expect(requests.map(({ uri }) => uri)).toEqual([
			'/groups?pagination%5Bcount%5D=200',
			'/groups?pagination%5Bcount%5D=200&pagination%5Bcursor%5D=Mg%3D%3D',
			'/groups?pagination%5Bcount%5D=200&pagination%5Bcursor%5D=NA%3D%3D',
		]);
	});

	it('stops as soon as there is enough, and asks for no more than that', async () => {
		const requests = answer(groups(1, 200, 'MjAw'), groups(201, 230, 'MjMw'));
		const { json } = await runWorkspace({ ...LIST, returnAll: false, limit: 230 });
		expect(json).toHaveLength(230);
		expect(requests.map(({ uri }) => uri)).toEqual([
			'/groups?pagination%5Bcount%5D=200',
			'/groups?pagination%5Bcount%5D=30&pagination%5Bcursor%5D=MjAw',
		]);
	});

	it.each([undefined, null, ''])('takes %j for the end', async (next) => {
		const requests = answer(groups(1, 1, next));
		await runWorkspace(LIST);
		expect(requests).toHaveLength(1);
	});

	it.each([
		['the same cursor again', [groups(1, 1, 'a'), groups(2, 2, 'a')], 2],
		['a circle of cursors', [groups(1, 1, 'a'), groups(2, 2, 'b'), groups(3, 3, 'a')], 3],
		['the same page again', [groups(1, 1, 'a'), groups(1, 1, 'b')], 2],
	])('ends with an error on %s, with neither a cut nor a doubled list', async (_, pages, sent) => {
		const requests = answer(...pages);
		const { error, json } = await runWorkspace(LIST);
		expect(error?.message).toBe('Segment gave the same page twice');
		expect(json).toEqual([]);
		expect(requests).toHaveLength(sent);
	});

	it('follows a cursor that is a number', async () => {
		const second = { data: { userGroups: [{ id: 'g2' }], pagination: { next: 2 } } };
		const requests = answer(groups(1, 1, 'a'), second, groups(3, 3));
		expect((await runWorkspace(LIST)).json).toHaveLength(3);
		expect(requests[2].uri).toBe('/groups?pagination%5Bcount%5D=200&pagination%5Bcursor%5D=2');
	});

	it('follows the pages of a custom call, whatever the list is called', async () => {
		const requests = answer(
			{ data: { warehouses: [{ id: 'a' }], pagination: { next: 'Mg==' } } },
			{ data: { warehouses: [{ id: 'b' }], pagination: {} } },
		);
		const { json } = await runWorkspace({
			resource: 'customCall',
			operation: 'send',
			path: '/warehouses',
			followPages: true,
			returnAll: true,
		});
		expect(json).toEqual([{ id: 'a' }, { id: 'b' }]);
		expect(requests[1].uri).toBe(
			'/warehouses?pagination%5Bcount%5D=200&pagination%5Bcursor%5D=Mg%3D%3D',
		);
	});
});

describe('errors', () => {
	const cases: Array<[number, Reply, string | RegExp, RegExp]> = [
		[
			400,
			refusal(400, 'read-only'),
			'Segment did not accept the values',
			/Segment says: read-only/,
		],
		[401, refusal(401, 'no'), /does not accept the credential/, /Workspace Owner/],
		[403, refusal(403, 'no'), /not allowed to do this/, /Workspace Owner/],
		[
			404,
			refusal(404, 'gone'),
			'Segment does not know the group in this workspace',
			/\/groups\/g1/,
		],
		[409, refusal(409, 'in use'), /conflict/, /in use/],
		[413, refusal(413, 'big'), /too large/, /less at once/],
		[
			422,
			refusal(422, '"id" is required', 'id'),
			/did not accept the values/,
			/Check the field 'id'/,
		],
		[501, refusal(501, 'no'), /could not complete the request \(HTTP 501\)/, /Segment says: no/],
	];

	it.each(cases)(
		'says what a %i means and what to do',
		async (status, reply, message, whatToDo) => {
			answer(reply);
			const { error } = await runWorkspace(GET);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(whatToDo);
			expect(error?.httpCode).toBe(String(status));
		},
	);

	it('does not send a 401 twice', async () => {
		const requests = answer(refusal(401, 'no'));
		await runWorkspace(GET);
		expect(requests).toHaveLength(1);
	});

	it('names the plan for the audit trail', async () => {
		answer(refusal(403, 'no'));
		const { error } = await runWorkspace({ resource: 'auditEvent', operation: 'getAll' });
		expect(error?.description).toContain('Business plan');
	});

	it('notices that the answer is not Segment’s', async () => {
		answer({ body: '<html>' });
		const { error } = await runWorkspace(GET);
		expect(error?.message).toContain('does not come from Segment’s Public API');
		expect(error?.description).toContain('Host');
	});

	it('keeps words of Segment out of the message, where n8n would misread them', async () => {
		answer(refusal(422, 'replacePermissions failed'));
		const { error } = await runWorkspace(GET);
		expect(error?.message).toBe('Segment did not accept the values');
		expect(error?.description).toContain('replacePermissions failed');
	});

	const unusable: Array<[string, INodeParameters, RegExp, RegExp]> = [
		['an empty ID', { ...GET, group: id('={{ $json.none }}') }, /^Group is empty$/, /Fill it in/],
		['a dot for an ID', { ...GET, group: id('..') }, /^Group is “..”, not an ID$/, /list/],
		['a name that is empty', { ...CREATE, name: '={{ "" }}' }, /^Name is empty$/, /Fill it in/],
		[
			'an address that is none',
			{ resource: 'group', operation: 'addMembers', group: id('g1'), emails: 'a@b.co, nobody' },
			/^Emails contains “nobody”, which is not an e-mail address$/,
			/Correct or remove it/,
		],
		[
			'no members to add',
			{ resource: 'group', operation: 'addMembers', group: id('g1'), emails: '' },
			/^Emails is empty$/,
			/at least one/,
		],
		[
			'a group that would lose everybody',
			{ resource: 'group', operation: 'replaceMembers', group: id('g1'), emails: '' },
			/^Emails is empty$/,
			/remove everybody.*'Allow Empty List'/,
		],
		[
			'a user who would lose all roles',
			{ resource: 'user', operation: 'replacePermissions', user: id('u1') },
			/^Permissions is empty$/,
			/all roles.*'Allow Empty List'/,
		],
		[
			'a source that would lose all labels',
			{ resource: 'source', operation: 'replaceLabels', source: id('s1'), labels: '' },
			/^Labels is empty$/,
			/'Allow Empty List'/,
		],
		[
			'half a permission',
			{
				resource: 'user',
				operation: 'addPermissions',
				user: id('u1'),
				permissions: {
					permission: [{ role: id('r1'), resourceType: 'SOURCE', resource: id('') }],
				} as unknown as INodeParameters,
			},
			/^Permissions is incomplete in row 1$/,
			/'Resource'/,
		],
		[
			'an update of nothing',
			{ resource: 'source', operation: 'update', source: id('s1') },
			/^Update Fields is empty$/,
			/at least one field/,
		],
		[
			'settings that are not JSON',
			{
				resource: 'source',
				operation: 'update',
				source: id('s1'),
				updateFields: { settings: '{' },
			},
			/^Update Fields → Settings is not valid JSON at line 1/,
			/Look near: \{/,
		],
		[
			'a label without a value',
			{ resource: 'source', operation: 'addLabels', source: id('s1'), labels: 'env' },
			/not a label/,
			/key:value/,
		],
		[
			'a time that is none',
			{ resource: 'auditEvent', operation: 'getAll', filters: { startTime: 'soon' } },
			/^Filters → Start Time is “soon”, not a time$/,
			/2026-01-31/,
		],
		[
			'a deletion without confirmation',
			{ resource: 'deletionRequest', operation: 'create', subjectIds: 'u1' },
			/not confirmed/,
			/Nothing was sent/,
		],
		[
			'user IDs for a cloud source',
			{
				resource: 'deletionRequest',
				operation: 'create',
				scope: 'cloudSource',
				source: id('s1'),
				collection: 'contacts',
				subjectIds: 'u1',
				confirm: true,
			},
			/^Subject Type is USER_ID, which the scope One Cloud Source does not take$/,
			/^Use one of OBJECT_ID, or another Scope\.$/,
		],
		[
			'a path that is a whole address',
			{ resource: 'customCall', operation: 'send', path: 'https://example.com/' },
			/^Path is not a path/,
			/slash/,
		],
		[
			'a month that is none',
			{ resource: 'delivery', operation: 'usage', month: 'May' },
			/^Month is “May”, not a month$/,
			/2026-10/,
		],
	];

	it.each(unusable)(
		'refuses %s before anything is sent',
		async (_, parameters, message, whatToDo) => {
			const requests = answer({ data: {} });
			const { error } = await runWorkspace(parameters);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(whatToDo);
			expect(requests).toEqual([]);
		},
	);
});

describe('several items', () => {
	const items = [{ g: 'g1' }, { g: 'gone' }, { g: 'g3' }];
	const parameters = { ...GET, group: id('={{ $json.g }}') };

	beforeEach(() => {
		nock(API)
			.persist()
			.get(/groups/)
			.reply((uri) =>
				uri.endsWith('gone')
					? [404, { errors: [{ type: 'not-found', message: 'no such group' }] }]
					: [200, { data: { userGroup: { id: uri.split('/').at(-1), name: 'G' } } }],
			);
	});

	it('stop at the first error, which names its item', async () => {
		const { error, outputs } = await runWorkspace(parameters, { items });
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(outputs).toEqual([]);
	});

	it('each give one result in order when the workflow goes on', async () => {
		const { outputs } = await runWorkspace(parameters, {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(outputs[0][1].json).toEqual({
			error: 'Segment does not know the group in this workspace',
			message: expect.stringContaining('Segment says: no such group'),
			details: { status: 404, errors: [{ type: 'not-found', message: 'no such group' }] },
		});
	});

	it('go to the error output with what they came with', async () => {
		const { outputs } = await runWorkspace(parameters, {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(outputs[0].map(({ json }) => json.id)).toEqual(['g1', 'g3']);
		expect(outputs[1].map(({ json, pairedItem }) => [json.g, pairedItem])).toEqual([
			['gone', { item: 1 }],
		]);
	});

	it('keep their links when each gives a different number of records', async () => {
		nock.cleanAll();
		answer(groups(1, 2), groups(3, 3));
		const { outputs } = await runWorkspace(LIST, { items: [{}, {}] });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
		]);
	});

	it('are sent five at a time', async () => {
		nock.cleanAll();
		let open = 0;
		let most = 0;
		nock(API)
			.persist()
			.get(/.*/)
			.reply(200, async () => {
				most = Math.max(most, ++open);
				await new Promise((resolve) => setImmediate(resolve));
				open--;
				return { data: { userGroup: { id: 'g' } } };
			});
		const { json } = await runWorkspace(GET, { items: Array.from({ length: 30 }, () => ({})) });
		expect(json).toHaveLength(30);
		expect(most).toBeLessThanOrEqual(5);
		expect(most).toBeGreaterThan(1);
	});
});

describe('repeating', () => {
	const ok: Reply = { data: { userGroup: { id: 'g1' } } };

	it('waits as long as Retry-After says', async () => {
		const requests = answer({ ...refusal(429, 'slow'), headers: { 'retry-after': '7' } }, ok);
		expect((await runWorkspace(GET)).error).toBeUndefined();
		expect(requests).toHaveLength(2);
		expect(waits).toEqual([7_000]);
	});

	it('waits as long as msBeforeNext says', async () => {
		const data = { remainingPoints: 0, msBeforeNext: 57_647, consumedPoints: 21 };
		answer({ status: 429, body: { errors: [{ type: 'RequestError', data }] } }, ok);
		await runWorkspace(GET);
		expect(waits).toEqual([57_647]);
	});

	it('waits until the date of X-RateLimit-Reset', async () => {
		const reset = new Date(clock.now() + 30_000).toUTCString();
		const untilThen = Date.parse(reset) - clock.now();
		answer({ ...refusal(429, 'slow'), headers: { 'x-ratelimit-reset': reset } }, ok);
		await runWorkspace(GET);
		expect(waits).toEqual([untilThen]);
	});

	it('reports a 429 that does not end', async () => {
		const requests = answer({ ...refusal(429, 'slow'), headers: { 'retry-after': '1' } });
		const { error } = await runWorkspace(GET);
		expect(error?.message).toBe("Segment's rate limit is used up");
		expect(requests).toHaveLength(6);
	});

	it('does not wait for a month to end, but says when it does', async () => {
		const headers = { 'x-ratelimit-reset': 'Fri, 01 Dec 2119 00:00:00 GMT' };
		const requests = answer({ ...refusal(429, 'quota'), headers });
		const { error } = await runWorkspace({
			resource: 'deletionRequest',
			operation: 'create',
			subjectIds: 'u1',
			confirm: true,
		});
		expect(error?.description).toContain('again from 2119-12-01T00:00:00.000Z');
		expect(requests).toHaveLength(1);
		expect(waits).toEqual([]);
	});

	it('repeats a read and a delete after a 503, but not a create', async () => {
		const read = answer(refusal(503, 'down'), ok);
		await runWorkspace(GET);
		expect(read).toHaveLength(2);

		nock.cleanAll();
		const create = answer(refusal(503, 'down'), ok);
		const { error } = await runWorkspace(CREATE);
		expect(create).toHaveLength(1);
		expect(error?.description).toContain('may have been carried out');
	});

	it('repeats an addition to a group, which can be done twice', async () => {
		const requests = answer(refusal(503, 'down'), ok);
		await runWorkspace({
			resource: 'group',
			operation: 'addMembers',
			group: id('g1'),
			emails: 'a@b.co',
		});
		expect(requests).toHaveLength(2);
	});

	it('keeps to the limit of an endpoint instead of meeting it', async () => {
		nock(API)
			.persist()
			.post('/spaces/spa_1/audiences/previews')
			.reply(200, { data: { audiencePreview: { id: 'p1' } } })
			.get('/spaces/spa_1/audiences/previews/p1')
			.reply(200, { data: { audiencePreview: { id: 'p1', status: 'COMPLETED' } } });
		const { json } = await runWorkspace(
			{ resource: 'audience', operation: 'preview', space: id('spa_1'), query: 'q' },
			{ items: Array.from({ length: 6 }, () => ({})) },
		);
		expect(json).toHaveLength(6);
		// the sixth preview waits for the first one's minute to be over
		expect(waits).toEqual([60_001]);
	});
});

describe('an audience preview', () => {
	const parameters: INodeParameters = {
		resource: 'audience',
		operation: 'preview',
		space: id('spa_1'),
		query: 'q',
		additionalFields: { backfillEventDataDays: 3 },
	};
	const running = { data: { audiencePreview: { id: 'p/1', status: 'RUNNING' } } };

	it('waits for the result', async () => {
		const requests = answer(running, running, running, {
			data: {
				audiencePreview: {
					id: 'p/1',
					status: 'COMPLETED',
					audienceType: 'USERS',
					definition: { query: 'q' },
					size: { count: 3 },
					results: [{ id: 'x' }, { id: 'y' }],
				},
			},
		});
		const { json } = await runWorkspace(parameters);
		expect(json).toEqual([
			{ id: 'p/1', status: 'COMPLETED', type: 'USERS', size: 3, query: 'q', sample: ['x', 'y'] },
		]);
		expect(requests.map(({ method, uri }) => `${method} ${uri}`)).toEqual([
			'POST /spaces/spa_1/audiences/previews',
			'GET /spaces/spa_1/audiences/previews/p%2F1',
			'GET /spaces/spa_1/audiences/previews/p%2F1',
			'GET /spaces/spa_1/audiences/previews/p%2F1',
		]);
		expect(requests[0].body).toEqual({
			definition: { query: 'q' },
			audienceType: 'USERS',
			options: { backfillEventDataDays: 3 },
		});
		expect(waits).toEqual([3_000, 3_000]);
	});

	it('leaves out the historical data, which no preview knows', async () => {
		const done = { data: { audiencePreview: { id: 'p1', status: 'COMPLETED' } } };
		const requests = answer(done);
		const fields = { includeHistoricalData: true, filterByExternalIds: 'email' };
		await runWorkspace({ ...parameters, additionalFields: fields });
		await runWorkspace({ ...parameters, additionalFields: { includeHistoricalData: true } });
		const bodies = requests.filter(({ method }) => method === 'POST').map(({ body }) => body);
		const asked = { definition: { query: 'q' }, audienceType: 'USERS' };
		expect(bodies).toEqual([{ ...asked, options: { filterByExternalIds: ['email'] } }, asked]);
	});

	it('says why there is none', async () => {
		answer(running, {
			data: { audiencePreview: { id: 'p/1', status: 'FAILED', failureReason: 'bad query' } },
		});
		const { error } = await runWorkspace(parameters);
		expect(error?.message).toBe('Segment could not compute the preview');
		expect(error?.description).toContain('bad query');
	});

	it('gives up when the time is over', async () => {
		answer(running);
		const { error } = await runWorkspace({ ...parameters, maxWait: 1 });
		expect(error?.message).toBe('The preview is not finished after 1 minutes');
		expect(waits.reduce((sum, wait) => sum + wait)).toBe(60_000);
	});

	it('stops within a second when the execution is cancelled', async () => {
		jest.restoreAllMocks();
		const requests = answer(running);
		const started = Date.now();
		await runWorkspace(parameters, {
			onStart({ cancel }) {
				const watch = setInterval(() => {
					if (requests.length < 2) return;
					clearInterval(watch);
					cancel();
				}, 10);
			},
		}).catch(() => undefined);
		expect(requests).toHaveLength(2);
		expect(Date.now() - started).toBeLessThan(3_000);
	});
});

describe('a reverse ETL sync', () => {
	const parameters: INodeParameters = {
		resource: 'reverseEtl',
		operation: 'startSync',
		model: id('mod1'),
		subscriptionId: 'sub1',
	};
	const model = { data: { reverseEtlModel: { id: 'mod1', sourceId: 's1' } } };
	const started = {
		data: { reverseETLManualSync: { syncId: 'sy1', startedAt: '2026-11-20T01:00:00Z' } },
	};
	const seen = (syncStatus: string, more: IDataObject = {}) => ({
		data: {
			reverseETLSyncStatus: { syncId: 'sy1', modelId: 'mod1', sourceId: 's1', syncStatus, ...more },
		},
	});

	it('is started for the source of its model and waited for', async () => {
		const requests = answer(model, started, seen('IN_PROGRESS'), seen('SUCCESS'));
		const { json } = await runWorkspace(parameters);
		expect(json).toMatchObject([{ id: 'sy1', status: 'SUCCESS' }]);
		expect(requests.map(({ method, uri }) => `${method} ${uri}`)).toEqual([
			'GET /reverse-etl-models/mod1',
			'POST /reverse-etl-syncs',
			'GET /reverse-etl-models/mod1/syncs/sy1',
			'GET /reverse-etl-models/mod1/syncs/sy1',
		]);
		expect(requests[1].body).toEqual({ sourceId: 's1', modelId: 'mod1', subscriptionId: 'sub1' });
		expect(waits).toEqual([5_000]);
	});

	it('is only started when nobody wants to wait', async () => {
		const requests = answer(model, started);
		const { json } = await runWorkspace({ ...parameters, wait: false });
		expect(requests).toHaveLength(2);
		expect(json).toMatchObject([{ id: 'sy1', modelId: 'mod1', sourceId: 's1', status: null }]);
	});

	it('fails when it ends without success', async () => {
		answer(model, started, seen('FAIL', { error: 'The query failed.' }));
		const { error } = await runWorkspace(parameters);
		expect(error?.message).toBe('The sync ended without success');
		expect(error?.description).toContain('The query failed.');
	});

	it('says how to find it when the time is over', async () => {
		answer(model, started, seen('IN_PROGRESS'));
		const { error } = await runWorkspace({ ...parameters, maxWait: 2 });
		expect(error?.description).toContain('Sync ID sy1');
	});
});

describe('a deletion request', () => {
	const create: INodeParameters = {
		resource: 'deletionRequest',
		operation: 'create',
		regulationType: 'DELETE_ONLY',
		confirm: true,
	};
	const ids = (count: number) => Array.from({ length: count }, (_, index) => `user-${index}`);

	it.each([
		['workspace', {}, '/regulations', {}],
		['source', { source: id('s/1') }, '/regulations/sources/s%2F1', {}],
		[
			'cloudSource',
			{ source: id('s1'), subjectType: 'OBJECT_ID', collection: 'contacts' },
			'/regulations/cloudsources/s1',
			{ subjectType: 'OBJECT_ID', collection: 'contacts' },
		],
	])('goes to the right place: %s', async (scope, more, path, body) => {
		const requests = answer({
			data: { regulateId: 'reg_1' },
			headers: {
				'x-ratelimit-remaining': '109998',
				'x-ratelimit-reset': 'Tue, 01 Dec 2026 00:00:00 GMT',
			},
		});
		const { json } = await runWorkspace({ ...create, scope, ...more, subjectIds: 'u1, u2, u1' });
		expect(requests).toMatchObject([
			{
				method: 'POST',
				uri: path,
				body: {
					regulationType: 'DELETE_ONLY',
					subjectType: 'USER_ID',
					subjectIds: ['u1', 'u2'],
					...body,
				},
			},
		]);
		expect(json).toEqual([
			{
				id: 'reg_1',
				regulationType: 'DELETE_ONLY',
				subjectType: 'USER_ID',
				subjectCount: 2,
				quotaRemaining: 109_998,
				quotaResetAt: '2026-12-01T00:00:00.000Z',
				...('subjectType' in body && { subjectType: body.subjectType }),
			},
		]);
	});

	const models = facts.models as Record<string, Record<string, string>>;
	const FACTS = {
		workspace: 'CreateWorkspaceRegulationV1Input',
		source: 'CreateSourceRegulationV1Input',
		cloudSource: 'CreateCloudSourceRegulationV1Input',
	};
	const allowed = (scope: keyof typeof FACTS, field: string) =>
		JSON.parse(models[FACTS[scope]][field].replace('one of ', '')) as string[];
	const choices = Object.keys(FACTS).flatMap((scope) => [
		...['DELETE_ARCHIVE_ONLY', 'DELETE_INTERNAL', 'UNSUPPRESS'].map((value) => ({
			scope: scope as keyof typeof FACTS,
			field: 'regulationType',
			value,
		})),
		...['ANONYMOUS_ID', 'OBJECT_ID', 'USER_ID'].map((value) => ({
			scope: scope as keyof typeof FACTS,
			field: 'subjectType',
			value,
		})),
	]);

	it.each(choices)('has what the scope takes: $scope, $value', async ({ scope, field, value }) => {
		const requests = answer({ data: { regulateId: 'reg_1' } });
		const [subjectType] = allowed(scope, 'subjectType');
		const { error } = await runWorkspace({
			...create,
			scope,
			source: id('s1'),
			collection: 'contacts',
			subjectIds: 'u1',
			subjectType,
			[field]: `={{ "${value}" }}`,
		});
		if (allowed(scope, field).includes(value)) {
			expect(error).toBeUndefined();
			expect(requests).toMatchObject([{ body: { [field]: value } }]);
		} else {
			expect(error?.message).toMatch(
				/^(Regulation|Subject) Type is \w+, which the scope .* not take$/,
			);
			for (const choice of allowed(scope, field)) expect(error?.description).toContain(choice);
			expect(requests).toEqual([]);
		}
	});

	it('is found by the archive among the requests of one source only', async () => {
		const requests = answer({ data: { regulations: [] } });
		const list = (filters: INodeParameters): INodeParameters => ({
			resource: 'deletionRequest',
			operation: 'getAll',
			filters: { regulationTypes: ['DELETE_ARCHIVE_ONLY'], ...filters },
		});
		const { error } = await runWorkspace(list({}));
		expect(error?.message).toContain('Filters → Regulation Types holds DELETE_ARCHIVE_ONLY');
		expect(error?.description).toContain('DELETE_INTERNAL');
		expect(requests).toEqual([]);
		await runWorkspace(list({ sourceId: 's1' }));
		expect(requests[0].uri).toContain('/regulations/sources/s1?');
	});

	it('is split where Segment takes no more at once', async () => {
		const requests = answer({ data: { regulateId: 'reg_1' } });
		const { json } = await runWorkspace(
			{ ...create, subjectIds: '={{ $json.ids }}' },
			{ items: [{ ids: ids(12_001) }] },
		);
		const sent = requests.map(({ body }) => (body as { subjectIds: string[] }).subjectIds);
		expect(sent.map(({ length }) => length)).toEqual([5_000, 5_000, 2_001]);
		expect(sent.flat()).toEqual(ids(12_001));
		expect(json.map(({ subjectCount }) => subjectCount)).toEqual([5_000, 5_000, 2_001]);
	});

	it('tells what was accepted when a later part is refused', async () => {
		answer({ data: { regulateId: 'reg_1' } }, refusal(422, 'quota'));
		const { error } = await runWorkspace(
			{ ...create, subjectIds: '={{ $json.ids }}' },
			{ items: [{ ids: ids(5_001) }] },
		);
		expect(error?.message).toBe('Only a part of the IDs was accepted for deletion');
		expect(error?.description).toContain('Segment accepted reg_1; the last 1 IDs');
	});

	it('is waited for to its end', async () => {
		const seen = (overallStatus: string) => ({
			data: { regulation: { id: 'reg_1', overallStatus, streamStatus: [] } },
		});
		answer(seen('INITIALIZED'), seen('RUNNING'), seen('PARTIAL_SUCCESS'));
		const { json } = await runWorkspace({
			resource: 'deletionRequest',
			operation: 'wait',
			requestId: 'reg_1',
		});
		expect(json).toMatchObject([{ id: 'reg_1', status: 'PARTIAL_SUCCESS' }]);
		expect(waits).toEqual([30_000, 30_000]);
	});
});

describe('an access review', () => {
	const admin = {
		roleId: 'r1',
		roleName: 'Source Admin',
		resources: [{ id: 's1', type: 'SOURCE' }],
	};
	const owner = {
		roleId: 'r2',
		roleName: 'Workspace Owner',
		resources: [{ id: 'w1', type: 'WORKSPACE' }],
	};
	const lists: Record<string, IDataObject> = {
		'/users': {
			users: [
				{ id: 'u1', name: 'Ada', email: 'ada@example.com', permissions: [owner] },
				{ id: 'u2', name: 'Bob', email: 'bob@example.com', permissions: [] },
				{ id: 'u3', name: 'Cy', email: 'cy@example.com', permissions: [] },
			],
		},
		'/groups': { userGroups: [{ id: 'g1', name: 'Data', permissions: [admin] }] },
		'/roles': {
			roles: [
				{ id: 'r1', name: 'Source Admin', description: 'Edits sources' },
				{ id: 'r2', name: 'Workspace Owner', description: 'All' },
			],
		},
		'/groups/g1/users': { users: [{ id: 'u2', name: 'Bob', email: 'bob@example.com' }] },
		'/groups/g1/invites': { emails: ['new@example.com'] },
		'/invites': { invites: ['new@example.com', 'other@example.com'] },
		'/sources': { sources: [{ id: 's1', name: 'Website', metadata: { name: 'Javascript' } }] },
		'/': { workspace: { id: 'w1', name: 'Acme' } },
	};
	const serve = (refused: string[] = []) =>
		nock(API)
			.persist()
			.get(/.*/)
			.reply((uri) => {
				const path = uri.split('?')[0];
				return refused.includes(path) ? [403, { errors: [] }] : [200, { data: lists[path] }];
			});

	it('joins people, groups, roles and resources', async () => {
		serve();
		const { json } = await runWorkspace({
			resource: 'accessReview',
			operation: 'getAll',
			returnAll: true,
		});
		const short = json.map(({ email, status, via, groupName, roleName, resourceName }) =>
			[email, status, via, groupName, roleName, resourceName].join(' | '),
		);
		expect(short).toEqual([
			'ada@example.com | active | direct |  | Workspace Owner | Acme',
			'bob@example.com | active | group | Data | Source Admin | Website',
			'cy@example.com | active | none |  |  | ',
			'new@example.com | invited | group | Data | Source Admin | Website',
			'other@example.com | invited | none |  |  | ',
		]);
		expect(json[1]).toEqual({
			email: 'bob@example.com',
			userId: 'u2',
			userName: 'Bob',
			status: 'active',
			via: 'group',
			groupId: 'g1',
			groupName: 'Data',
			roleId: 'r1',
			roleName: 'Source Admin',
			roleDescription: 'Edits sources',
			resourceType: 'SOURCE',
			resourceId: 's1',
			resourceName: 'Website',
			resourceKind: 'Javascript',
			labels: '',
		});
		expect(Object.keys(json[4])).toEqual(Object.keys(json[1]));
	});

	it('names warehouses by their settings', async () => {
		const resources = [{ id: 'wh1', type: 'WAREHOUSE' }];
		const permissions = [{ roleId: 'r3', roleName: 'Warehouse Admin', resources }];
		const replies: Record<string, IDataObject> = {
			'/users': { users: [{ id: 'u1', email: 'ada@example.com', permissions }] },
			'/groups': { userGroups: [] },
			'/roles': { roles: [] },
			'/invites': { invites: [] },
			'/warehouses': { warehouses: [{ id: 'wh1', settings: { name: 'Prod' } }] },
		};
		nock(API)
			.persist()
			.get(/.*/)
			.reply((uri) => [200, { data: replies[uri.split('?')[0]] }]);
		const { json } = await runWorkspace({ resource: 'accessReview', operation: 'getAll' });
		expect(json).toMatchObject([{ resourceId: 'wh1', resourceName: 'Prod' }]);
	});

	it('does without names that the token may not see', async () => {
		serve(['/sources']);
		const { json } = await runWorkspace({ resource: 'accessReview', operation: 'getAll' });
		expect(json[1]).toMatchObject({ resourceId: 's1', resourceName: null });
	});

	it('leaves out invites and names when they are not wanted', async () => {
		serve(['/invites', '/groups/g1/invites', '/sources', '/']);
		const { json } = await runWorkspace({
			resource: 'accessReview',
			operation: 'getAll',
			limit: 2,
			options: { includeInvites: false, resourceNames: false },
		});
		expect(json).toHaveLength(2);
	});
});
