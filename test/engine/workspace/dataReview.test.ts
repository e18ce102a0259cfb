/** Data Review: silent and ungoverned sources, delivery health, stale access. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { clock } from '../../../nodes/shared/clock';
import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { API, id, runWorkspace } from '../../support/workspace';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => {
	useFastClock();
	jest.spyOn(clock, 'now').mockReturnValue(Date.parse('2026-11-26T10:30:00Z'));
});
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

type Answers = Record<string, IDataObject | number | ((query: URLSearchParams) => IDataObject)>;

/** Answers by path: with data, or refused with a status. Gives the addresses that were asked for. */
function serve(answers: Answers): string[] {
	const asked: string[] = [];
	nock(API)
		.persist()
		.get(/.*/)
		.reply((uri) => {
			asked.push(decodeURIComponent(uri));
			const { pathname, searchParams } = new URL(uri, API);
			const answer = answers[pathname] ?? 404;
			if (typeof answer === 'number') return [answer, { errors: [{ message: 'no' }] }];
			return [200, { data: typeof answer === 'function' ? answer(searchParams) : answer }];
		});
	return asked;
}

async function run(operation: string, parameters: INodeParameters = {}) {
	const { json, error } = await runWorkspace({
		resource: 'dataReview',
		operation,
		...parameters,
	});
	if (error) throw new Error(`${error.message}: ${error.description}`);
	return json;
}

const source = (own: IDataObject): IDataObject => ({
	slug: own.id,
	workspaceId: 'w1',
	enabled: true,
	labels: [],
	writeKeys: ['secret'],
	settings: { apiSecret: 'secret' },
	metadata: { id: 'm1', name: 'Javascript' },
	...own,
});
const SOURCES: IDataObject = {
	sources: [
		source({ id: 'busy' }),
		source({ id: 'quiet', name: 'Quiet' }),
		source({ id: 'never' }),
		source({ id: 'off', enabled: false }),
	],
};

describe('silent sources', () => {
	const series = (...days: Array<[day: string, count: number]>) =>
		days.map(([day, count]) => ({ time: `${day}T00:00:00.000Z`, count }));
	const volume: IDataObject = {
		result: [
			{ source: { id: 'busy' }, series: series(['2026-11-18', 5], ['2026-11-19', 1]) },
			{
				source: { id: 'quiet' },
				series: series(['2026-11-10', 3], ['2026-11-18', 2], ['2026-11-20', 0]),
			},
		],
	};

	it('received nothing for as many days as it says; the longest silence comes first', async () => {
		const asked = serve({ '/events/volume': volume, '/sources': SOURCES });
		const rows = await run('silentSources', { days: 7 });
		expect(rows).toEqual([
			{
				id: 'never',
				name: 'never',
				slug: 'never',
				enabled: true,
				type: 'Javascript',
				typeId: 'm1',
				labels: '',
				workspaceId: 'w1',
				lastEventDay: null,
				silentDays: null,
			},
			expect.objectContaining({
				id: 'quiet',
				name: 'Quiet',
				lastEventDay: '2026-11-18',
				silentDays: 8,
			}),
		]);
		expect(asked).toEqual([
			expect.stringMatching(
				/^\/events\/volume\?.*startTime=2026-10-28T00:00:00.000Z&endTime=2026-11-26T10:29:00.000Z&groupBy\[0\]=source$/,
			),
			'/sources?pagination[count]=200',
		]);
	});

	it.each([
		[6, {}, ['never', 'quiet', 'busy']],
		[28, {}, ['never']],
		[7, { options: { includeDisabled: true } }, ['never', 'off', 'quiet']],
		[7, { limit: 1 }, ['never']],
	])('of %i days with %j are %j', async (days, parameters, expected) => {
		serve({ '/events/volume': volume, '/sources': SOURCES });
		const rows = await run('silentSources', { days, ...parameters });
		expect(rows.map(({ id: own }) => own)).toEqual(expected);
	});

	it('are not looked for over more days than Segment counts', async () => {
		const asked = serve({});
		await expect(run('silentSources', { days: 29 })).rejects.toThrow(/^Days is 29/);
		expect(asked).toEqual([]);
	});
});

