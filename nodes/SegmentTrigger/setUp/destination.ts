/**
 * The trigger's own destination in Segment: one Webhooks (Actions) destination with one
 * subscription, found again by the mark at the end of its name. The mark is made from the webhook's
 * address, so that a copy of the workflow in another n8n never takes over this one's destination.
 */
import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { listAll, objectIn, type PublicApi } from './publicApi';

/** Segment's catalog id of Webhooks (Actions). */
const WEBHOOKS_ACTIONS = '614a3c7d791c91c41bae7599';
const SEND_ACTION = 'send';
const SUBSCRIPTION_NAME = 'Send to n8n';
const MAX_NAME_LENGTH = 60;

export interface WantedDestination {
	sourceId: string;
	workflowName: string;
	/** The address that Segment shall call. */
	url: string;
	sharedSecret: string;
	/** FQL. */
	trigger: string;
}

/**
 * Brings the trigger's destination and its subscription into the wanted state, creating what is missing.
 *
 * @throws Refusal
 */
export async function ensureDestination(api: PublicApi, wanted: WantedDestination): Promise<void> {
	const own = await findDestination(api, wanted.sourceId, wanted.url);
	const settings = { sharedSecret: wanted.sharedSecret };
	const name = `n8n: ${wanted.workflowName.slice(0, MAX_NAME_LENGTH)} ${markOf(wanted.url)}`;
	if (own) {
		const path = `/destinations/${encodeURIComponent(String(own.id))}`;
		await api('PATCH', path, { body: { enabled: true, name, settings } });
		return await ensureSubscription(api, String(own.id), wanted);
	}
	const created = await api('POST', '/destinations', {
		body: {
			sourceId: wanted.sourceId,
			metadataId: WEBHOOKS_ACTIONS,
			enabled: true,
			name,
			settings,
		},
	});
	await ensureSubscription(api, String(objectIn(created, 'destination').id), wanted);
}

/** Changes to subscriptions are limited to five a minute, so one that fits is left alone. */
async function ensureSubscription(
	api: PublicApi,
	destinationId: string,
	{ url, trigger }: WantedDestination,
): Promise<void> {
	const path = `/destinations/${encodeURIComponent(destinationId)}/subscriptions`;
	const subscriptions = await listAll(api, path, 'subscriptions');
	const own = subscriptions.find((one) => objectIn(one, 'settings').url === url);
	if (!own) {
		const settings = { url, method: 'POST', data: { '@path': '$.' } };
		const actionId = await sendActionId(api);
		await api('POST', path, {
			body: { name: SUBSCRIPTION_NAME, actionId, trigger, enabled: true, settings },
		});
	} else if (own.trigger !== trigger || own.enabled !== true) {
		await api('PATCH', `${path}/${encodeURIComponent(String(own.id))}`, {
			body: { input: { trigger, enabled: true } },
		});
	}
}

async function sendActionId(api: PublicApi): Promise<string> {
	const catalog = await api('GET', `/catalog/destinations/${WEBHOOKS_ACTIONS}`);
	const { actions } = objectIn(catalog, 'destinationMetadata');
	const all = Array.isArray(actions) ? (actions as IDataObject[]) : [];
	const send = all.find(({ slug }) => slug === SEND_ACTION);
	if (!send) throw new Error(`Segment's catalog lists no action “${SEND_ACTION}” for webhooks`);
	return String(send.id);
}

/**
 * Stops deliveries; a destination that is gone already is fine.
 *
 * @throws Refusal
 */
export async function retireDestination(
	api: PublicApi,
	sourceId: string,
	url: string,
	how: 'delete' | 'disable',
): Promise<void> {
	const own = await findDestination(api, sourceId, url);
	if (!own) return;
	const path = `/destinations/${encodeURIComponent(String(own.id))}`;
	if (how === 'delete') await api('DELETE', path);
	else if (own.enabled !== false) await api('PATCH', path, { body: { enabled: false } });
}

async function findDestination(
	api: PublicApi,
	sourceId: string,
	url: string,
): Promise<IDataObject | undefined> {
	const path = `/sources/${encodeURIComponent(sourceId)}/connected-destinations`;
	const destinations = await listAll(api, path, 'destinations');
	return destinations.find(
		(one) =>
			objectIn(one, 'metadata').id === WEBHOOKS_ACTIONS && String(one.name).endsWith(markOf(url)),
	);
}

function markOf(url: string): string {
	return `[${createHash('sha256').update(url).digest('hex').slice(0, 10)}]`;
}
