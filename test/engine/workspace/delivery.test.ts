/** Of which time Delivery counts, and by what. */
import type { INodeParameters } from 'n8n-workflow';
import nock from '../../support/nock';

import { clock } from '../../../nodes/shared/clock';
import { answer, id, runWorkspace } from '../../support/workspace';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const NOW = '2026-03-29T00:30:40.500Z';

/** @returns what was asked for, or what is wrong */
async function count(parameters: INodeParameters, now = NOW, timezone?: string) {
	nock.cleanAll();
	jest.spyOn(clock, 'now').mockReturnValue(Date.parse(now));
	const requests = answer({ data: { total: 0, dataset: [], result: [] } });
	const { json, error } = await runWorkspace(
		{ resource: 'delivery', operation: 'received', source: id('s1'), ...parameters },
		timezone === undefined ? {} : { timezone },
	);
	const { searchParams } = new URL(requests[0]?.uri ?? '/', 'https://example.com');
	const range = [searchParams.get('startTime'), searchParams.get('endTime')];
	return { range, json, requests, error: error && `${error.message} ${error.description}` };
}

it.each([
	['lastHour', '2026-03-28T23:29:00.000Z'],
	['last4Hours', '2026-03-28T20:29:00.000Z'],
	['last24Hours', '2026-03-28T00:29:00.000Z'],
	['last7Days', '2026-03-22T00:29:00.000Z'],
	['last14Days', '2026-03-15T00:29:00.000Z'],
	['last28Days', '2026-03-01T00:29:00.000Z'],
])('%s ends a full minute ago', async (timeRange, start) => {
	const { range, error } = await count({ timeRange });
	expect(error).toBeUndefined();
	expect(range).toEqual([start, '2026-03-29T00:29:00.000Z']);
});

it('takes the days of the workflow, also those of 23 hours', async () => {
	// the clocks go forward at 01:00 UTC on that day
	const now = '2026-03-29T20:00:30Z';
	expect((await count({ timeRange: 'today' }, now, 'Europe/Berlin')).range).toEqual([
		'2026-03-28T23:00:00.000Z',
		'2026-03-29T19:59:00.000Z',
	]);
	const later = '2026-03-30T10:00:30Z';
	expect((await count({ timeRange: 'yesterday' }, later, 'Europe/Berlin')).range).toEqual([
		'2026-03-28T23:00:00.000Z',
		'2026-03-29T22:00:00.000Z',
	]);
});

it('has a today right after midnight', async () => {
	const { range } = await count({ timeRange: 'today' }, '2026-03-28T23:00:10Z', 'Europe/Berlin');
	expect(range).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-28T23:01:00.000Z']);
});

it('has one record with a zero when there was nothing, at the start of the time', async () => {
	const { json } = await count({ timeRange: 'lastHour' });
	expect(json).toMatchObject([{ time: '2026-03-28T23:29:00.000Z', count: 0 }]);
});

it.each([
	['last7Days', 'MINUTE', '4 hours by the minute'],
	['yesterday', 'MINUTE', '4 hours by the minute'],
	['last28Days', 'HOUR', '14 days by the hour'],
])('refuses %s by %s, which Segment does not count', async (timeRange, granularity, most) => {
	const { error, requests } = await count({ timeRange, granularity });
	expect(error).toContain('Time Range is too long for the Granularity');
	expect(error).toContain(most);
	expect(requests).toEqual([]);
});

it.each(['lastHour', 'last4Hours'])('counts %s by the minute', async (timeRange) => {
	expect((await count({ timeRange, granularity: 'MINUTE' })).error).toBeUndefined();
});

it('needs both times of a custom range', async () => {
	const { error } = await count({ timeRange: 'custom', startTime: '={{ "" }}', endTime: NOW });
	expect(error).toContain('Start Time');
});

it.each([
	['received', ['discardReason']],
	['received', ['source']],
	['failedOnIngest', ['subscriptionId']],
	['delivered', ['source']],
	['eventVolume', ['appVersion']],
])('%s is not grouped by %j, which Segment does not document', async (operation, groupBy) => {
	const { error, requests } = await count({
		...{ operation, destination: id('d1'), timeRange: 'lastHour' },
		options: { groupBy },
	});
	expect(error).toContain('Group By');
	expect(requests).toEqual([]);
});

it.each<INodeParameters>([{ options: { groupBy: ['eventName', 'spaceId'] } }])(
	'asks only destinations about mappings, audiences and spaces: %j',
	async (parameters) => {
		const filtered = { operation: 'filtered', timeRange: 'lastHour', ...parameters };
		const refused = await count({ ...filtered, filteredAt: 'source' });
		expect(refused.error).toContain('only the counts of a destination know');
		expect(refused.requests).toEqual([]);
		const taken = await count({ ...filtered, filteredAt: 'destination', destination: id('d1') });
		expect(taken.error).toBeUndefined();
	},
);
