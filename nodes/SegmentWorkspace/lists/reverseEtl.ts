import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { firstGiven } from '../../shared/read/values';
import { chosen } from '../../shared/run/chosen';
import { searchAll } from '../../shared/run/searchList';
import { fillPath, type PublicApi } from '../../shared/send/publicApi';
import { isoDate } from '../simplify/values';
import { idIn } from '../request/answers';

/** A mapping that delivers a model's rows, and the destination it delivers to. */
interface Mapping {
	mapping: IDataObject;
	destination: IDataObject;
}

/** Syncs of one mapping that are shown; the newest come first. */
const SYNCS_SHOWN = 20;

/** The mappings of a model: they are among those of the destinations that its source is connected to. */
async function mappingsOf(api: PublicApi, modelId: string): Promise<Mapping[]> {
	const path = fillPath('/reverse-etl-models/{id}', () => modelId);
	const model = await api.record({ method: 'GET', path }, 'reverseEtlModel');
	const destinations = await api.list({
		path: fillPath('/sources/{id}/connected-destinations', () => idIn(model, 'sourceId')),
		key: 'destinations',
	});
	const found: Mapping[] = [];
	for (const destination of destinations) {
		const mappings = await api.list({
			path: fillPath('/destinations/{id}/subscriptions', () => idIn(destination, 'id')),
			key: 'subscriptions',
		});
		for (const mapping of mappings) {
			if (mapping.modelId === modelId) found.push({ mapping, destination });
		}
	}
	return found;
}

const nameOf = ({ mapping, destination }: Mapping) =>
	[firstGiven(mapping.name, mapping.id), firstGiven(destination.name, destination.id)]
		.map(String)
		.join(' → ');

export const searchModelMappings = searchAll(async (api, context) => {
	const modelId = chosen(context, 'model');
	if (modelId === undefined) return [];
	return (await mappingsOf(api, modelId)).map((each): INodeListSearchItems => ({
		name: nameOf(each),
		value: String(each.mapping.id),
		description: [each.mapping.enabled === false && 'disabled', each.mapping.id]
			.filter(Boolean)
			.join(' · '),
	}));
});

export const searchSyncs = searchAll(async (api, context) => {
	const modelId = chosen(context, 'model');
	if (modelId === undefined) return [];
	const found: Array<{ sync: IDataObject; mapping: Mapping }> = [];
	for (const mapping of await mappingsOf(api, modelId)) {
		const path = fillPath('/reverse-etl-models/{model}/subscriptionId/{mapping}/syncs', (name) =>
			name === 'model' ? modelId : idIn(mapping.mapping, 'id'),
		);
		const list = { path, key: 'syncStatuses', plainPaging: true };
		const syncs = await api.list(list, SYNCS_SHOWN);
		found.push(...syncs.map((sync) => ({ sync, mapping })));
	}
	return found
		.sort((a, b) => String(b.sync.startedAt).localeCompare(String(a.sync.startedAt)))
		.map(({ sync, mapping }): INodeListSearchItems => ({
			name: [isoDate(sync.startedAt), sync.syncStatus].filter(Boolean).join(' · '),
			value: String(sync.syncId),
			description: `${nameOf(mapping)} · ${String(sync.syncId)}`,
		}));
});
