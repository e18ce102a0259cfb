import type { INodeParameters } from 'n8n-workflow';

import { runCaught } from './support';

const IDENTIFY: INodeParameters = {
	resource: 'identify',
	operation: 'create',
	userId: '={{ $json.id }}',
};
const MAP_FIELDS: INodeParameters = {
	resource: 'batch',
	operation: 'send',
	mode: 'mapFields',
	messageType: 'identify',
	userIdField: 'id',
};
const REPLAY: INodeParameters = { resource: 'batch', operation: 'send', mode: 'itemsAreMessages' };
const options = { includeInputFields: true };

const WAYS: Array<[string, INodeParameters, boolean]> = [
	['the canvas', IDENTIFY, false],
	['the routing engine', IDENTIFY, true],
	['Batch', MAP_FIELDS, false],
];

describe.each(WAYS)('by %s', (_name, parameters, routed) => {
	const items = [{ id: 'u-0', plan: 'pro', success: 'input', type: 'input' }, { plan: 'free' }];
	const run = async (onError: 'continueRegularOutput' | 'continueErrorOutput', more = {}) =>
		await runCaught(
			{ ...parameters, options: { ...options, ...more } },
			{ items, routed, settings: { onError } },
		);
	const failure = { plan: 'free', error: expect.any(String), details: { sent: false } };

	it('each result carries the fields of its item, and its own where both have one', async () => {
		const { outputs } = await run('continueRegularOutput');
		expect(outputs).toHaveLength(1);
		expect(outputs[0]).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({
					id: 'u-0',
					plan: 'pro',
					success: true,
					type: 'identify',
					messageId: expect.any(String),
				}),
			}),
			expect.objectContaining({ json: expect.objectContaining(failure) }),
		]);
	});

	it('failures leave by the error output, with them', async () => {
		const { outputs } = await run('continueErrorOutput');
		expect(outputs.map((output) => output.map(({ json }) => json))).toEqual([
			[expect.objectContaining({ id: 'u-0', plan: 'pro', success: true })],
			[expect.objectContaining(failure)],
		]);
	});

	it('a Dry Run shows them too', async () => {
		const { json, requests } = await run('continueRegularOutput', { dryRun: true });
		expect(requests).toEqual([]);
		expect(json[0]).toMatchObject({ dryRun: true, plan: 'pro', id: 'u-0' });
	});

	it('they are left out where the option was not added', async () => {
		const { json } = await runCaught(parameters, { items: [items[0]], routed });
		expect(json[0]).not.toHaveProperty('plan');
	});
});

it('a body of many messages does not come back with each of them', async () => {
	const batch = [1, 2].map((each) => ({ type: 'identify', userId: `u-${each}` }));
	const { json } = await runCaught({ ...REPLAY, options }, { items: [{ file: 'a.json', batch }] });
	expect(json).toHaveLength(2);
	for (const each of json) {
		expect(each).toMatchObject({ file: 'a.json', success: true });
		expect(each).not.toHaveProperty('batch');
	}
});

it('a summary is of the whole run, and carries none', async () => {
	const { json } = await runCaught(
		{ ...MAP_FIELDS, output: 'summary', options },
		{ items: [{ id: 'u-0', plan: 'pro' }] },
	);
	expect(json).toEqual([expect.objectContaining({ sent: 1 })]);
	expect(json[0]).not.toHaveProperty('plan');
});
