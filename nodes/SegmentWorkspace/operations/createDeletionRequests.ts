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

/** What Segment does in every scope. */
export const REGULATION_TYPES = [
	'DELETE_INTERNAL',
	'DELETE_ONLY',
	'SUPPRESS_ONLY',
	'SUPPRESS_WITH_DELETE',
	'SUPPRESS_WITH_DELETE_INTERNAL',
	'UNSUPPRESS',
];

/** Each scope is an endpoint of its own, which takes some of the choices. */
const SCOPES = {
	workspace: {
		name: 'Workspace',
		path: '/regulations',
		regulationType: REGULATION_TYPES,
		subjectType: ['OBJECT_ID', 'USER_ID'],
	},
	source: {
		name: 'One Source',
		path: '/regulations/sources/{source}',
		regulationType: ['DELETE_ARCHIVE_ONLY', ...REGULATION_TYPES],
		subjectType: ['ANONYMOUS_ID', 'USER_ID'],
	},
	cloudSource: {
		name: 'One Cloud Source',
		path: '/regulations/cloudsources/{source}',
		regulationType: REGULATION_TYPES,
		subjectType: ['OBJECT_ID'],
	},
};

type Scope = (typeof SCOPES)[keyof typeof SCOPES];

/** Sends any number of IDs, in as many requests as that takes; one record for each request. */
export const createDeletionRequests: Operation = (form) => {
	const scope = SCOPES[chosen<keyof typeof SCOPES>(form, 'scope')];
	const path = pathOf(form, scope.path);
	const given = form.ids('subjectIds');
	const common = readRequest(form, scope);
	const subjectIds = requireSome(form, 'subjectIds', given);
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

function readRequest(form: Form, scope: Scope): IDataObject {
	const regulationType = fitting(form, 'regulationType', scope);
	const subjectType = fitting(form, 'subjectType', scope);
	if (!form.flag('confirm')) {
		throw new Problem(
			'The deletion request is not confirmed',
			"Turn on 'Confirm Deletion': it cannot be undone. Nothing was sent.",
		);
	}
	return present({
		regulationType,
		subjectType,
		collection: scope === SCOPES.cloudSource ? form.requiredText('collection') : undefined,
	});
}

/** A choice that the scope's endpoint takes. */
function fitting(form: Form, field: 'regulationType' | 'subjectType', scope: Scope): string {
	const choice = chosen(form, field);
	if (scope[field].includes(choice)) return choice;
	throw new Problem(
		`${form.label(field)} is ${choice}, which the scope ${scope.name} does not take`,
		`Use one of ${scope[field].join(', ')}, or another Scope.`,
	);
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
