/** What one destination would do with an event that its source lets through. */
import type { IDataObject } from 'n8n-workflow';

import { firstGiven } from '../../../shared/read/values';
import { isFields } from '../../../shared/read/describe';
import { fillPath, type PublicApi } from '../../../shared/send/publicApi';
import { idIn, ifAllowed } from '../../request/answers';
import { joined, object, objects } from '../../simplify/values';
import { holds, sampled, type Preview } from './preview';

export type Reason = 'disabled' | 'filter' | 'integrations' | 'mapping' | 'schema';

export interface Outcome {
	/** Null when only Segment knows. */
	delivered: boolean | null;
	/** Why not, or what it depends on; null when it is delivered. */
	reason: Reason | null;
	detail: string;
	/** The mappings that would send it. */
	mappings: string;
}

/** An outcome that keeps an event away from its destination, or that may. */
export function kept(reason: Reason, detail: string, isSure = true): Outcome {
	return { delivered: isSure ? false : null, reason, detail, mappings: '' };
}

/** The first thing in the way of an event: the order is the one in which Segment meets them. */
export async function outcomeAt(
	api: PublicApi,
	preview: Preview,
	destination: IDataObject,
	event: IDataObject,
): Promise<Outcome> {
	if (destination.enabled === false) return kept('disabled', 'The destination is disabled');
	const type = object(destination.metadata);
	if (!isAddressed(event, type)) {
		return kept('integrations', "The event's own “integrations” leaves the destination out");
	}
	const id = () => idIn(destination, 'id');
	const filters = await ifAllowed(
		api.list({ path: fillPath('/destination/{id}/filters', id), key: 'filters' }),
	);
	if (!filters)
		return kept('filter', 'The token may not see the filters of the destination', false);
	const filtered = await afterFilters(preview, filters, event);
	if ('outcome' in filtered) return filtered.outcome;
	// classic destinations have no mappings
	if (objects(type.actions).length === 0) return sent('', filtered.chance);
	const mappings = await ifAllowed(
		api.list({ path: fillPath('/destinations/{id}/subscriptions', id), key: 'subscriptions' }),
	);
	if (!mappings) {
		return kept('mapping', 'The token may not see the mappings of the destination', false);
	}
	return await throughMappings(preview, mappings, filtered);
}

/** Segment docs, "Spec: Common Fields", Integrations: a destination's own entry goes before `All`. */
function isAddressed({ integrations }: IDataObject, type: IDataObject): boolean {
	if (!isFields(integrations)) return true;
	const names = [
		type.name,
		type.slug,
		...(Array.isArray(type.previousNames) ? type.previousNames : []),
	];
	const own = names.map(String).find((name) => integrations[name] !== undefined);
	return integrations[own ?? 'All'] !== false;
}

interface Filtered {
	event: IDataObject;
	/** What depends on chance, in words; empty when nothing does. */
	chance: string;
}

async function afterFilters(
	preview: Preview,
	filters: IDataObject[],
	event: IDataObject,
): Promise<Filtered | { outcome: Outcome }> {
	let left = event;
	const chances: string[] = [];
	for (const filter of filters.filter(({ enabled }) => enabled !== false)) {
		const title = String(firstGiven(filter.title, filter.id));
		const condition = String(filter.if);
		const share = sampled(filter);
		if (share !== undefined) {
			const isMeant = await holds(preview, condition, left);
			if (isMeant !== false)
				chances.push(`“${title}” lets ${Number((share * 100).toFixed(4))} % through`);
			continue;
		}
		const answer = await preview({ if: condition, actions: objects(filter.actions) }, left);
		if (!answer) return { outcome: kept('filter', `“${title}” could not be checked`, false) };
		if (answer.left === null) return { outcome: kept('filter', `“${title}” drops it`) };
		left = answer.left;
	}
	return { event: left, chance: chances.join('; ') };
}

async function throughMappings(
	preview: Preview,
	mappings: IDataObject[],
	{ event, chance }: Filtered,
): Promise<Outcome> {
	// those of a model send rows of a warehouse
	const enabled = mappings.filter(({ enabled: is, modelId }) => is !== false && !modelId);
	if (enabled.length === 0)
		return kept('mapping', 'The destination has no mapping that is enabled');
	const matching: unknown[] = [];
	const unknown: unknown[] = [];
	for (const { name, id, trigger } of enabled) {
		const isMeant = await holds(preview, String(trigger), event);
		if (isMeant) matching.push(firstGiven(name, id));
		if (isMeant === undefined) unknown.push(firstGiven(name, id));
	}
	if (matching.length > 0) return sent(joined(matching), chance);
	return unknown.length > 0
		? kept('mapping', `These mappings could not be checked: ${joined(unknown)}`, false)
		: kept('mapping', 'None of the enabled mappings is for this event');
}

function sent(mappings: string, chance: string): Outcome {
	return chance === ''
		? { delivered: true, reason: null, detail: '', mappings }
		: { delivered: null, reason: 'filter', detail: chance, mappings };
}
