import Joi from 'joi';

import { invalid, notFound } from '../http/errors';
import { idOf, nextNumber, writeKeyOf } from '../ids';
import { find, PAGE_MAX, remove, route, SUCCESS, type Call, type Route } from '../route';
import type { Label, SchemaSettings, Source } from '../state';
import { destinationShown } from './destinations';
import { findLabel, labelSchema } from './labels';

const sourceOf = ({ state, params }: Call) => find(state.sources, params.sourceId, 'Source');

/** Write keys are secrets: a token without source admin rights gets none of them. */
export function sourceShown({ access, state }: Call, source: Source) {
	const { type, schema: _schema, writeKeys, ...rest } = source;
	return {
		...rest,
		workspaceId: state.workspace.id,
		writeKeys: access === 'owner' ? writeKeys : [],
		metadata: type,
	};
}

function checkSlug({ state }: Call, slug: string | undefined, own?: Source): void {
	if (slug && state.sources.some((source) => source !== own && source.slug === slug)) {
		throw invalid('slug', 'is taken by another source');
	}
}

interface SourceInput {
	name?: string;
	slug?: string;
	enabled?: boolean;
	settings?: Record<string, unknown>;
}

const violation = (omit: string) => Joi.string().valid('ALLOW', 'BLOCK', omit);
const traits = Joi.object({
	allowUnplannedTraits: Joi.boolean(),
	allowTraitsOnViolations: Joi.boolean(),
	commonEventOnViolations: violation('OMIT_TRAITS'),
});

const schemaSettings = {
	track: Joi.object({
		allowUnplannedEvents: Joi.boolean(),
		allowUnplannedEventProperties: Joi.boolean(),
		allowEventOnViolations: Joi.boolean(),
		allowPropertiesOnViolations: Joi.boolean(),
		commonEventOnViolations: violation('OMIT_PROPERTIES'),
	}),
	identify: traits,
	group: traits,
	// Segment refuses empty values here: to stop forwarding they are left out
	forwardingViolationsTo: Joi.string(),
	forwardingBlockedEventsTo: Joi.string(),
};

const labelsBody = { labels: Joi.array().items(labelSchema).required() };

/** One value per key: a label given later replaces an earlier one of the same key. */
function setLabels(call: Call<{ labels: Label[] }>, before: Label[]) {
	const source = sourceOf(call);
	const given = call.body.labels.map(({ key, value }) => findLabel(call.state, key, value));
	const byKey = new Map([...before, ...given].map((label) => [label.key, label]));
	source.labels = [...byKey.values()];
	call.audit('Source Modified', 'Source', source);
	return { labels: source.labels };
}

