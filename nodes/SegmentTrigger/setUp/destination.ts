/**
 * The trigger's own destination in Segment: one Webhooks (Actions) destination with one
 * subscription. Its ID is what counts; the mark at the end of its name leads back to it when the ID
 * got lost, because Segment's answer did or because the node was renamed.
 */
import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { PublicApi } from '../../shared/send/publicApi';
import { objectIn, textIn, unlessRefused } from './publicApi';
import { ensureSubscription, WEBHOOKS_ACTIONS } from './subscription';

const MAX_NAME_LENGTH = 60;

export interface WantedDestination {
	sourceId: string;
	/** What a new destination is called. */
	name: string;
	/** What the name ends with. */
	mark: string;
	/** The address that Segment shall call. */
	url: string;
	sharedSecret: string;
	/** FQL. */
	trigger: string;
}

/** Where the destination stands. */
export interface SetUpDestination {
	destinationId: string;
	subscriptionId: string;
	name: string;
}

/** What was noted the last time, as far as it is known. */
export interface KnownDestination {
	destinationId?: string;
	subscriptionId?: string;
	url?: string;
}

/**
 * The mark of a destination. It is made from the webhook's address, so that a copy of the workflow
 * in another n8n never takes over this one's destination.
 */
export function markOf(identity: string): string {
	return `[${createHash('sha256').update(identity).digest('hex').slice(0, 10)}]`;
}

/** How people and this node tell a destination for test events from the one that stays. */
export function nameOf(workflowName: string, mark: string, isTest: boolean): string {
	return `n8n: ${workflowName.slice(0, MAX_NAME_LENGTH)} ${isTest ? '(test) ' : ''}${mark}`;
}

/**
 * Brings the trigger's destination and its subscription into the wanted state, creating what is
 * missing. What people can change without harm, such as the name, stays as they left it.
 *
 * @throws Problem
 */
export async function ensureDestination(
	api: PublicApi,
	wanted: WantedDestination,
	known: KnownDestination,
): Promise<SetUpDestination> {
	const settings = { sharedSecret: wanted.sharedSecret };
	const [own] = await findOwn(api, wanted.sourceId, wanted.mark, known.destinationId);
	if (!own) {
		const { sourceId, name } = wanted;
		const body = { sourceId, metadataId: WEBHOOKS_ACTIONS, enabled: true, name, settings };
		const created = await api.record(
			{ method: 'POST', path: '/destinations', body },
			'destination',
		);
		const destinationId = textIn(created, 'id');
		const subscriptionId = await ensureSubscription(api, destinationId, wanted, known).catch(
			async (error: unknown) => {
				// Nothing is left behind. Should that fail too, the mark leads back to it the next time.
				await remove(api, destinationId).catch(() => undefined);
				throw error;
			},
		);
		return { destinationId, subscriptionId, name };
	}

	const destinationId = textIn(own, 'id');
	const subscriptionId = await ensureSubscription(api, destinationId, wanted, known);
	const name = nameWithMark(String(own.name ?? ''), wanted, known);
	const isRenamed = name !== own.name;
	await change(api, destinationId, { enabled: true, settings, ...(isRenamed && { name }) });
	return { destinationId, subscriptionId, name };
}

/** After a change of n8n's address the mark in the name has to lead back to the destination too. */
function nameWithMark(name: string, { mark }: WantedDestination, { url }: KnownDestination) {
	return url === undefined ? name : name.replace(markOf(url), mark);
}

/** Removes all destinations of the source that have this mark. */
export async function deleteMarked(api: PublicApi, sourceId: string, mark: string): Promise<void> {
	for (const { id } of await findOwn(api, sourceId, mark)) {
		await remove(api, String(id));
	}
}

/**
 * Stops deliveries.
 *
 * @returns false when there is nothing to stop: Segment does not know the destination
 * @throws Problem
 */
export async function retireDestination(
	api: PublicApi,
	destinationId: string,
	how: 'delete' | 'disable',
): Promise<boolean> {
	const request =
		how === 'delete' ? remove(api, destinationId) : change(api, destinationId, { enabled: false });
	return (await unlessRefused(request, 404)) !== undefined;
}

/** The trigger's own destinations: the one with the ID, then the ones with the mark. */
export async function findOwn(
	api: PublicApi,
	sourceId: string,
	mark: string,
	destinationId?: string,
): Promise<IDataObject[]> {
	const path = `/sources/${encodeURIComponent(sourceId)}/connected-destinations`;
	const destinations = await api.list({ path, key: 'destinations' });
	const isOwn = ({ id }: IDataObject) => destinationId !== undefined && id === destinationId;
	const isMarked = (one: IDataObject) =>
		objectIn(one, 'metadata').id === WEBHOOKS_ACTIONS && String(one.name).includes(mark);
	return [
		...destinations.filter(isOwn),
		...destinations.filter((one) => !isOwn(one) && isMarked(one)),
	];
}

async function change(api: PublicApi, destinationId: string, body: IDataObject) {
	return await api.send({ method: 'PATCH', path: pathOf(destinationId), body });
}

async function remove(api: PublicApi, destinationId: string) {
	return await api.send({ method: 'DELETE', path: pathOf(destinationId) });
}

function pathOf(destinationId: string): string {
	return `/destinations/${encodeURIComponent(destinationId)}`;
}
