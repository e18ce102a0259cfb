import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { Problem } from '../../../nodes/shared/problem';
import { asProblem, errorItem, nodeError, unsendable } from '../../../nodes/shared/run/errors';

const node: INode = {
	id: 'node',
	name: 'Segment',
	type: 'n8n-nodes-segment.segment',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const tool: INode = { ...node, type: 'n8n-nodes-segment.segmentTool' };

const problem = new Problem('Event is empty', 'Give a name such as Order Completed.');
const wrong = (...items: number[]) =>
	items.map((item) => ({ kind: 'problem' as const, item, problem }));

describe('nodeError', () => {
	it('shows what is wrong, what to do and for which item', () => {
		const error = nodeError(node, new Problem('No', 'Try.', { status: 401, code: 'c' }), 3);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'No',
			description: 'Try.',
			httpCode: '401',
			context: { itemIndex: 3 },
		});
	});

	it('looks like an answer of Segment only where there was a request', () => {
		const unsent = nodeError(node, problem, 3);
		expect(unsent).toBeInstanceOf(NodeOperationError);
		expect(unsent).not.toHaveProperty('httpCode');
		expect(unsent).toMatchObject({
			message: problem.message,
			description: problem.advice,
			context: { itemIndex: 3 },
		});
		const unanswered = nodeError(node, new Problem('No answer', '', { code: 'ECONNRESET' }));
		expect(unanswered).toBeInstanceOf(NodeApiError);
		expect(unanswered).toMatchObject({ httpCode: 'ECONNRESET' });
	});

	it('tells an agent what to do as well', () => {
		expect(nodeError(tool, problem).message).toBe(
			'Event is empty. Give a name such as Order Completed.',
		);
		expect(nodeError(tool, new Problem('No', '')).message).toBe('No');
	});

	// n8n replaces messages that contain an error code; typePermissions contains EPERM, usageExists EEXIST
	it.each(['typePermissions', 'usageExists', 'ENOENT', 'ETIMEDOUT', 'ECONNRESET'])(
		'keeps its own words around %s',
		(name) => {
			const text = `Custom Traits → ${name} is text, not a number`;
			const advice = `Use digits. (${name})`;
			for (const details of [{ status: 502, reason: name }, {}]) {
				const odd = new Problem(text, advice, details);
				expect(nodeError(node, odd)).toMatchObject({ message: text, description: advice });
				expect(nodeError(tool, odd).message).toBe(`${text}. ${advice}`);
			}
		},
	);
});

describe('unsendable', () => {
	it('is the only item’s own problem when there is one item', () => {
		expect(unsendable(wrong(0), 1)).toBe(problem);
	});

	const OTHERS = "To send the others anyway, set 'On Error' in the node's Settings to continue.";
	const TIME = new Problem('Timestamp is “soon”, not a time', 'Give ISO 8601');
	const because = (reason: Problem, ...items: number[]) =>
		wrong(...items).map((each) => ({ ...each, problem: reason }));

	it('has a reason that all share in its headline, and what to do below', () => {
		expect(unsendable(wrong(0, 1, 2), 3)).toMatchObject({
			message: 'Nothing was sent: Event is empty in all 3 items',
			advice: 'Give a name such as Order Completed.',
		});
		expect(unsendable(wrong(4, 7), 9)).toMatchObject({
			message: 'Nothing was sent: Event is empty in 2 of 9 items',
			advice: `Items 4, 7: Give a name such as Order Completed.<br>${OTHERS}`,
		});
		expect(unsendable(because(TIME, 1), 2)).toMatchObject({
			message: 'Nothing was sent: Timestamp is “soon”, not a time, in 1 of 2 items',
			advice: `Item 1: Give ISO 8601.<br>${OTHERS}`,
		});
		expect(unsendable(because(new Problem('No', ''), 1), 2).advice).toBe(`Item 1.<br>${OTHERS}`);
	});

	it('gives each of several reasons a line, once with its items', () => {
		const problems = [...wrong(0), ...because(TIME, 1), ...wrong(2)];
		expect(unsendable(problems, 4)).toMatchObject({
			message: 'Nothing was sent: 3 items of 4 cannot be sent as they are',
			advice: `Items 0, 2: Event is empty. Give a name such as Order Completed.<br>Item 1: Timestamp is “soon”, not a time. Give ISO 8601.<br>${OTHERS}`,
		});
		const all = unsendable(problems, 3);
		expect(all.message).toBe('Nothing was sent: all 3 items cannot be sent as they are');
		expect(all.advice).not.toContain('others');
	});

	it('lists ten items of a reason, and ten reasons, and counts the rest', () => {
		const many = Array.from({ length: 13 }, (_, item) => item);
		expect(unsendable(wrong(...many), 14).advice).toMatch(
			/^Items 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 …: Give a name/,
		);
		const { advice } = unsendable(
			many.flatMap((item) => because(new Problem(`No ${item}`, ''), item)),
			13,
		);
		expect(advice).toContain('Item 9: No 9.');
		expect(advice).not.toContain('Item 10');
		expect(advice).toMatch(/<br>… and 3 more items\.$/);
	});
});

it('gives the item of a run that goes on just the keys by which n8n knows an error', () => {
	const refused = new Problem('No', 'Try.', { status: 401 });
	expect(errorItem(refused, 2, { sent: false })).toEqual({
		json: { error: 'No', message: 'Try.', details: { status: 401, sent: false } },
		pairedItem: { item: 2 },
	});
});

it('makes a problem of whatever was thrown', () => {
	expect(asProblem(problem)).toBe(problem);
	const described = Object.assign(new Error('Broken'), { description: 'Mend it.' });
	expect(asProblem(described)).toMatchObject({ message: 'Broken', advice: 'Mend it.' });
	expect(asProblem(new Error('Broken'))).toMatchObject({ message: 'Broken', advice: '' });
	expect(asProblem('text')).toMatchObject({ message: 'text', advice: '' });
});
