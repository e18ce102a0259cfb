import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../request/call';
import { OutcomeError } from '../request/errors';
import { operation, shape, type Operation } from '../request/operation';
import { preview } from '../simplify/unify';
import { object } from '../simplify/values';

const POLL_MS = 3_000;

/** Starts a preview and waits for its result. */
export function previewAudience(body: (call: Call) => IDataObject): Operation {
	return operation(async (call) => {
		const started = await call.send({ body: body(call) });
		const id = String(object(started.data.audiencePreview).id);
		const path = `${call.path()}/${encodeURIComponent(id)}`;

		const result = await call.waitFor(
			'The preview',
			async () => {
				const { data } = await call.send({ method: 'GET', path });
				const seen = object(data.audiencePreview);
				return seen.status === 'RUNNING' ? { state: 'RUNNING' } : { outcome: seen };
			},
			{ everyMs: POLL_MS, ifLate: "Allow more time in 'Max Wait'" },
		);
		if (result.status === 'FAILED') {
			throw new OutcomeError(
				'Segment could not compute the preview',
				`Check the 'Query'. Segment says: ${String(result.failureReason ?? 'nothing')}`,
			);
		}
		return shape(call, [result], preview);
	});
}
