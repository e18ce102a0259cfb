import fc from 'fast-check';

import { pack } from '../../../../nodes/Segment/delivery/pack';
import { requestBody } from '../../../../nodes/Segment/delivery/request';
import { prepared, preparedMessages } from '../../../support/messages';

const sentAt = new Date(0);

const bodyBytes = (messages: ReturnType<typeof prepared>[]) =>
	requestBody({ path: '/v1/batch', messages }, sentAt).length;

/** Smaller limits than Segment's, so that few messages reach them. */
const limits = fc.record({
	bytes: fc.integer({ min: 300, max: 3_000 }),
	messages: fc.integer({ min: 1, max: 8 }),
});

describe('pack', () => {
	it('keeps every message once and in order', () => {
		fc.assert(
			fc.property(preparedMessages(60), limits, (messages, limit) => {
				expect(pack(messages, limit).flat()).toEqual(messages);
			}),
		);
	});

	it('never goes over a limit, but for a message that is over it alone', () => {
		fc.assert(
			fc.property(preparedMessages(60), limits, (messages, limit) => {
				for (const batch of pack(messages, limit)) {
					expect(batch.length).toBeGreaterThan(0);
					expect(batch.length).toBeLessThanOrEqual(limit.messages);
					if (batch.length > 1) expect(bodyBytes(batch)).toBeLessThanOrEqual(limit.bytes);
				}
			}),
		);
	});

	it('begins a batch only when the message would not have fitted into the one before', () => {
		fc.assert(
			fc.property(preparedMessages(60), limits, (messages, limit) => {
				const batches = pack(messages, limit);
				batches.slice(1).forEach((batch, index) => {
					const withNext = [...batches[index], batch[0]];
					expect(withNext.length > limit.messages || bodyBytes(withNext) > limit.bytes).toBe(true);
				});
			}),
		);
	});

	it('needs no more batches than any other split in this order', () => {
		fc.assert(
			fc.property(preparedMessages(12), limits, (messages, limit) => {
				const fewest = [0];
				for (let end = 1; end <= messages.length; end++) {
					fewest[end] = Infinity;
					for (let start = end - 1; start >= 0; start--) {
						const batch = messages.slice(start, end);
						const fits = batch.length <= limit.messages && bodyBytes(batch) <= limit.bytes;
						if (fits || batch.length === 1) {
							fewest[end] = Math.min(fewest[end], fewest[start] + 1);
						}
					}
				}
				expect(pack(messages, limit)).toHaveLength(fewest[messages.length]);
			}),
		);
	});

	it("holds Segment's limits of 2,500 messages and 480 KB", () => {
		const small = Array.from({ length: 5_001 }, (_, item) => prepared(item));
		expect(pack(small).map((batch) => batch.length)).toEqual([2_500, 2_500, 1]);

		const large = Array.from({ length: 100 }, (_, item) =>
			prepared(item, { text: 'ü'.repeat(15_000) }),
		);
		const batches = pack(large);
		expect(batches.map(bodyBytes).every((bytes) => bytes <= 480 * 1_024)).toBe(true);
		expect(batches.map((batch) => batch.length)).toEqual([16, 16, 16, 16, 16, 16, 4]);
	});

	it('makes nothing of nothing', () => {
		expect(pack([])).toEqual([]);
	});
});
