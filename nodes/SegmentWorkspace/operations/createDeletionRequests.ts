import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { Form } from '../../shared/read/form';
import type { Operation } from '../request/operation';
import { inParts } from '../request/parts';
import { chosen, pathOf, present, requireSome } from '../request/read';
import { count, isoDate } from '../simplify/values';

/** Segment takes this much at once (Segment docs, Public API, "Deletion and Suppression"). */
const MAX_IDS = 5_000;
const MAX_BYTES = 4_000_000;

const PATHS = {
	workspace: '/regulations',
	source: '/regulations/sources/{source}',
	cloudSource: '/regulations/cloudsources/{source}',
};

/** Sends any number of IDs, in as many requests as that takes; one record for each request. */
export const createDeletionRequests: Operation = (form) => {
	const scope = chosen<keyof typeof PATHS>(form, 'scope');
	const path = pathOf(form, PATHS[scope]);
	const common = readRequest(form, scope);
	const subjectIds = requireSome(form, 'subjectIds', form.ids('subjectIds'));
	const parts = split(subjectIds, common);

	return async (api) => {
		const created: IDataObject[] = [];
		let left = subjectIds.length;
		for (const ids of parts) {
			const request = { method: 'POST' as const, path, body: { ...common, subjectIds: ids } };
			const { data, headers } = await api.send(request, 'regulateId').catch((error: unknown) => {
				throw withWhatWasDone(error, created, ids.length, left);
			});
			left -= ids.length;
			created.push({
				id: data.regulateId,
				regulationType: common.regulationType,
				subjectType: common.subjectType,
				subjectCount: ids.length,
				quotaRemaining: count(headers['x-ratelimit-remaining']),
				quotaResetAt: isoDate(headers['x-ratelimit-reset']),
			});
		}
		return created;
	};
};

function readRequest(form: Form, scope: keyof typeof PATHS): IDataObject {
	const regulationType = chosen(form, 'regulationType');
	const subjectType = chosen(form, 'subjectType');
	if (!form.flag('confirm')) {
		throw new Problem(
			'The deletion request is not confirmed',
			"Turn on 'I Understand That This Cannot Be Undone'. Nothing was sent.",
		);
	}
	if (scope === 'cloudSource' && subjectType !== 'OBJECT_ID') {
		throw new Problem(
			'Subject Type does not fit a cloud source',
			'Choose Object ID: Segment knows no other kind of ID there.',
		);
	}
	return present({
		regulationType,
		subjectType,
		collection: scope === 'cloudSource' ? form.requiredText('collection') : undefined,
	});
}

function split(subjectIds: string[], common: IDataObject): string[][] {
	const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
	const most = MAX_BYTES - bytes({ ...common, subjectIds: [] });
	return inParts(subjectIds, (id, place) => (place < MAX_IDS ? bytes(id) + 1 : Infinity), most);
}

/** So that nobody sends the first IDs a second time, or believes that a lost request did nothing. */
function withWhatWasDone(
	error: unknown,
	created: IDataObject[],
	sent: number,
	left: number,
): unknown {
	if (created.length === 0 || !(error instanceof Problem)) return error;
	const { message, advice, details, endsRun } = error;
	const accepted = created.map(({ id }) => String(id));
	const isRefused = Number(details.status) >= 400 && Number(details.status) < 500;
	const others = left - sent;
	return new Problem(
		'Only a part of the IDs was accepted for deletion',
		[
			`Segment accepted ${accepted.join(', ')}; `,
			isRefused
				? `the last ${left} IDs are still to be sent. `
				: `it is not known what became of the next ${sent} IDs`,
			!isRefused && (others > 0 ? `, and the last ${others} are still to be sent. ` : '. '),
			`${message}. ${advice}`,
		]
			.filter(Boolean)
			.join(''),
		{ ...details, accepted },
		endsRun,
	);
}
