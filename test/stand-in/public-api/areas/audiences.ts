import Joi from 'joi';

import { invalid } from '../http/errors';
import { MONTH } from '../http/rate-limits';
import { idOf, nextNumber } from '../ids';
import { hasEnded } from '../progress';
import { pick } from '../pick';
import { find, remove, route, SUCCESS, type Call, type Route } from '../route';
import type { Audience, AudienceDefinition, AudiencePreview, AudienceType } from '../state';

const feature = 'Audience';
const PREVIEWS_PER_MONTH = 700;

interface ListQuery {
	search?: { type: 'DEFINITION' | 'KEY' | 'NAME'; query: string };
	include?: string;
}

const spaceOf = ({ state, params }: Call) => find(state.spaces, params.spaceId, 'Space');

function audiencesOf(call: Call): Audience[] {
	const { id } = spaceOf(call);
	return call.state.audiences.filter(({ spaceId }) => spaceId === id);
}

const audienceOf = (call: Call) => find(audiencesOf(call), call.params.id, 'Audience');

const summary = ({ size: _size, ...audience }: Audience) => audience;

function detail({ state }: Call, audience: Audience, include: string | undefined) {
	const schedules = state.schedules
		.filter(({ audienceId }) => audienceId === audience.id)
		.map((schedule) => pick('AudienceSchedule', schedule));
	const linked = audience.audienceType === 'LINKED';
	return {
		...summary(audience),
		options: { filterByExternalIds: [], ...audience.options },
		computeCadence: { type: linked ? 'BATCH' : 'REALTIME' },
		size: {
			count: audience.size,
			type: linked ? 'ENTITIES' : audience.audienceType,
			...(linked ? { uniqueCount: Math.ceil(audience.size / 2) } : {}),
		},
		...(include === 'schedules' ? { schedules } : {}),
	};
}

function matches({ type, query }: NonNullable<ListQuery['search']>, audience: Audience): boolean {
	const text = { NAME: audience.name, KEY: audience.key, DEFINITION: audience.definition.query };
	return text[type].toLowerCase().includes(query.toLowerCase());
}

interface ReferencesQuery extends Pick<ListQuery, 'search'> {
	sort?: { field: 'CREATED_AT' | 'NAME' | 'UPDATED_AT'; direction: 'ASC' | 'DESC' };
}

const SORT = {
	CREATED_AT: ({ createdAt }: Audience) => createdAt,
	NAME: ({ name }: Audience) => name,
	UPDATED_AT: ({ updatedAt }: Audience) => updatedAt,
};

/** The audiences whose definition names this one. */
function referencesTo(call: Call<unknown, ReferencesQuery>): Audience[] {
	const { search, sort } = call.query;
	const { key, id } = audienceOf(call);
	const found = audiencesOf(call).filter(
		(audience) =>
			audience.id !== id &&
			audience.definition.query.includes(`audience('${key}')`) &&
			(!search || matches(search, audience)),
	);
	if (!sort) return found;
	const by = SORT[sort.field];
	const sorted = found.sort((a, b) => (by(a) < by(b) ? -1 : 1));
	return sort.direction === 'ASC' ? sorted : sorted.reverse();
}

interface Input {
	name?: string;
	description?: string;
	enabled?: boolean;
	definition: AudienceDefinition;
	audienceType: AudienceType;
	options?: Record<string, unknown>;
}

function previewShown(
	{ polls: _polls, spaceId: _spaceId, ...preview }: AudiencePreview,
	status: string,
) {
	if (status === 'RUNNING') return { ...preview, status };
	if (status === 'FAILED') return { ...preview, status, failureReason: 'The query timed out.' };
	const linked = preview.audienceType === 'LINKED';
	const type = linked ? 'ENTITIES' : preview.audienceType;
	const results = Array.from({ length: 5 }, (_, n) => ({
		id: `traveller-${n}`,
		...(linked ? { idProperty: 'id', relationshipSlug: 'bookings', profilesTruncated: false } : {}),
	}));
	return { ...preview, status, size: { count: 123, type }, results };
}

