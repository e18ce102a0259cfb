import Joi from 'joi';

import { notFound } from '../http/errors';
import type { Page } from '../http/pagination';
import { MONTH } from '../http/rate-limits';
import { idOf, nextNumber } from '../ids';
import { hasEnded } from '../progress';
import { find, route, type Call, type Data, type Route } from '../route';
import type { Regulation, RegulationStatus, State } from '../state';

const DAY = 24 * 60 * 60 * 1000;
const DAYS_KEPT = 90;
const MAX_IDS = 5000;
const SUBJECTS_PER_MONTH = 110_000;

/** These also reach the destinations, and have a monthly quota of their own. */
const WITH_DESTINATIONS = ['SUPPRESS_WITH_DELETE', 'DELETE_ONLY'];
const RUNNING = new Set<RegulationStatus>(['INITIALIZED', 'RUNNING']);

interface Input {
	regulationType: string;
	subjectType: string;
	subjectIds: string[];
}

interface ListQuery {
	status?: RegulationStatus;
	regulationTypes?: string[];
	pagination?: Page;
}

const oneOf = (...values: string[]) =>
	Joi.string()
		.valid(...values)
		.required();

const subjectIds = Joi.array().items(Joi.string()).min(1).max(MAX_IDS).required();

function suppress(state: State, { regulationType, subjectType, subjectIds }: Input): void {
	const given = new Set(subjectIds);
	const rest = state.suppressions.filter(({ subjectId }) => !given.has(subjectId));
	if (regulationType === 'UNSUPPRESS') state.suppressions = rest;
	if (regulationType.startsWith('SUPPRESS')) {
		state.suppressions = [...rest, ...[...given].map((subjectId) => ({ subjectType, subjectId }))];
	}
}

function create({ state, body, now, audit, consume }: Call<Input>, sourceId?: string): Data {
	const { regulationType, subjectType, subjectIds } = body;
	const category = WITH_DESTINATIONS.includes(regulationType) ? 'destinations' : 'internal';
	consume({
		key: `regulations ${category}`,
		limit: SUBJECTS_PER_MONTH,
		window: MONTH,
		points: subjectIds.length,
	});
	const regulation: Regulation = {
		id: `reg_${idOf('regulation', nextNumber(state))}`,
		regulationType,
		subjectType,
		subjectIds,
		...(sourceId ? { sourceId } : {}),
		status: 'INITIALIZED',
		createdAt: new Date(now).toISOString(),
		polls: 0,
	};
	state.regulations.unshift(regulation);
	suppress(state, body);
	audit(`${sourceId ? 'Source' : 'Workspace'} Regulation Created`, 'Regulation', regulation);
	return { regulateId: regulation.id };
}

function listed({ state, query, now }: Call<unknown, ListQuery>, sourceId?: string) {
	const { status, regulationTypes } = query;
	return state.regulations
		.filter(
			(regulation) =>
				now - Date.parse(regulation.createdAt) <= DAYS_KEPT * DAY &&
				regulation.sourceId === sourceId &&
				(!status || regulation.status === status) &&
				(!regulationTypes || regulationTypes.includes(regulation.regulationType)),
		)
		.map(({ subjectIds, polls: _polls, sourceId: _sourceId, ...rest }) => ({
			...rest,
			subjects: subjectIds,
		}));
}

function advance(state: State, regulation: Regulation, now: number): void {
	if (!RUNNING.has(regulation.status)) return;
	if (hasEnded(state, regulation)) {
		regulation.status = state.progress.regulation;
		regulation.finishedAt = new Date(now).toISOString();
	} else if (regulation.polls > 1) {
		regulation.status = 'RUNNING';
	}
}

function detail(state: State, regulation: Regulation) {
	const { id, status, createdAt, finishedAt, sourceId, regulationType } = regulation;
	const reached = WITH_DESTINATIONS.includes(regulationType) ? state.destinations.slice(0, 2) : [];
	return {
		id,
		workspaceId: state.workspace.id,
		overallStatus: status,
		createdAt,
		...(finishedAt ? { finishedAt } : {}),
		streamStatus: [
			{
				id: sourceId ?? state.sources[0].id,
				destinationStatus: reached.map((destination) => ({
					name: destination.type.name,
					id: destination.id,
					status,
					errString: status === 'FAILED' ? 'The destination does not support deletion' : '',
					finishedAt: finishedAt ?? '',
				})),
			},
		],
	};
}

/** Each page of suppressed ids comes grouped by what kind of ids they are. */
function groupByType(items: State['suppressions']) {
	const types = [...new Set(items.map(({ subjectType }) => subjectType))];
	return types.map((subjectType) => {
		const same = items.filter((item) => item.subjectType === subjectType);
		return { subjectType, subjectIds: same.map(({ subjectId }) => subjectId) };
	});
}

export const regulationRoutes: Route[] = [
	route<Input>({
		operation: 'createWorkspaceRegulation',
		body: { subjectIds },
		answer: (call) => create(call),
	}),
	route<Input>({
		operation: 'createSourceRegulation',
		body: {
			subjectIds,
			// anonymous people can only be deleted from the archive
			subjectType: Joi.when('regulationType', {
				is: 'DELETE_ARCHIVE_ONLY',
				then: oneOf('USER_ID', 'ANONYMOUS_ID'),
				otherwise: oneOf('USER_ID'),
			}),
		},
		answer(call) {
			return create(call, find(call.state.sources, call.params.sourceId, 'Source').id);
		},
	}),
	route<Input>({
		operation: 'createCloudSourceRegulation',
		body: { subjectIds },
		answer(call) {
			return create(call, find(call.state.sources, call.params.sourceId, 'Source').id);
		},
	}),
	route<unknown, ListQuery>({
		operation: 'listWorkspaceRegulations',
		access: 'owner',
		answer: (call) => call.page('regulations', listed(call)),
	}),
	route<unknown, ListQuery>({
		operation: 'listRegulationsFromSource',
		access: 'owner',
		answer(call) {
			const { id } = find(call.state.sources, call.params.sourceId, 'Source');
			return call.page('regulations', listed(call, id));
		},
	}),
	route({
		operation: 'getRegulation',
		access: 'owner',
		answer({ state, params, now }) {
			const regulation = find(state.regulations, params.regulateId, 'Regulation');
			if (now - Date.parse(regulation.createdAt) > DAYS_KEPT * DAY) {
				throw notFound('Regulation', regulation.id);
			}
			advance(state, regulation, now);
			return { regulation: detail(state, regulation) };
		},
	}),
	route({
		operation: 'listSuppressions',
		access: 'owner',
		answer: ({ state, page }) => page('suppressed', state.suppressions, groupByType),
	}),
];
