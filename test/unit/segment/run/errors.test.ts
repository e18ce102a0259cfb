import { NodeApiError, type INode } from 'n8n-workflow';

import { describeFailure, type Reply } from '../../../../nodes/Segment/delivery/failure';
import { MessageProblem } from '../../../../nodes/Segment/message/problem';
import {
	nodeError,
	problemsError,
	refusalsError,
	type Refusal,
} from '../../../../nodes/Segment/run/errors';
import { prepared } from '../../../support/messages';

const node: INode = {
	id: 'node',
	name: 'Segment',
	type: 'n8n-nodes-segment.segment',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const tool: INode = { ...node, type: 'n8n-nodes-segment.segmentTool' };

const refused = (reply: Reply, ...items: number[]): Refusal[] =>
	items.map((item) => ({
		message: prepared(item),
		request: 1,
		attempts: 6,
		failure: describeFailure(reply, 6),
	}));

const RESET: Reply = { fault: 'ECONNRESET', retryable: true };

describe('the error of a run whose messages were refused', () => {
	it('is about the only item when there is one', () => {
		const error = refusalsError(
			node,
			refused({ status: 401, headers: {}, body: { code: 'unauthorized', message: 'no token' } }, 0),
			1,
			0,
		) as NodeApiError;
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('Segment did not accept the write key (401)');
		expect(error.description).toBe(
			'Check the write key and the region in the credential. A source that enforces OAuth takes no write key alone. Segment says: no token.',
		);
		expect(error.httpCode).toBe('401');
		expect(error.context.itemIndex).toBe(0);
	});

	it('counts and names the items, and says that the others arrived', () => {
		const items = Array.from({ length: 12 }, (_, index) => index + 3);
		const error = refusalsError(
			node,
			refused({ status: 400, headers: {}, body: '' }, ...items),
			20,
			8,
		) as NodeApiError;
		expect(error.message).toBe(
			'Segment could not read the message (400): 12 items of 20 not taken',
		);
		expect(error.description).toBe(
			"Check the write key in the credential, and the message with 'Dry Run'. Not taken: item 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 …. Segment accepted the other 8.",
		);
		expect(error.context.itemIndex).toBe(3);
	});

	it('says how many were not sent after it', () => {
		const error = refusalsError(node, refused(RESET, 4, 5), 20, 4) as NodeApiError;
		expect(error.message).toMatch(/: 2 items of 20 not taken$/);
		expect(error.description).toMatch(
			/Not taken: item 4, 5\. Segment accepted 4\. Not sent: the last 14\.$/,
		);
	});

	it.each<[string, Reply]>([
		['a reset connection', RESET],
		['a time-out', { fault: 'ECONNABORTED', retryable: true }],
		['an unknown host', { fault: 'ENOTFOUND', retryable: true }],
		['a server that says ETIMEDOUT', { status: 502, headers: {}, body: 'ETIMEDOUT' }],
	])('keeps its own words after %s, for a person and for an agent', (_name, reply) => {
		const [{ failure }] = refused(reply, 0);
		const forPerson = refusalsError(node, refused(reply, 0), 1, 0);
		expect(forPerson.message).toBe(failure.message);
		expect((forPerson as NodeApiError).description).toContain(failure.advice);
		const forAgent = refusalsError(tool, refused(reply, 0), 1, 0);
		expect(forAgent.message).toContain(`${failure.message}. ${failure.advice}`);
	});
});

describe('the error of a run that sent nothing', () => {
	const problem = new MessageProblem('Event is empty', 'Give a name such as Order Completed.');

	it('is the only item’s own when there is one', () => {
		const error = problemsError(node, [{ item: 0, problem }], 1) as NodeApiError;
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('Event is empty');
		expect(error.description).toBe('Give a name such as Order Completed.');
		expect(error.context.itemIndex).toBe(0);
	});

	it('names the items and says that nothing was sent', () => {
		const problems = [4, 7].map((item) => ({ item, problem }));
		const error = problemsError(node, problems, 9) as NodeApiError;
		expect(error.message).toBe('Nothing was sent: 2 items of 9 cannot be sent as they are');
		expect(error.description).toBe(
			"Item 4: Event is empty. Give a name such as Order Completed. Item 7: Event is empty. Give a name such as Order Completed. To send the others anyway, set 'On Error' in the node's Settings to continue.",
		);
		expect(error.context.itemIndex).toBe(4);
	});

	it('does not deny what earlier batches sent', () => {
		expect(problemsError(node, [{ item: 4, problem }], 2, true).message).toBe(
			'Nothing more was sent: 1 item of 2 cannot be sent as it is',
		);
	});

	it('lists ten items and counts the rest', () => {
		const problems = Array.from({ length: 13 }, (_, item) => ({ item, problem }));
		const { description } = problemsError(node, problems, 13) as NodeApiError;
		expect(description).toContain('Item 9: Event is empty.');
		expect(description).not.toContain('Item 10:');
		expect(description).toContain('… and 3 more items.');
	});

	it('tells an agent what to do as well', () => {
		expect(problemsError(tool, [{ item: 0, problem }], 1).message).toBe(
			'Event is empty. Give a name such as Order Completed.',
		);
	});
});

describe("n8n's habit of replacing messages that contain an error code", () => {
	// "typePermissions" contains EPERM, "usageExists" EEXIST
	it.each(['typePermissions', 'usageExists', 'ENOENT'])('spares the user’s own %s', (name) => {
		const text = `Custom Traits → ${name} is text, not a number`;
		expect(nodeError(node, text, 'Use digits.').message).toBe(text);
		const problems = [{ item: 0, problem: new MessageProblem(text, 'Use digits.') }];
		expect(problemsError(node, problems, 1).message).toBe(text);
		expect(problemsError(tool, problems, 1).message).toBe(`${text}. Use digits.`);
	});
});
