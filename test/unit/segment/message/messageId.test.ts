import fc from 'fast-check';

import {
	createMessageIds,
	messageIdFromOther,
	type RunOrigin,
} from '../../../../nodes/Segment/message/messageId';
import type { Message } from '../../../../nodes/Segment/message/types';
import { problemOf } from './support';

const RUN: RunOrigin = {
	writeKey: 'key',
	instanceId: 'instance',
	workflowId: 'workflow',
	executionId: '1',
	nodeId: 'node',
	runIndex: 0,
};

type Origin = RunOrigin & { sharedByCalls: boolean };

const messageIdPerExecution = ({ sharedByCalls, ...run }: Origin, item: number, message: object) =>
	createMessageIds('perExecution', run, sharedByCalls)(String(item), message as Message);

const messageIdFromContent = (writeKey: string, message: object) =>
	createMessageIds('fromContent', { ...RUN, writeKey }, false)('0', message as Message);

const UUID = /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

const origins: fc.Arbitrary<Origin> = fc.record({
	writeKey: fc.string(),
	instanceId: fc.string(),
	workflowId: fc.string(),
	executionId: fc.string(),
	nodeId: fc.string(),
	runIndex: fc.nat(),
	sharedByCalls: fc.constant(false),
});
const messages = fc.dictionary(fc.string(), fc.jsonValue());

/** The same JSON with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reversed);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, entry]) => [key, reversed(entry)]),
	);
}

describe('per execution', () => {
	it('is a UUID, the same for the same item of the same run', () => {
		fc.assert(
			fc.property(origins, fc.nat(), messages, messages, (origin, item, first, second) => {
				const id = messageIdPerExecution(origin, item, first);
				expect(id).toMatch(UUID);
				expect(messageIdPerExecution({ ...origin }, item, second)).toBe(id);
			}),
		);
	});

	it('is unlike that of every other item, run, node, execution, workflow and source', () => {
		fc.assert(
			fc.property(origins, origins, fc.nat(), fc.nat(), (one, other, item, otherItem) => {
				const same = JSON.stringify([one, item]) === JSON.stringify([other, otherItem]);
				const ids = [
					messageIdPerExecution(one, item, {}),
					messageIdPerExecution(other, otherItem, {}),
				];
				expect(ids[0] === ids[1]).toBe(same);
				for (const key of [
					'writeKey',
					'instanceId',
					'workflowId',
					'executionId',
					'nodeId',
				] as const) {
					const changed = { ...one, [key]: `${one[key]}x` };
					expect(messageIdPerExecution(changed, item, {})).not.toBe(ids[0]);
				}
				const nextRun = { ...one, runIndex: one.runIndex + 1 };
				expect(messageIdPerExecution(nextRun, item, {})).not.toBe(ids[0]);
				expect(messageIdPerExecution(one, item + 1, {})).not.toBe(ids[0]);
			}),
		);
	});

	it('tells the calls of an agent’s tool apart by their content', () => {
		fc.assert(
			fc.property(origins, messages, messages, (origin, first, second) => {
				const shared = { ...origin, sharedByCalls: true };
				const ids = [first, second].map((message) => messageIdPerExecution(shared, 0, message));
				const same = messageIdFromContent('', first) === messageIdFromContent('', second);
				expect(ids[0] === ids[1]).toBe(same);
			}),
		);
	});

	it('keeps parts apart that read the same when joined', () => {
		const origin = {
			instanceId: '',
			workflowId: '',
			nodeId: '',
			runIndex: 0,
			sharedByCalls: false,
		};
		expect(messageIdPerExecution({ ...origin, writeKey: 'a', executionId: 'b' }, 1, {})).not.toBe(
			messageIdPerExecution({ ...origin, writeKey: 'ab', executionId: '' }, 1, {}),
		);
	});
});

describe('from content', () => {
	it('does not depend on the order of keys', () => {
		fc.assert(
			fc.property(messages, (message) => {
				const id = messageIdFromContent('key', message);
				expect(id).toMatch(UUID);
				expect(messageIdFromContent('key', reversed(message) as typeof message)).toBe(id);
			}),
		);
	});

	it('depends on every value, on the order of lists and on the write key', () => {
		const id = messageIdFromContent('key', { a: [1, 2], b: { c: null } });
		for (const other of [
			{ a: [2, 1], b: { c: null } },
			{ a: [1, 2], b: { c: 0 } },
			{ a: [1, 2], b: {} },
			{ a: [1, '2'], b: { c: null } },
		]) {
			expect(messageIdFromContent('key', other)).not.toBe(id);
		}
		expect(messageIdFromContent('other', { a: [1, 2], b: { c: null } })).not.toBe(id);
	});
});

it('must be the message’s own when ids are custom', () => {
	expect(problemOf(() => createMessageIds('custom', RUN, false)('0', { type: 'page' }))).toEqual({
		message: 'Message ID is empty',
		advice: 'Fill it in, or choose another way under Options → Message IDs.',
	});
});

it('makes one new id for each other id', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (one, other) => {
			const id = messageIdFromOther('key', one);
			expect(id).toMatch(UUID);
			expect(id).not.toBe(one);
			expect(messageIdFromOther('key', other) === id).toBe(one === other);
		}),
	);
});
