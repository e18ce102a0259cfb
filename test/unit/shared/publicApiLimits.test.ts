import type { IHttpRequestMethods } from 'n8n-workflow';

import { limitOf, paceOf } from '../../../nodes/shared/send/publicApiLimits';
import { operations } from '../../public-api/facts';
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

it.each(operations.map((operation) => [operation.id, operation] as const))(
	'keeps what the facts say of %s',
	(_, { method, path, limit }) => {
		const called = path.replace(/\{\w+\}/g, 'id');
		const perMinute = limit?.per === 'minute' ? limit.requests : undefined;
		expect(limitOf(method, called)?.perMinute).toBe(perMinute);
	},
);

const send = async (owner: string, times: number, path = '/groups') => {
	for (let n = 0; n < times; n++) {
		await paceOf(owner, 'POST', path)?.keep(async () => await Promise.resolve(), undefined);
	}
};

it('lets a minute’s worth through at once, and the rest when the minute is over', async () => {
	await send('a', 60);
	expect(waits).toEqual([]);
	await send('a', 61);
	expect(waits).toEqual([60_001, 60_001]);
});

it('counts each token and each endpoint by itself', async () => {
	await send('b', 60);
	await send('c', 60);
	await send('b', 60, '/labels');
	expect(waits).toEqual([]);
});
