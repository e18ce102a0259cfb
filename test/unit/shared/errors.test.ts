import { NodeApiError, type INode } from 'n8n-workflow';

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
		expect(nodeError(node, problem).httpCode).toBeNull();
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
			const odd = new Problem(text, `Use digits. (${name})`, { status: 502, reason: name });
			expect(nodeError(node, odd)).toMatchObject({
				message: text,
				description: `Use digits. (${name})`,
			});
			expect(nodeError(tool, odd).message).toBe(`${text}. Use digits. (${name})`);
		},
	);
});

describe('unsendable', () => {
	it('is the only item’s own problem when there is one item', () => {
		expect(unsendable(wrong(0), 1)).toBe(problem);
	});

	it('names the items and says that nothing was sent', () => {
		expect(unsendable(wrong(4, 7), 9)).toMatchObject({
			message: 'Nothing was sent: 2 items of 9 cannot be sent as they are',
			advice:
				"Item 4: Event is empty. Give a name such as Order Completed. Item 7: Event is empty. Give a name such as Order Completed. To send the others anyway, set 'On Error' in the node's Settings to continue.",
		});
		expect(unsendable(wrong(1), 2).message).toBe(
			'Nothing was sent: 1 item of 2 cannot be sent as it is',
		);
	});

	it('lists ten items and counts the rest', () => {
		const { advice } = unsendable(wrong(...Array.from({ length: 13 }, (_, item) => item)), 13);
		expect(advice).toContain('Item 9: Event is empty.');
		expect(advice).not.toContain('Item 10:');
		expect(advice).toContain('… and 3 more items.');
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
