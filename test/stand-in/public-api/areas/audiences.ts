import Joi from 'joi';

import { invalid } from '../http/errors';
import { MONTH } from '../http/rate-limits';
import { idOf, nextNumber } from '../ids';
import { hasEnded } from '../progress';
import { find, remove, route, SUCCESS, type Call, type Route } from '../route';
import type { Audience, AudienceDefinition, AudiencePreview, AudienceType } from '../state';

const feature = 'Audience';
const PATH = '/spaces/:spaceId/audiences';
const LIST_MAX = 200;
const CHANGES_PER_MINUTE = 50;
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

function detail(audience: Audience, include: string | undefined) {
	const linked = audience.audienceType === 'LINKED';
	return {
		...summary(audience),
		computeCadence: { type: linked ? 'BATCH' : 'REALTIME' },
		size: { count: audience.size, type: linked ? 'ENTITIES' : audience.audienceType },
		...(include === 'schedules' ? { schedules: [] } : {}),
	};
}

function matches({ type, query }: NonNullable<ListQuery['search']>, audience: Audience): boolean {
	const text = { NAME: audience.name, KEY: audience.key, DEFINITION: audience.definition.query };
	return text[type].toLowerCase().includes(query.toLowerCase());
}

const definition = Joi.object({
	query: Joi.string().required(),
	targetEntity: Joi.string().allow(null),
});
const audienceType = Joi.string().valid('ACCOUNTS', 'LINKED', 'USERS');
const options = Joi.object({
	includeHistoricalData: Joi.boolean(),
	filterByExternalIds: Joi.array().items(Joi.string()),
	backfillEventDataDays: Joi.number().integer(),
});
const include = { include: Joi.string().valid('schedules') };

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
		method: 'get',
		path: PATH,
		feature,
		perMinute: 60,
		page: LIST_MAX,
		query: {
			search: Joi.object({
				type: Joi.string().valid('DEFINITION', 'KEY', 'NAME').required(),
				query: Joi.string().max(255).required(),
			}),
			...include,
		},
		answer(call) {
			const { search, include: more } = call.query;
			const found = audiencesOf(call).filter((audience) => !search || matches(search, audience));
			return call.page(
				'audiences',
				found.map((audience) => detail(audience, more)),
			);
		},
	}),
	route<Input & { name: string }>({
		method: 'post',
		path: PATH,
		feature,
		perMinute: CHANGES_PER_MINUTE,
		body: {
			name: Joi.string().required(),
			definition: definition.required(),
			audienceType: audienceType.required(),
			enabled: Joi.boolean(),
			description: Joi.string().allow(''),
			options,
		},
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
		method: 'post',
		path: `${PATH}/previews`,
		feature,
		perMinute: 5,
		body: {
			definition: definition.required(),
			audienceType: audienceType.required(),
			options,
		},
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
		method: 'get',
		path: `${PATH}/previews/:id`,
		feature,
		perMinute: 300,
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
		method: 'get',
		path: `${PATH}/:id`,
		feature,
		perMinute: 100,
		query: include,
		answer: (call) => ({ audience: detail(audienceOf(call), call.query.include) }),
	}),
	route<Partial<Input>>({
		method: 'patch',
		path: `${PATH}/:id`,
		feature,
		perMinute: CHANGES_PER_MINUTE,
		body: {
			enabled: Joi.boolean(),
			name: Joi.string(),
			description: Joi.string().allow(''),
			definition,
			options,
		},
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
		method: 'delete',
		path: `${PATH}/:id`,
		feature,
		perMinute: CHANGES_PER_MINUTE,
		answer(call) {
			const audience = audienceOf(call);
			remove(call.state.audiences, audience);
			call.audit('Audience Deleted', 'Audience', audience);
			return SUCCESS;
		},
	}),
	route({
		method: 'post',
		path: `${PATH}/:id/runs`,
		feature,
		answer(call) {
			const audience = audienceOf(call);
			if (audience.audienceType !== 'LINKED') {
				throw invalid('audienceId', 'is not a linked audience: only these can be run');
			}
			call.audit('Audience Run Forced', 'Audience', audience);
			return { run: { id: `run_${idOf('run', nextNumber(call.state))}` } };
		},
	}),
];
