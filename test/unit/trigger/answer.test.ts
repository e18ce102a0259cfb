import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { confirm, start } from '../../../nodes/SegmentTrigger/receive/answer';

const items = () => [{ json: { event: 'A' } }, { json: { event: 'B' } }];
const answer = { received: 2, started: 2 };

function runWith(input: INodeExecutionData[]) {
	const sendResponse = jest.fn();
	const context = { getInputData: () => input, sendResponse } as unknown as IExecuteFunctions;
	return { output: confirm(context), sendResponse };
}

describe('n8n 2, which answers after it has registered the run', () => {
	const { workflowData, webhookResponse } = start(items(), answer, true);

	it('is given the answer and the items', () => {
		expect({ workflowData, webhookResponse }).toEqual({
			workflowData: [items()],
			webhookResponse: answer,
		});
	});

	it('is not answered for by the run', () => {
		const { output, sendResponse } = runWith(workflowData?.[0] ?? []);
		expect(output).toEqual([items()]);
		expect(sendResponse).not.toHaveBeenCalled();
	});
});

describe('n8n 1, which would answer before', () => {
	it('is answered for by the run, through whatever n8n does to the items meanwhile', () => {
		const { workflowData, webhookResponse } = start(items(), answer, false);
		expect(webhookResponse).toBeUndefined();
		const saved = JSON.parse(JSON.stringify(workflowData?.[0])) as INodeExecutionData[];
		const { output, sendResponse } = runWith(saved);
		expect(output).toEqual([items()]);
		expect(sendResponse).toHaveBeenCalledTimes(1);
		const [{ body, statusCode }] = sendResponse.mock.calls[0] as [
			{ body: Buffer; statusCode: 200 },
		];
		expect([statusCode, JSON.parse(body.toString())]).toEqual([200, answer]);
	});
});

it('hands on nothing for a run that something else started', () => {
	expect(runWith([]).output).toEqual([[]]);
});
