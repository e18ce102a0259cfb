import type { IExecuteFunctions } from 'n8n-workflow';

import type { TrackingRequest } from '../../../../nodes/Segment/delivery/request';
import { adviseBatch, logProgress } from '../../../../nodes/Segment/run/progress';
import { clock } from '../../../../nodes/shared/clock';
import { useFastClock } from '../../../support/clock';
import { prepared } from '../../../support/messages';

afterEach(() => jest.restoreAllMocks());

it('says every five seconds how far a run is, and nothing of one that is short', async () => {
	useFastClock();
	const info = jest.fn();
	const context = {
		logger: { info },
		getNode: () => ({ name: 'Import' }),
		getExecutionId: () => '7',
		getWorkflow: () => ({ id: 'w' }),
	} as unknown as IExecuteFunctions;
	const request: TrackingRequest = {
		path: '/v1/batch',
		messages: Array.from({ length: 1_000 }, (_, item) => prepared(item)),
	};
	const done = logProgress(context, 12_000);
	for (let sent = 0; sent < 12; sent++) {
		await clock.pause(1_000);
		done(request);
	}
	const where = { executionId: '7', workflowId: 'w' };
	expect(info.mock.calls).toEqual([
		['Import: 5,000 of 12,000 messages sent, about 7 seconds left', where],
		['Import: 10,000 of 12,000 messages sent, about 2 seconds left', where],
	]);
});

describe('advice to use Batch', () => {
	const COMPUTED = { userId: '={{ $json.id }}', event: '={{ $json.name.trim() }}' };
	const DRAGGED = { userId: '={{ $json.id }}', event: 'Order {{ $json.name }}' };

	function adviceFor(items: number, parameters: object): unknown[] {
		const addExecutionHints = jest.fn();
		const getNode = () => ({ parameters });
		adviseBatch({ addExecutionHints, getNode } as unknown as IExecuteFunctions, items);
		return addExecutionHints.mock.calls.flat();
	}

	it('is given for many items with computed expressions', () => {
		expect(adviceFor(1_001, COMPUTED)).toEqual([
			{
				message: expect.stringMatching(/each of 1,001 items\..*Batch/) as string,
				type: 'info',
				location: 'outputPane',
			},
		]);
	});

	it.each<[string, number, object]>([
		['few items', 1_000, COMPUTED],
		['dragged fields', 1_001, DRAGGED],
		['a computed option, which is read once', 1_001, { options: { dryRun: '={{ 1 < 2 }}' } }],
	])('is not given for %s', (_, items, parameters) => {
		expect(adviceFor(items, parameters)).toEqual([]);
	});
});