it('ungoverned sources have no tracking plan; the plans are asked, not the sources', async () => {
	const asked = serve({
		'/tracking-plans': { trackingPlans: [{ id: 'tp_1' }, { id: 'tp_2' }] },
		'/tracking-plans/tp_1/sources': { sources: [source({ id: 'busy' })] },
		'/tracking-plans/tp_2/sources': { sources: [] },
		'/sources': SOURCES,
	});
	const rows = await run('ungovernedSources');
	expect(rows.map(({ id: own }) => own)).toEqual(['quiet', 'never']);
	expect(JSON.stringify(rows)).not.toContain('secret');
	expect(asked).toHaveLength(4);
	const all = await run('ungovernedSources', { options: { includeDisabled: true } });
	expect(all).toHaveLength(3);
});

describe('delivery health', () => {
	const destination = (own: IDataObject) => ({
		enabled: true,
		sourceId: 's1',
		settings: { apiKey: 'secret' },
		metadata: { id: 'm2', name: 'Amplitude' },
		...own,
	});
	const DESTINATIONS: IDataObject = {
		destinations: [
			destination({ id: 'fine' }),
			destination({ id: 'idle' }),
			destination({ id: 'bad', name: 'Bad' }),
			destination({ id: 'off', enabled: false }),
		],
	};
	const answers: Answers = {
		'/destinations': DESTINATIONS,
		'/sources/s1/connected-destinations': { destinations: [destination({ id: 'bad' })] },
		'/delivery-overview/failed-delivery': (query) => ({
			dataset:
				query.get('destinationConfigId') === 'bad'
					? [
							{ discardReason: 'timeout', total: 5, series: [] },
							{ discardReason: '401 Unauthorized', total: 20, series: [] },
						]
					: [],
		}),
		'/delivery-overview/successful-delivery': (query) => ({
			dataset: query.get('destinationConfigId') === 'idle' ? [] : [{ total: 75, series: [] }],
		}),
	};

	it('gives the share that failed with the main reason, the worst first', async () => {
		const asked = serve(answers);
		const rows = await run('deliveryHealth', { days: 2 });
		expect(rows).toEqual([
			{
				destinationId: 'bad',
				destinationName: 'Bad',
				destinationType: 'Amplitude',
				sourceId: 's1',
				delivered: 75,
				failed: 25,
				failedShare: 0.25,
				mainReason: '401 Unauthorized',
				mainReasonCount: 20,
				startTime: '2026-11-24T10:30:00.000Z',
				endTime: '2026-11-26T10:30:00.000Z',
			},
			expect.objectContaining({ destinationId: 'fine', failedShare: 0, mainReason: null }),
			expect.objectContaining({ destinationId: 'idle', delivered: 0, failedShare: 0 }),
		]);
		expect(asked).toHaveLength(1 + 2 * 3);
		expect(JSON.stringify(rows)).not.toContain('secret');
	});

	it('of one source asks about its destinations only', async () => {
		const asked = serve(answers);
		expect(await run('deliveryHealth', { source: id('s1') })).toHaveLength(1);
		expect(asked).toHaveLength(3);
	});

	it('asks about as many destinations as the limit says, and leaves out what is fine', async () => {
		const asked = serve(answers);
		expect(await run('deliveryHealth', { limit: 1 })).toHaveLength(1);
		expect(asked).toHaveLength(3);
		const failing = await run('deliveryHealth', { options: { onlyFailing: true } });
		expect(failing.map(({ destinationId }) => destinationId)).toEqual(['bad']);
	});

	it('counts all pages of the reasons', async () => {
		serve({
			...answers,
			'/destinations': { destinations: [destination({ id: 'bad' })] },
			'/delivery-overview/failed-delivery': (query) =>
				query.get('pagination[cursor]') === 'Mg=='
					? { dataset: [{ discardReason: 'b', total: 30 }], pagination: {} }
					: { dataset: [{ discardReason: 'a', total: 20 }], pagination: { next: 'Mg==' } },
		});
		expect(await run('deliveryHealth')).toMatchObject([
			{ failed: 50, failedShare: 0.4, mainReason: 'b', mainReasonCount: 30 },
		]);
	});
});

