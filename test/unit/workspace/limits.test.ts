import type { IHttpRequestMethods } from 'n8n-workflow';

import { clock } from '../../../nodes/shared/clock';
import { limitOf, waitForSlot } from '../../../nodes/SegmentWorkspace/request/limits';
import { useFastClock } from '../../support/clock';

let waits: number[];
beforeEach(() => {
	waits = useFastClock();
});
afterEach(() => jest.restoreAllMocks());

it.each<[IHttpRequestMethods, string, number | undefined]>([
	['POST', '/spaces/spa_1/audiences/previews', 5],
	['GET', '/spaces/spa_1/audiences/previews/p1', 300],
	['GET', '/spaces/spa_1/audiences/aud_1', 100],
	['GET', '/spaces/spa_1/audiences', 60],
	['PATCH', '/destinations/d1/subscriptions/s1', 5],
	['POST', '/reverse-etl-syncs', 20],
	['PUT', '/group/g1/users', 60],
	['POST', '/regulations/sources/s1', 600],
	['GET', '/users', undefined],
	['GET', '/', undefined],
])('%s %s', (method, path, perMinute) => {
	expect(limitOf(method, path)?.perMinute).toBe(perMinute);
});

const send = async (owner: string, times: number, path = '/groups') => {
	for (let n = 0; n < times; n++) await waitForSlot(owner, 'POST', path, undefined);
};

it('lets a minute’s worth through at once, and the rest when the minute is over', async () => {
	await send('a', 60);
	expect(waits).toEqual([]);
	await send('a', 61);
	expect(waits).toEqual([61_000, 61_000]);
});

it('counts each token and each endpoint by itself', async () => {
	await send('b', 60);
	await send('c', 60);
	await send('b', 60, '/labels');
	expect(waits).toEqual([]);
});

it('refuses to wait for more than a quarter of an hour', async () => {
	const path = '/spaces/s/audiences/previews';
	// all at the same moment, as many executions may come: 15 windows of 5 fit
	jest.mocked(clock.pause).mockResolvedValue();
	const sent = Array.from({ length: 100 }, () => waitForSlot('d', 'POST', path, undefined));
	const outcomes = await Promise.allSettled(sent);
	expect(outcomes[0].status).toBe('fulfilled');
	expect(outcomes.at(-1)).toMatchObject({
		status: 'rejected',
		reason: { message: 'more than 5 requests per minute' },
	});
});
