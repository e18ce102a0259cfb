import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { Form } from '../../shared/read/form';
import { fillPath } from '../../shared/send/publicApi';
import { idIn } from '../request/answers';
import { shapeOf, type Operation } from '../request/operation';
import { waitFor } from '../request/waiting';
import { preview } from '../simplify/unify';

const POLL_MS = 3_000;

/** Starts a preview and waits for its result. */
export function previewAudience(bodyOf: (form: Form) => IDataObject): Operation {
	return (form, endpoint) => {
		const body = bodyOf(form);
		const minutes = form.number('maxWait');
		const shape = shapeOf(form, preview);
		return async (api) => {
			const started = await api.record({ ...endpoint, body }, 'audiencePreview');
			const path = fillPath(`${endpoint.path}/{id}`, () => idIn(started, 'id'));
			const result = await waitFor(
				api,
				{
					what: 'The preview',
					everyMs: POLL_MS,
					minutes,
					ifLate: "Allow more time in 'Max Wait'.",
				},
				async () => {
					const seen = await api.record({ method: 'GET', path }, 'audiencePreview');
					return { seen, state: seen.status, isEnd: seen.status !== 'RUNNING' };
				},
			);
			if (result.status === 'FAILED') {
				throw new Problem(
					'Segment could not compute the preview',
					`Check the 'Query'. Segment says: ${String(result.failureReason ?? 'nothing')}`,
				);
			}
			return shape([result]);
		};
	};
}
