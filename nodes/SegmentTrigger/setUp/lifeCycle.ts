/**
 * n8n's life cycle of a webhook: what happens in Segment when the workflow is published or not.
 *
 * When n8n asks (1.123 and 2.41): `checkExists`, then `create`, for publishing, for listening, and
 * at n8n's start; `delete` for unpublishing, before a changed node is published (with the node and
 * the credentials as they were), after listening, and after a `create` that failed. Static data is
 * lost with a `create` that fails in 1.123, and after listening in both.
 */
import { randomBytes } from 'node:crypto';

import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { PublicApi } from '../../shared/send/publicApi';
import {
	checkParameters,
	deletesDestination,
	filterOf,
	isAutomatic,
	parametersOf,
	publishesWithoutOld,
	readSharedSecret,
	sourceIdOf,
	takesSecretFromCredential,
} from '../parameters';
import {
	deleteMarked,
	ensureDestination,
	findOwn,
	markOf,
	nameOf,
	retireDestination,
} from './destination';
import { inTurn } from './inTurn';
import { publicApi, unlessRefused } from './publicApi';
import {
	asOutOfReachError,
	asSetUpError,
	asSwitchOffError,
	deleteNeverComes,
	emptySecret,
	nothingPasses,
	unreachable,
} from './refusals';
import { note, notesOf, workflowIdOf, type Notes, type Registration } from './registration';
import { subscriptionTrigger } from './subscriptionTrigger';

const SECRET_BYTES = 32;
/** n8n registers the webhooks of published workflows again when it starts. */
const RESTARTS = ['init', 'leadershipChange'];

type Wanted = Pick<Registration, 'sourceId' | 'trigger' | 'url'>;

/**
 * Whether nothing is to be done in Segment. A restart of n8n trusts what was noted, so that
 * workflows come back while Segment's API is away; everything else goes through `setUp`, which
 * looks for the trigger's own destination first.
 */
export async function isSetUp(context: IHookFunctions): Promise<boolean> {
	const mode = context.getActivationMode();
	const isRestart = RESTARTS.includes(mode);
	// without a webhook n8n answers 404, which Segment does not repeat; `receive` answers 503
	if (!isRestart) checkParameters(context);
	if (!isAutomatic(parametersOf(context))) return true;
	if (!isRestart) return false;

	const wanted = wantedBy(context);
	const notes = notesOf(context);
	// nobody can be listening when n8n starts, but when another main process takes over
	if (mode === 'init') await removeTestDestinations(context, wanted);
	const isSame =
		notes?.sourceId === wanted.sourceId &&
		notes.url === wanted.url &&
		notes.trigger === wanted.trigger;
	if (!isSame || notes.isOff === true) return false;
	return (
		takesSecretFromCredential(parametersOf(context)) ||
		textOf(staticDataOf(context).sharedSecret) !== undefined
	);
}

/**
 * Sets up the destination, or brings back the one of the last time.
 *
 * @throws NodeOperationError that says how to go on by hand
 */
export async function setUp(context: IHookFunctions): Promise<boolean> {
	const wanted = wantedBy(context);
	const { region } = await context.getCredentials('segmentPublicApi');
	if (region !== 'custom' && isLocal(wanted.url)) throw unreachable(context.getNode(), wanted.url);
	await inTurn(wanted.url, async () => await bringUp(context, wanted));
	return true;
}

async function bringUp(context: IHookFunctions, wanted: Wanted): Promise<void> {
	const staticData = staticDataOf(context);
	const isTest = context.getMode() === 'manual';
	// n8n asks to remove a test webhook in another mode than it asks to make one
	staticData.isTest = isTest;
	const given = await secretInCredential(context);
	let known = notesOf(context);
	const isCopy = staticData.registration !== undefined && !known;
	const kept = isCopy ? undefined : textOf(staticData.sharedSecret);
	let sharedSecret = given ?? kept ?? newSecret();
	try {
		const api = publicApi(context);
		const workspaceId = await workspaceIdOf(api);
		if (known && isElsewhere(known, wanted, workspaceId)) {
			await giveUp(context, api, known);
			known = undefined;
			// so that nothing starts a run that the old destination may still send
			sharedSecret = given ?? newSecret();
		}
		const mark = isTest ? testMark(context) : markOf(wanted.url);
		if (isTest) await deleteMarked(api, wanted.sourceId, mark);
		const name = nameOf(context.getWorkflow().name ?? '', mark, isTest);
		const destination = await ensureDestination(
			api,
			{ ...wanted, name, mark, sharedSecret },
			known ?? {},
		);
		const workflowId = workflowIdOf(context);
		note(staticData, { ...wanted, ...destination, workflowId, workspaceId });
	} catch (error) {
		throw asSetUpError(context.getNode(), error, wanted.url, sharedSecret);
	}
	if (given === undefined) staticData.sharedSecret = sharedSecret;
	else delete staticData.sharedSecret;
}

/**
 * Stops Segment's deliveries. What was noted stays with a destination that is only disabled, and the
 * secret in any case, for the next time the workflow is published.
 *
 * @throws NodeOperationError that says what to do in Segment
 */
