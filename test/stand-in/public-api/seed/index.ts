import { idOf, writeKeyOf } from '../ids';
import type { AuditEvent, State } from '../state';
import { connections } from './connections';
import { engagement } from './engagement';
import { people } from './people';
import { privacy } from './privacy';
import { protocols } from './protocols';
import { reverseEtl } from './reverse-etl';
import { stored } from './store';
import { SNOWFLAKE, WEBHOOKS_ACTIONS, WEBHOOKS_SEND_ACTION } from './catalog';

const workspace = {
	id: '9aQ1Lj62S4bomZKLF4DPqW',
	slug: 'northwind-tours',
	name: 'Northwind Tours',
};

/** Things of the seeded workspace that tests and demonstrations name. */
export const known = {
	workspaceId: workspace.id,
	/** The first of two owners. */
	ownerId: idOf('user', 0),
	/** A member who administers one source. */
	memberId: idOf('user', 3),
	/** Half of the users: several pages. */
	groupId: idOf('group', 0),
	/** `Website Production`. */
	sourceId: idOf('source', 0),
	writeKey: writeKeyOf(0),
	/** Connected to `Website Production`; has one subscription. */
	destinationId: idOf('destination', 0),
	subscriptionId: idOf('subscription', 0),
	webhooksMetadataId: WEBHOOKS_ACTIONS,
	webhooksActionId: WEBHOOKS_SEND_ACTION,
	/** Has several pages of audiences. */
	spaceId: `spa_${idOf('space', 0)}`,
	audienceId: `aud_${idOf('audience', 0)}`,
	linkedAudienceId: `aud_${idOf('audience', 1)}`,
	trackingPlanId: `tp_${idOf('tracking plan', 0)}`,
	/** Already finished. */
	regulationId: `reg_${idOf('regulation', 0)}`,
	modelId: idOf('model', 0),
	modelSubscriptionId: idOf('model subscription', 0),
	syncId: idOf('sync', 0),
	/** `Snowflake Production`: all sources are connected to it. */
	warehouseId: idOf('warehouse', 0),
	warehouseMetadataId: SNOWFLAKE,
	/** Deployed, and changed since. */
	functionId: `sfnc_${idOf('function', 0)}`,
	/** Has an instance. */
	insertFunctionId: `ifnc_${idOf('function', 2)}`,
	functionVersionId: idOf('function version', '0 0'),
	functionInstanceId: `ifi_${idOf('function instance', 0)}`,
	transformationId: idOf('transformation', 0),
	filterId: idOf('destination filter', 0),
	spaceFilterId: `fil_${idOf('space filter', 0)}`,
	computedTraitId: `ctr_${idOf('computed trait', 0)}`,
	/** Of the linked audience. */
	scheduleId: `sch_${idOf('schedule', 0)}`,
	/** Of the first audience. */
	connectionId: idOf('connection', 0),
	activationId: `act_${idOf('activation', 0)}`,
	profilesWarehouseId: idOf('profiles warehouse', 0),
	/** In use, so that it cannot be deleted; the next one can. */
	credentialId: idOf('credential', 0),
	unusedCredentialId: idOf('credential', 1),
};

const HOUR = 60 * 60 * 1000;
const PAST_EVENTS = 300;

/** One event every four hours, newest first; the second of them is a destination that was disabled. */
function pastEvents(state: State, now: number): AuditEvent[] {
	const types = ['Source Modified', 'Source Enabled', 'Source Disabled', 'Source Created'];
	return Array.from({ length: PAST_EVENTS }, (_, n) => {
		const source = state.sources[n % state.sources.length];
		const isOfDestination = n === 1;
		const resource = isOfDestination ? state.destinations[1] : source;
		const actor = state.users[n % 5];
		return {
			id: idOf('audit event', PAST_EVENTS - 1 - n),
			timestamp: new Date(now - (n + 1) * 4 * HOUR).toISOString(),
			type: isOfDestination ? 'Integration Disabled' : types[n % types.length],
			actor: actor.id,
			actorEmail: actor.email,
			resourceId: resource.id,
			resourceType: isOfDestination ? 'Destination' : 'Source',
			resourceName: resource.name ?? source.slug,
		};
	});
}

/**
 * A workspace of a travel company: the same ids in every run, dates relative to `now` (epoch
 * milliseconds).
 */
export function seed(now: number): State {
	const plumbing = connections();
	const sourceIds = plumbing.sources.map(({ id }) => id);
	const unified = engagement(now);
	const state: State = {
		workspace: { ...workspace },
		...plumbing,
		...people(workspace.id, sourceIds),
		...unified,
		...protocols(now, sourceIds),
		...privacy(now, sourceIds),
		...reverseEtl(now, plumbing.sources),
		...stored({ now, workspace, ...plumbing, ...unified }),
		auditEvents: [],
		features: new Set([
			'Audience',
			'Destination Subscriptions',
			'Functions',
			'Protocols',
			'Spaces',
		]),
		deniedStatus: 403,
		lastNext: 'absent',
		progress: { polls: 2, regulation: 'FINISHED', preview: 'COMPLETED', sync: 'SUCCESS' },
		created: 0,
	};
	state.auditEvents = pastEvents(state, now);
	return state;
}