export const sourceRoutes: Route[] = [
	route({
		method: 'get',
		path: '/sources',
		page: PAGE_MAX,
		answer: (call) =>
			call.page(
				'sources',
				call.state.sources.map((source) => sourceShown(call, source)),
			),
	}),
	route({
		method: 'get',
		path: '/sources/:sourceId',
		answer(call) {
			const source = sourceOf(call);
			const plan = call.state.trackingPlans.find(({ sourceIds }) => sourceIds.includes(source.id));
			return { source: sourceShown(call, source), trackingPlanId: plan?.id ?? null };
		},
	}),
	route<Required<SourceInput> & { metadataId: string }>({
		method: 'post',
		path: '/sources',
		status: 201,
		body: {
			slug: Joi.string().required(),
			enabled: Joi.boolean().required(),
			metadataId: Joi.string().required(),
			settings: Joi.object(),
			disconnectAllWarehouses: Joi.boolean(),
		},
		answer(call) {
			const { state, body } = call;
			checkSlug(call, body.slug);
			const type = find(state.sourceTypes, body.metadataId, 'Source Metadata');
			const number = nextNumber(state);
			const source: Source = {
				id: idOf('source', number),
				slug: body.slug,
				name: body.slug,
				type,
				enabled: body.enabled,
				writeKeys: [writeKeyOf(number)],
				settings: body.settings ?? {},
				labels: [],
				schema: {},
			};
			state.sources.push(source);
			call.audit('Source Created', 'Source', source);
			return { source: sourceShown(call, source) };
		},
	}),
	route<SourceInput>({
		method: 'patch',
		path: '/sources/:sourceId',
		body: {
			name: Joi.string(),
			enabled: Joi.boolean(),
			slug: Joi.string(),
			settings: Joi.object(),
		},
		answer(call) {
			const { body } = call;
			const source = sourceOf(call);
			checkSlug(call, body.slug, source);
			const wasEnabled = source.enabled;
			Object.assign(source, body, { settings: { ...source.settings, ...body.settings } });
			const switched = source.enabled ? 'Source Enabled' : 'Source Disabled';
			call.audit(source.enabled === wasEnabled ? 'Source Modified' : switched, 'Source', source);
			return { source: sourceShown(call, source) };
		},
	}),
	route({
		method: 'delete',
		path: '/sources/:sourceId',
		answer(call) {
			const { state, audit } = call;
			const source = sourceOf(call);
			remove(state.sources, source);
			state.destinations = state.destinations.filter(({ sourceId }) => sourceId !== source.id);
			audit('Source Deleted', 'Source', source);
			return SUCCESS;
		},
	}),
	route({
		method: 'get',
		path: '/sources/:sourceId/connected-destinations',
		page: PAGE_MAX,
		answer(call) {
			const { id } = sourceOf(call);
			const connected = call.state.destinations.filter(({ sourceId }) => sourceId === id);
			return call.page('destinations', connected.map(destinationShown));
		},
	}),
	route({
		method: 'get',
		path: '/sources/:sourceId/settings',
		answer(call) {
			const { id, schema } = sourceOf(call);
			return { sourceId: id, settings: schema };
		},
	}),
	route<SchemaSettings>({
		method: 'patch',
		path: '/sources/:sourceId/settings',
		body: schemaSettings,
		answer(call) {
			const { state, body, audit } = call;
			const source = sourceOf(call);
			for (const id of [body.forwardingViolationsTo, body.forwardingBlockedEventsTo]) {
				if (id !== undefined) find(state.sources, id, 'Source');
			}
			const { schema } = source;
			source.schema = {
				track: { ...schema.track, ...body.track },
				identify: { ...schema.identify, ...body.identify },
				group: { ...schema.group, ...body.group },
				forwardingViolationsTo: body.forwardingViolationsTo,
				forwardingBlockedEventsTo: body.forwardingBlockedEventsTo,
			};
			audit('Source Settings Modified', 'Source', source);
			return { sourceId: source.id, settings: source.schema };
		},
	}),
	route<{ labels: Label[] }>({
		method: 'post',
		path: '/sources/:sourceId/labels',
		body: labelsBody,
		answer: (call) => setLabels(call, sourceOf(call).labels),
	}),
	route<{ labels: Label[] }>({
		method: 'put',
		path: '/sources/:sourceId/labels',
		body: labelsBody,
		answer: (call) => setLabels(call, []),
	}),
	route({
		method: 'post',
		path: '/sources/:sourceId/writekey',
		answer(call) {
			const source = sourceOf(call);
			source.writeKeys.push(writeKeyOf(nextNumber(call.state)));
			call.audit('Source Modified', 'Source', source);
			return { source: sourceShown(call, source) };
		},
	}),
	route({
		method: 'delete',
		path: '/sources/:sourceId/writekey/:writeKey',
		answer(call) {
			const source = sourceOf(call);
			const { writeKey } = call.params;
			if (!source.writeKeys.includes(writeKey)) throw notFound('Write key', writeKey);
			remove(source.writeKeys, writeKey);
			call.audit('Source Modified', 'Source', source);
			return SUCCESS;
		},
	}),
];
