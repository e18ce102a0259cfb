/** Operations of Segment Workspace that wait for an end: previews and syncs. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { answer, id, runWorkspace } from '../../support/workspace';

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
