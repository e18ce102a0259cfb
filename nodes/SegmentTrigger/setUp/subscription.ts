/** The mapping of the trigger's destination (a subscription, in the words of Segment's Public API). */
import type { IDataObject } from 'n8n-workflow';

import type { PublicApi } from '../../shared/send/publicApi';
import { objectIn, textIn } from './publicApi';

/** Segment's catalog id of Webhooks (Actions). */
export const WEBHOOKS_ACTIONS = '614a3c7d791c91c41bae7599';
const SEND_ACTION = 'send';
const SUBSCRIPTION_NAME = 'Send to n8n';

export interface WantedSubscription {
	/** The address that Segment shall call. */
	url: string;
	/** FQL. */
	trigger: string;
}

/**
 * Brings the mapping into the wanted state. Changes are limited to five a minute, so that one which
 * fits is left alone, and settings that the node does not need stay as they are.
 *
 * @param known its ID and address of the last time
 * @returns the mapping's ID
 * @throws Problem
 */
export async function ensureSubscription(
	api: PublicApi,
	destinationId: string,
	{ url, trigger }: WantedSubscription,
	known: { subscriptionId?: string; url?: string },
): Promise<string> {
	const path = `/destinations/${encodeURIComponent(destinationId)}/subscriptions`;
	const subscriptions = await api.list({ path, key: 'subscriptions' });
	const urlOf = (one: IDataObject) => objectIn(one, 'settings').url;
	const own =
		subscriptions.find(({ id }) => id !== undefined && id === known.subscriptionId) ??
		subscriptions.find((one) => urlOf(one) === url) ??
		subscriptions.find((one) => known.url !== undefined && urlOf(one) === known.url) ??
		subscriptions.find(({ name }) => name === SUBSCRIPTION_NAME);
	if (!own) {
		const actionId = await sendActionId(api);
		const settings = neededSettings(url);
		const body = { name: SUBSCRIPTION_NAME, actionId, trigger, enabled: true, settings };
		const created = await api.record({ method: 'POST', path, body }, 'destinationSubscription');
		return textIn(created, 'id');
	}

	const subscriptionId = textIn(own, 'id');
	const settings = objectIn(own, 'settings');
	const repaired = { ...settings, ...neededSettings(url), ...hurtfulSettings(settings) };
	const input = {
		...(own.trigger !== trigger && { trigger }),
		...(own.enabled !== true && { enabled: true }),
		...(!isSame(settings, repaired) && { settings: repaired }),
	};
	if (Object.keys(input).length > 0) {
		const own = `${path}/${encodeURIComponent(subscriptionId)}`;
		await api.send({ method: 'PATCH', path: own, body: { input } });
	}
	return subscriptionId;
}

/** The whole event, to the node. */
function neededSettings(url: string): IDataObject {
	return { url, method: 'POST', data: { '@path': '$.' } };
}

/** Of a batch, Segment signs only the first event; headers may replace the ones it sends itself. */
function hurtfulSettings({ enable_batching: batching, headers }: IDataObject): IDataObject {
	return {
		...(batching !== undefined && batching !== false && { enable_batching: false }),
		...(hasContent(headers) && { headers: {} }),
	};
}

function hasContent(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** `repaired` has the settings in the same order, followed by what was missing. */
function isSame(settings: IDataObject, repaired: IDataObject): boolean {
	return JSON.stringify(settings) === JSON.stringify(repaired);
}

async function sendActionId(api: PublicApi): Promise<string> {
	const path = `/catalog/destinations/${WEBHOOKS_ACTIONS}`;
	const { actions } = await api.record({ method: 'GET', path }, 'destinationMetadata');
	const all = Array.isArray(actions) ? (actions as IDataObject[]) : [];
	const send = all.find(({ slug }) => slug === SEND_ACTION);
	if (!send) throw new Error(`Segment's catalog lists no action “${SEND_ACTION}” for webhooks`);
	return String(send.id);
}
