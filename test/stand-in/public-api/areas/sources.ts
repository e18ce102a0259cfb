import Joi from 'joi';

import { invalid, notFound } from '../http/errors';
import { idOf, nextNumber, writeKeyOf } from '../ids';
import { find, remove, route, SUCCESS, type Call, type Route } from '../route';
import type { Label, SchemaSettings, Source } from '../state';
import { destinationShown } from './destinations';
import { findLabel, labelSchema } from './labels';
import { warehousesOf } from './warehouses';

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

/** Segment refuses empty values here: to stop forwarding they are left out. */
const forwarding = {
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
		operation: 'listSources',
		answer: (call) =>
			call.page(
				'sources',
				call.state.sources.map((source) => sourceShown(call, source)),
			),
	}),
	route({
		operation: 'getSource',
		answer(call) {
			const source = sourceOf(call);
			const plan = call.state.trackingPlans.find(({ sourceIds }) => sourceIds.includes(source.id));
			return { source: sourceShown(call, source), trackingPlanId: plan?.id ?? null };
		},
	}),
	route<Required<SourceInput> & { metadataId: string; disconnectAllWarehouses?: boolean }>({
		operation: 'createSource',
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
			if (!body.disconnectAllWarehouses) {
				for (const warehouse of state.warehouses) warehouse.connectedSourceIds.push(source.id);
			}
			call.audit('Source Created', 'Source', source);
			return { source: sourceShown(call, source) };
		},
	}),
	route<SourceInput>({
		operation: 'updateSource',
		body: { name: Joi.string(), slug: Joi.string() },
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
		operation: 'deleteSource',
		answer(call) {
			const { state, audit } = call;
			const source = sourceOf(call);
			remove(state.sources, source);
			state.destinations = state.destinations.filter(({ sourceId }) => sourceId !== source.id);
			for (const warehouse of state.warehouses) {
				warehouse.connectedSourceIds = warehouse.connectedSourceIds.filter(
					(id) => id !== source.id,
				);
			}
			for (const plan of state.trackingPlans) {
				plan.sourceIds = plan.sourceIds.filter((id) => id !== source.id);
			}
			audit('Source Deleted', 'Source', source);
			return SUCCESS;
		},
	}),
	route({
		operation: 'listConnectedDestinationsFromSource',
		answer(call) {
			const { id } = sourceOf(call);
			const connected = call.state.destinations.filter(({ sourceId }) => sourceId === id);
			return call.page('destinations', connected.map(destinationShown));
		},
	}),
	route({
		operation: 'listConnectedWarehousesFromSource',
		answer: (call) => call.page('warehouses', warehousesOf(call.state, sourceOf(call).id)),
	}),
	route({
		operation: 'listSchemaSettingsInSource',
		answer(call) {
			const { id, schema } = sourceOf(call);
			return { sourceId: id, settings: schema };
		},
	}),
	route<SchemaSettings>({
		operation: 'updateSchemaSettingsInSource',
		body: forwarding,
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
		operation: 'addLabelsToSource',
		body: labelsBody,
		answer: (call) => setLabels(call, sourceOf(call).labels),
	}),
	route<{ labels: Label[] }>({
		operation: 'replaceLabelsInSource',
		body: labelsBody,
		answer: (call) => setLabels(call, []),
	}),
	route({
		operation: 'createWriteKeyForSource',
		answer(call) {
			const source = sourceOf(call);
			source.writeKeys.push(writeKeyOf(nextNumber(call.state)));
			call.audit('Source Modified', 'Source', source);
			return { source: sourceShown(call, source) };
		},
	}),
	route({
		operation: 'removeWriteKeyFromSource',
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