export async function switchOff(context: IHookFunctions): Promise<boolean> {
	if (!isAutomatic(parametersOf(context))) return true;
	const url = notesOf(context)?.url ?? urlOf(context);
	await inTurn(url, async () => await takeDown(context, url));
	return true;
}

async function takeDown(context: IHookFunctions, url: string): Promise<void> {
	const staticData = staticDataOf(context);
	const isTest = staticData.isTest === true;
	const notes = notesOf(context);
	const how = isTest || deletesDestination(parametersOf(context)) ? 'delete' : 'disable';
	let isOff = false;
	try {
		const sourceId = notes?.sourceId ?? sourceIdOf(parametersOf(context));
		const mark = isTest ? testMark(context) : markOf(url);
		isOff = await retire(publicApi(context), { ...notes, sourceId, url }, mark, how);
	} catch (error) {
		const reason = asSwitchOffError(
			context.getNode(),
			error,
			{ ...notes, url },
			textOf(staticData.sharedSecret),
		);
		if (!publishesWithoutOld(parametersOf(context))) throw reason;
		context.logger.warn(reason.message);
	}
	note(staticData, notes && isOff && how === 'disable' ? { ...notes, isOff } : undefined);
}

/** The old destination would go on calling this workflow. */
async function giveUp(context: IHookFunctions, api: PublicApi, old: Notes): Promise<void> {
	if (old.isOff === true) return;
	const how = deletesDestination(parametersOf(context)) ? 'delete' : 'disable';
	try {
		await retire(api, old, markOf(old.url), how);
	} catch (error) {
		const reason = asOutOfReachError(context.getNode(), error, old);
		if (!publishesWithoutOld(parametersOf(context))) throw reason;
		context.logger.warn(reason.message);
	}
}

/**
 * Stops the destination with the noted ID or, where none was noted, those with the mark.
 *
 * @returns false when there is none any more
 * @throws Problem, also when the destination may still be there, in another workspace
 */
async function retire(
	api: PublicApi,
	notes: Notes,
	mark: string,
	how: 'delete' | 'disable',
): Promise<boolean> {
	const { destinationId, sourceId, workspaceId } = notes;
	if (destinationId === undefined) {
		const marked = await findOwn(api, sourceId, mark);
		for (const { id } of marked) await retireDestination(api, String(id), how);
		return marked.length > 0;
	}
	if (await retireDestination(api, destinationId, how)) return true;
	const isGone = workspaceId !== undefined && workspaceId === (await workspaceIdOf(api));
	if (isGone) return false;
	throw new Problem(`Segment does not find the destination ${destinationId}`, '', { status: 404 });
}

/** Left behind when n8n was stopped while it listened. Segment may be away: n8n starts all the same. */
async function removeTestDestinations(context: IHookFunctions, { sourceId, url }: Wanted) {
	try {
		await deleteMarked(publicApi(context), sourceId, testMark(context));
	} catch (error) {
		const { message } = asSetUpError(context.getNode(), error, url);
		context.logger.warn(`Test destinations in Segment could not be looked for: ${message}`);
	}
}

/** @throws NodeOperationError when Segment would never call */
function wantedBy(context: IHookFunctions): Wanted {
	const form = parametersOf(context);
	const filter = filterOf(form);
	if (filter.kinds.every((kind) => kind === 'delete')) {
		throw deleteNeverComes(context.getNode());
	}
	const trigger = subscriptionTrigger(filter);
	if (trigger === '') throw nothingPasses(context.getNode());
	return { sourceId: sourceIdOf(form), url: urlOf(context), trigger };
}

function isElsewhere(known: Notes, wanted: Wanted, workspaceId: string | undefined): boolean {
	if (known.sourceId !== wanted.sourceId) return true;
	return (
		known.workspaceId !== undefined &&
		workspaceId !== undefined &&
		known.workspaceId !== workspaceId
	);
}

/** Undefined for a token that may not read its workspace. */
async function workspaceIdOf(api: PublicApi): Promise<string | undefined> {
	const workspace = await unlessRefused(api.record({ method: 'GET', path: '/' }, 'workspace'), 403);
	return textOf(workspace?.id);
}

/** Undefined when the node makes the secret. */
async function secretInCredential(context: IHookFunctions): Promise<string | undefined> {
	if (!takesSecretFromCredential(parametersOf(context))) return undefined;
	const { sharedSecret } = await context.getCredentials('segmentTriggerApi');
	const secret = readSharedSecret(sharedSecret);
	if (secret === undefined) throw emptySecret(context.getNode());
	return secret;
}

function newSecret(): string {
	return randomBytes(SECRET_BYTES).toString('hex');
}

function staticDataOf(context: IHookFunctions): IDataObject {
	return context.getWorkflowStaticData('node');
}

function urlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

/**
 * The mark of the destination for test events. It has to be known to the published workflow too,
 * which n8n does not tell the Test URL, and outlives a change of n8n's address.
 */
function testMark(context: IHookFunctions): string {
	const { id } = context.getNode();
	return markOf(`test ${context.getInstanceId()} ${workflowIdOf(context)} ${id}`);
}

function isLocal(url: string): boolean {
	const { hostname } = new URL(url);
	return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