export const audienceRoutes: Route[] = [
	route<unknown, ListQuery>({
		operation: 'listAudiences',
		feature,
		query: {
			search: Joi.object({
				type: Joi.string().valid('DEFINITION', 'KEY', 'NAME').required(),
				query: Joi.string().max(255).required(),
			}),
		},
		answer(call) {
			const { search, include: more } = call.query;
			const found = audiencesOf(call).filter((audience) => !search || matches(search, audience));
			return call.page(
				'audiences',
				found.map((audience) => detail(call, audience, more)),
			);
		},
	}),
	route<Input & { name: string }>({
		operation: 'createAudience',
		feature,
		answer(call) {
			const { state, body, audit, now } = call;
			const space = spaceOf(call);
			const at = new Date(now).toISOString();
			const author = state.users[0].id;
			const audience: Audience = {
				id: `aud_${idOf('audience', nextNumber(state))}`,
				spaceId: space.id,
				name: body.name,
				description: body.description ?? '',
				key: body.name.toLowerCase().replace(/\W+/g, '_'),
				enabled: body.enabled ?? true,
				definition: body.definition,
				status: 'Preparing',
				audienceType: body.audienceType,
				createdBy: author,
				updatedBy: author,
				createdAt: at,
				updatedAt: at,
				options: body.options ?? {},
				size: 0,
			};
			state.audiences.push(audience);
			audit('Audience Created', 'Audience', audience);
			return { audience: summary(audience) };
		},
	}),
	route<{ definition: AudienceDefinition; audienceType: AudienceType; options?: object }>({
		operation: 'createAudiencePreview',
		feature,
		answer(call) {
			const { state, body, consume } = call;
			const { id: spaceId } = spaceOf(call);
			consume({ key: `previews ${spaceId}`, limit: PREVIEWS_PER_MONTH, window: MONTH });
			const preview: AudiencePreview = {
				id: `prv_${idOf('preview', nextNumber(state))}`,
				spaceId,
				audienceType: body.audienceType,
				definition: body.definition,
				options: { ...body.options },
				polls: 0,
			};
			state.previews.push(preview);
			return { audiencePreview: { id: preview.id } };
		},
	}),
	route({
		operation: 'getAudiencePreview',
		feature,
		answer(call) {
			const { state, params } = call;
			const { id: spaceId } = spaceOf(call);
			const previews = state.previews.filter((preview) => preview.spaceId === spaceId);
			const preview = find(previews, params.id, 'Audience Preview');
			const status = hasEnded(state, preview) ? state.progress.preview : 'RUNNING';
			return { audiencePreview: previewShown(preview, status) };
		},
	}),
	route<unknown, ListQuery>({
		operation: 'getAudience',
		feature,
		answer: (call) => ({ audience: detail(call, audienceOf(call), call.query.include) }),
	}),
	route<Partial<Input>>({
		operation: 'updateAudienceForSpace',
		feature,
		answer(call) {
			const { body, audit, now } = call;
			const audience = audienceOf(call);
			Object.assign(audience, body, { updatedAt: new Date(now).toISOString() });
			// a new definition locks the audience until it is computed again
			if (body.definition) audience.status = 'Locked';
			else if (body.enabled !== undefined) audience.status = body.enabled ? 'Live' : 'Disabled';
			audit('Audience Modified', 'Audience', audience);
			return { audience: summary(audience) };
		},
	}),
	route({
		operation: 'removeAudienceFromSpace',
		feature,
		answer(call) {
			const audience = audienceOf(call);
			remove(call.state.audiences, audience);
			call.state.schedules = call.state.schedules.filter(
				({ audienceId }) => audienceId !== audience.id,
			);
			call.audit('Audience Deleted', 'Audience', audience);
			return SUCCESS;
		},
	}),
	route<unknown, ReferencesQuery>({
		operation: 'listAudienceConsumersFromSpaceAndAudience',
		feature,
		answer: (call) => call.page('audiences', referencesTo(call), (page) => page.map(summary)),
	}),
	route({
		operation: 'forceExecuteAudienceRun',
		feature,
		answer(call) {
			const audience = find(audiencesOf(call), call.params.audienceId, 'Audience');
			if (audience.audienceType !== 'LINKED') {
				throw invalid('audienceId', 'is not a linked audience: only these can be run');
			}
			call.audit('Audience Run Forced', 'Audience', audience);
			return { run: { id: `run_${idOf('run', nextNumber(call.state))}` } };
		},
	}),
];
