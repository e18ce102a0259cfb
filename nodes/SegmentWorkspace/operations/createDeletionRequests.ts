import type { IDataObject } from 'n8n-workflow';

import { present, type Call } from '../request/call';
import { InputError, OutcomeError } from '../request/errors';
import { operation } from '../request/operation';
import { isoDate } from '../simplify/values';

/** Segment takes this many IDs at once (Segment docs, Public API, "Deletion and Suppression"). */
const MAX_IDS = 5_000;

const PATHS: Record<string, string> = {
	workspace: '/regulations',
	source: '/regulations/sources/{source}',
	cloudSource: '/regulations/cloudsources/{source}',
};

/** Sends any number of IDs, in as many requests as that takes; one record for each request. */
export const createDeletionRequests = operation(async (call) => {
	const subjectIds = call.requireSome(call.list('subjectIds'), 'subjectIds');
	const path = call.path(PATHS[call.text('scope')]);
	const common = request(call);

	const created: IDataObject[] = [];
	for (let start = 0; start < subjectIds.length; start += MAX_IDS) {
		const ids = subjectIds.slice(start, start + MAX_IDS);
		const { data, headers } = await call
			.send({ path, body: { ...common, subjectIds: ids } })
			.catch((error: unknown) => {
				throw withWhatWasDone(error, created, subjectIds.length - start);
			});
		created.push({
			id: data.regulateId,
			regulationType: common.regulationType,
			subjectType: common.subjectType,
			subjectCount: ids.length,
			quotaRemaining: Number(headers['x-ratelimit-remaining'] ?? NaN) || null,
			quotaResetAt: isoDate(headers['x-ratelimit-reset']),
		});
	}
	return created;
});

function request(call: Call): IDataObject {
	const scope = call.text('scope');
	const regulationType = call.text('regulationType');
	const subjectType = call.text('subjectType');
	if (!call.flag('confirm')) {
		throw new InputError(
			'The deletion request is not confirmed',
			"Turn on 'I Understand That This Cannot Be Undone'. Nothing was sent.",
		);
	}
	if (scope === 'cloudSource' && subjectType !== 'OBJECT_ID') {
		throw new InputError(
			"'Subject Type' does not fit a cloud source",
			'Choose Object ID: Segment knows no other kind of ID there',
		);
	}
	return present({
		regulationType,
		subjectType,
		collection: scope === 'cloudSource' ? call.text('collection') : undefined,
	});
}

/** So that nobody sends the first IDs a second time. */
function withWhatWasDone(error: unknown, created: IDataObject[], left: number): unknown {
	if (created.length === 0) return error;
	const ids = created.map(({ id }) => String(id)).join(', ');
	const reason = error instanceof Error ? error.message : String(error);
	return new OutcomeError(
		'Only a part of the IDs was accepted for deletion',
		`Segment accepted ${ids}; the last ${left} IDs are still to be sent. The reason is ${reason}`,
	);
}
