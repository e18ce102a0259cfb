import type { INodeParameters } from 'n8n-workflow';
import { type Feed, FEEDS, judge, type Mismatch, type Outcome, report } from './cell';
import { isSame } from './compare';
import { fieldsOf, isShown, withPath } from './fields';
import { verdict } from './rule';
import { comparable, MARK, type Message, runItems, segment, tidy } from './segmentRun';
import {
	type Case,
	casesOf,
	ONCE_FOR_A_RUN,
	OPERATIONS,
	rowCases,
	SPEC_EVENT,
	typedRowCases,
} from './segmentCases';

jest.setTimeout(120_000);

async function outcomesOf(aCase: Case, feed: Feed): Promise<Outcome[]> {
	// the Message ID tells afterwards which message belongs to which item, or else the User ID
	const isMessageId = aCase.id.endsWith(': additionalFields.messageId');
	const own = {
		library: aCase.id.includes('context.library'),
		messageId: aCase.id.endsWith('additionalFields.messageId'),
	};
	const parameters = aCase.parameters(feed.expression);
	const marked = isMessageId
		? { ...parameters, userId: MARK }
		: withPath(parameters, ['additionalFields', 'messageId'], MARK);
	const outcomes = await runItems(
		marked as INodeParameters,
		feed.items,
		isMessageId ? 'userId' : 'messageId',
	);
	return outcomes.map(({ error, message }) => ({
		...(error !== undefined && { error }),
		...(message && {
			sent: comparable(isMessageId ? { ...message, userId: 'ada' } : message, own),
		}),
	}));
}

/** Without the Message ID that the node makes where none is given. */
function withoutNewId(sent: unknown, use: { value: unknown } | 'absent'): unknown {
	const { messageId, ...rest } = sent as Message;
	return use === 'absent' && UUID.test(String(messageId)) ? rest : sent;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

async function mismatchesOf(aCase: Case): Promise<Mismatch[]> {
	const mismatches: Mismatch[] = [];
	for (const feed of FEEDS) {
		const outcomes = await outcomesOf(aCase, feed);
		feed.values.forEach((value, item) => {
			const given = value.make();
			const mismatch = judge({
				field: aCase.id,
				kind: aCase.kind.is,
				labels: aCase.labels,
				value,
				verdict: aCase.verdict?.(given) ?? verdict(aCase.kind, given),
				outcome: outcomes[item],
				matches: (sent, use) => isSame(tidy(aCase.message(use)), withoutNewId(sent, use)),
			});
			if (mismatch) mismatches.push(mismatch);
		});
	}
	return mismatches;
}

const perItem = fieldsOf(segment.description).filter(
	({ top, id }) =>
		!ONCE_FOR_A_RUN.test(id) && [...OPERATIONS, SPEC_EVENT].some((values) => isShown(top, values)),
);

const byTop = new Map<string, Case[]>();

for (const field of perItem) {
	const { name } = field.top;
	byTop.set(name, [...(byTop.get(name) ?? []), ...casesOf(field)]);
}

byTop.set('rows', rowCases());

byTop.set('typed rows', typedRowCases());

test.each([...byTop])('%s', async (_name, cases) => {
	const mismatches: Mismatch[] = [];
	for (const aCase of cases) mismatches.push(...(await mismatchesOf(aCase)));
	expect(report(mismatches)).toBe('');
});
