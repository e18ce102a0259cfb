import { describeFailure, mayHaveArrived } from '../../../../nodes/Segment/delivery/failure';
import { refusals } from '../../../../nodes/Segment/run/errors';
import type { Refused } from '../../../../nodes/Segment/delivery/delivery';
import type { Reply } from '../../../../nodes/shared/send/reply';
import { prepared } from '../../../support/messages';

const answer = (status: number, body: unknown): Reply => ({
	kind: 'answer',
	status,
	headers: {},
	body,
});

const RESET: Reply = { kind: 'fault', fault: 'ECONNRESET', retryable: true };

const REFUSED: Reply = { kind: 'fault', fault: 'ECONNREFUSED', retryable: true, notSent: true };

const sent = (reply: Reply) => ({ reply, attempts: 6, doubtful: false });

const refused = (reply: Reply, ...items: number[]): Refused[] =>
	items.map((item) => ({
		kind: 'refused',
		message: prepared(item),
		request: 1,
		attempts: 6,
		problem: describeFailure(sent(reply), 'https://api.segment.io/v1/batch', false),
		isDoubtful: mayHaveArrived(sent(reply)),
	}));

describe('the problem of a run whose messages were refused', () => {
	it('is about the only message when there is one', () => {
		const body = { code: 'unauthorized', message: 'no token' };
		expect(refusals(refused(answer(401, body), 0), 1, 0)).toMatchObject({
			message: 'Segment did not accept the write key (401)',
			advice:
				"Check the write key and the region in the credential. A source that enforces OAuth takes no write key alone: set the credential's Authentication to Write Key with an OAuth App. Segment says: no token.",
			details: { status: 401, code: 'unauthorized', reason: 'no token' },
		});
	});

	it('counts and names the items, and says that the others arrived', () => {
		const items = Array.from({ length: 12 }, (_, index) => index + 3);
		expect(refusals(refused(answer(400, ''), ...items), 20, 8)).toMatchObject({
			message: 'Segment could not read the message (400): 12 items of 20 not taken',
			advice:
				"Check the write key in the credential, and the message with 'Dry Run'. Not taken: item 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 …. Segment accepted the other 8.",
		});
	});

	it('says how many were not sent after it', () => {
		const { message, advice } = refusals(refused(REFUSED, 4, 5), 20, 4);
		expect(message).toMatch(/: 2 items of 20 not taken$/);
		expect(advice).toMatch(/Not taken: item 4, 5\. Segment accepted 4\. Not sent: 14\.$/);
		expect(refusals(refused(REFUSED, 0), 20, 0).advice).toMatch(/item 0\. Not sent: 19\.$/);
	});

	it('names an item once that holds several messages', () => {
		expect(refusals(refused(REFUSED, 4, 4, 4, 5), 4, 0).advice).toMatch(/Not taken: item 4, 5\.$/);
	});

	it('tells what may have arrived from what did not', () => {
		const lost = refusals(refused(RESET, 4, 5), 20, 4);
		expect(lost.message).toBe(
			'No answer came from Segment in 6 attempts: 2 items of 20 may have arrived',
		);
		expect(lost.advice).toMatch(/May have arrived: item 4, 5\. Segment accepted 4\./);
		const both = refusals([...refused(RESET, 4), ...refused(REFUSED, 5)], 20, 4);
		expect(both.message).toMatch(/: 1 item of 20 may have arrived, 1 not taken$/);
		expect(both.advice).toMatch(/May have arrived: item 4\. Not taken: item 5\./);
	});
});