describe('stale access', () => {
	const role = [{ roleId: 'r1', roleName: 'Source Admin', resources: [] }];
	const answers: Answers = {
		'/users': {
			users: [
				{ id: 'u1', name: 'Ada', email: 'ada@b.co', permissions: role },
				{ id: 'u2', name: 'Bob', email: 'bob@b.co', permissions: [] },
				{ id: 'u3', name: 'Cy', email: 'cy@b.co', permissions: [] },
				{ id: 'u4', name: 'Di', email: 'di@b.co', permissions: [] },
			],
		},
		'/groups': {
			userGroups: [
				{ id: 'g1', name: 'Data', permissions: role },
				{ id: 'g2', name: 'Nothing', permissions: [] },
			],
		},
		'/groups/g1/users': { users: [{ id: 'u2', name: 'Bob', email: 'bob@b.co' }] },
		'/invites': { invites: ['old@b.co', 'New@b.co'] },
		'/audit-events': {
			events: [
				{
					type: 'Non-Segment User Invited to Workspace',
					timestamp: '2026-11-20T00:00:00Z',
					resourceId: 'inv_1',
					resourceName: 'new@b.co',
				},
				{ type: 'Source Created', resourceId: 's1', resourceName: 'old@b.co' },
			],
		},
		'/credentials': {
			credentials: [
				{ id: 'c1', name: 'Used', settings: { key: 'secret' }, updatedAt: '2026-01-01' },
				{ id: 'c2', name: 'Unused', settings: { key: 'secret' }, updatedAt: '2026-01-02' },
			],
		},
		'/credentials/c1/consumers': { warehouses: [], sources: [{ id: 's1' }] },
		'/credentials/c2/consumers': { warehouses: [], sources: [] },
	};

	it('lists people without a role, old invitations and credentials in no use, in one shape', async () => {
		const asked = serve(answers);
		const rows = await run('staleAccess');
		expect(rows.map(({ kind, name, email, reason }) => [kind, name ?? email, reason])).toEqual([
			['user', 'Cy', 'noRole'],
			['user', 'Di', 'noRole'],
			['invite', 'old@b.co', 'invitedLongAgo'],
			['credential', 'Unused', 'unused'],
		]);
		for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(rows[0]));
		expect(rows[3]).toMatchObject({ id: 'c2', since: '2026-01-02T00:00:00.000Z' });
		expect(asked.find((uri) => uri.startsWith('/audit'))).toContain('startTime=2026-10-27T10:30');
		expect(JSON.stringify(rows)).not.toContain('secret');
	});

	it('does without what the token may not read, and says so', async () => {
		serve({ ...answers, '/audit-events': 403, '/credentials': 403 });
		const rows = await run('staleAccess');
		expect(rows.slice(2)).toEqual([
			expect.objectContaining({ email: 'old@b.co', detail: expect.stringMatching(/audit trail/) }),
			expect.objectContaining({ email: 'New@b.co', detail: expect.stringMatching(/audit trail/) }),
		]);
	});

	it('fails where Segment has trouble, instead of calling everything stale', async () => {
		serve({ ...answers, '/audit-events': 501 });
		await expect(run('staleAccess')).rejects.toThrow(/HTTP 501/);
	});

	it('leaves out credentials that nobody wants, and asks no group when everybody has a role', async () => {
		const asked = serve({
			...answers,
			'/users': { users: [{ id: 'u1', email: 'ada@b.co', permissions: role }] },
			'/invites': { invites: [] },
		});
		expect(await run('staleAccess', { options: { includeCredentials: false } })).toEqual([]);
		expect(asked).toHaveLength(2);
	});
});
