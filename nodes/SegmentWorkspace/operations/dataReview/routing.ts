/** Which destinations of a source an event would reach, and what keeps it from the others. */
import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../../shared/problem';
import { describe } from '../../../shared/read/describe';
import type { Form } from '../../../shared/read/form';
import { firstGiven, readChoice } from '../../../shared/read/values';
import { fillPath, type PublicApi } from '../../../shared/send/publicApi';
import { ifAllowed } from '../../request/answers';
import { forEach } from '../../request/each';
import type { Operation } from '../../request/operation';
import { limit, pathOf } from '../../request/read';
import { destination as simple } from '../../simplify/connections';
import { object } from '../../simplify/values';
import { kept, outcomeAt, type Outcome } from './destinations';
import { previews } from './preview';
import { blockedBySchema } from './schema';

const TYPES = ['alias', 'group', 'identify', 'page', 'screen', 'track'] as const;

/** One row for each destination of the source. */
export const eventRouting: Operation = (form) => {
	const path = pathOf(form, '/sources/{source}');
	const event = readEvent(form);
	const wanted = limit(form);
	return async (api) => {
		const { data } = await api.send({ method: 'GET', path }, 'source');
		const source = object(data.source);
		const blocked = await blockedAtSource(api, path, source, data.trackingPlanId, event);
		const list = { path: `${path}/connected-destinations`, key: 'destinations' };
		const destinations = await api.list(list, wanted);
		const preview = previews(api);
		return await forEach(api, 'destinations', destinations, async (destination) => {
			const { id, name, type } = simple(destination);
			const own = isSure(blocked) ? blocked : await outcomeAt(api, preview, destination, event);
			const outcome = blocked && own.delivered ? { ...blocked, mappings: own.mappings } : own;
			return {
				destinationId: id,
				destinationName: name,
				destinationType: type,
				...outcome,
				sourceId: source.id,
				sourceName: firstGiven(source.name, source.slug),
				eventType: event.type,
				eventName: event.event ?? event.name ?? null,
			} as IDataObject;
		});
	};
};

const isSure = (blocked: Outcome | undefined): blocked is Outcome => blocked?.delivered === false;

function readEvent(form: Form): IDataObject {
	const event = form.required('event', form.object('event')) as IDataObject;
	const label = form.label('event');
	const type = readChoice(event.type, `${label} → type`, TYPES);
	if (type === undefined) {
		throw new Problem(`${label} has no type`, `Add "type", one of ${TYPES.join(', ')}.`);
	}
	if (type === 'track' && (typeof event.event !== 'string' || event.event.trim() === '')) {
		throw new Problem(
			`${label} → event is ${describe(event.event)}, not the name of an event`,
			'Add "event", such as {"type": "track", "event": "Order Completed"}.',
		);
	}
	return { ...event, type };
}

/** What keeps an event from all destinations. */
async function blockedAtSource(
	api: PublicApi,
	path: string,
	source: IDataObject,
	planId: unknown,
	event: IDataObject,
): Promise<Outcome | undefined> {
	if (source.enabled === false) return kept('disabled', 'The source is disabled');
	const answer = await api.send({ method: 'GET', path: `${path}/settings` }, 'settings');
	const settings = object(answer.data.settings);
	const rules = planId ? await ifAllowed(rulesOf(api, String(planId))) : undefined;
	if (planId && !rules) return kept('schema', 'The token may not see the tracking plan', false);
	const blocked = blockedBySchema(event, { settings, rules });
	return blocked && kept('schema', blocked.detail, blocked.isSure);
}

async function rulesOf(api: PublicApi, planId: string): Promise<IDataObject[]> {
	return await api.list({
		path: fillPath('/tracking-plans/{id}/rules', () => planId),
		key: 'rules',
	});
}
