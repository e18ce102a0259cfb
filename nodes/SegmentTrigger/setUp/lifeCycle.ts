/** n8n's life cycle of a webhook: what happens in Segment when the workflow is published or not. */
import { randomBytes } from 'node:crypto';

import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { deletesDestination, filterOf, isAutomatic, sourceIdOf } from '../parameters';
import { ensureDestination, retireDestination } from './destination';
import { publicApi } from './publicApi';
import { asSetUpError, asSwitchOffError, unreachable } from './refusals';
import { subscriptionTrigger } from './subscriptionTrigger';

const SECRET_BYTES = 32;
/** n8n registers the webhooks of published workflows again when it starts. */
const RESTARTS = ['init', 'leadershipChange'];

/** What Segment was asked for; kept in static data, beside the secret. */
interface Registration {
	sourceId: string;
	/** The address that Segment calls. */
	url: string;
	/** FQL. */
	trigger: string;
}

/**
 * Whether nothing is to be done in Segment. A restart of n8n trusts what was noted, so that
 * workflows come back while Segment's API is away; everything else goes through `setUp`, which
 * looks for the trigger's own destination first.
 */
export async function isSetUp(context: IHookFunctions): Promise<boolean> {
	if (!isAutomatic(context)) return true;
	if (!RESTARTS.includes(context.getActivationMode())) return false;
	const { registration, sharedSecret } = context.getWorkflowStaticData('node');
	const { sourceId, url, trigger } = wantedBy(context);
	const noted = (registration ?? {}) as Partial<Registration>;
	const isSame = noted.sourceId === sourceId && noted.url === url && noted.trigger === trigger;
	return isSame && Boolean(sharedSecret);
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

	const staticData = context.getWorkflowStaticData('node');
	const sharedSecret = String(staticData.sharedSecret || randomBytes(SECRET_BYTES).toString('hex'));
	const workflowName = context.getWorkflow().name ?? '';
	try {
		await ensureDestination(publicApi(context), { ...wanted, sharedSecret, workflowName });
	} catch (error) {
		throw asSetUpError(context.getNode(), error, wanted.url);
	}
	staticData.sharedSecret = sharedSecret;
	staticData.registration = { ...wanted };
	// n8n asks to remove a test webhook in another mode than it asks to make one
	staticData.isTest = context.getMode() === 'manual';
	return true;
}

/**
 * Stops Segment's deliveries. The secret stays, for the next time the workflow is published.
 *
 * @throws NodeOperationError that says what to do in Segment
 */
export async function switchOff(context: IHookFunctions): Promise<boolean> {
	if (!isAutomatic(context)) return true;
	const staticData = context.getWorkflowStaticData('node');
	const { sourceId, url } = (staticData.registration as Registration) ?? {
		sourceId: sourceIdOf(context),
		url: urlOf(context),
	};
	const how = staticData.isTest === true || deletesDestination(context) ? 'delete' : 'disable';
	try {
		await retireDestination(publicApi(context), sourceId, url, how);
	} catch (error) {
		throw asSwitchOffError(context.getNode(), error, url);
	}
	delete staticData.registration;
	return true;
}

function wantedBy(context: IHookFunctions): Registration {
	const trigger = subscriptionTrigger(filterOf(context));
	if (trigger === '') {
		throw new NodeOperationError(
			context.getNode(),
			"No event can pass the filters: 'Event Names' lets only track, page and screen events through. Add one of them to 'Trigger On', or clear 'Event Names'.",
		);
	}
	return { sourceId: sourceIdOf(context), url: urlOf(context), trigger };
}

function urlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

function isLocal(url: string): boolean {
	const { hostname } = new URL(url);
	return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
