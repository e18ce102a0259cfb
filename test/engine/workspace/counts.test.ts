/** Counts are whole: no page of them is left out unless somebody asks for fewer. */
import type { INodeParameters } from 'n8n-workflow';

import { known, tokens } from '../../stand-in/public-api';
import { fakeClock, type Served, servePublicApi } from '../../stand-in/public-api/testing/serve';
import { useFastClock } from '../../support/clock';
import { id, runWorkspace } from '../../support/workspace';

let segment: Served;

beforeAll(async () => {
	segment = await servePublicApi({ now: fakeClock().now, perMinute: 10_000 });
});
afterAll(async () => await segment.close());
beforeEach(() => {
	segment.api.reset();
	useFastClock();
});
afterEach(() => jest.restoreAllMocks());

async function run(operation: string, parameters: INodeParameters) {
	const { json, error } = await runWorkspace(
		{ resource: 'delivery', operation, ...parameters },
		{ credential: { token: tokens.owner, region: 'custom', host: segment.url } },
	);
	if (error) throw new Error(`${error.message}: ${error.description}`);
	return json;
}

const range = { startTime: '2026-05-01', endTime: '2026-05-20', granularity: 'DAY' };

it.each<[string, INodeParameters, number]>([
	['usage', { month: '2026-04', bySource: true }, 36 * 30],
	['usage', { month: '2026-04', bySource: true, measure: 'mtu' }, 36 * 30],
	[
		'received',
		{ source: id(known.sourceId), ...range, options: { groupBy: ['eventName'] } },
		3 * 19,
	],
])('%s of %j has them all', async (operation, parameters, count) => {
	expect(await run(operation, parameters)).toHaveLength(count);
	expect(await run(operation, { ...parameters, returnAll: false })).toHaveLength(50);
});

it('are read page by page', async () => {
	await run('usage', { month: '2026-04', bySource: true });
	expect(segment.api.requests).toHaveLength(Math.ceil((36 * 30) / 200));
});
