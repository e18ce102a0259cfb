import { clock } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import { asProblem } from '../../shared/run/errors';
import type { ClientContext, Connection } from '../../shared/send/client';
import { baseUrl } from '../../shared/send/hosts';
import { createPublicApi, CREDENTIAL, fillPath } from '../../shared/send/publicApi';
import { TrackingPlan } from '../trackingPlan/plan';
import { readRule } from '../trackingPlan/rules';
import type { RunSettings } from './settings';

/** How long a plan that was read is taken for what Segment has. */
const KEPT_MS = 10 * 60_000;

/** So that memory stays small where many plans are in use. */
const MOST_KEPT = 20;

const kept = new Map<string, { plan: TrackingPlan; until: number }>();

/**
 * Reads a tracking plan with all its rules. For ten minutes it is not asked for again by nodes that
 * have the same credential.
 *
 * @param id ID of the plan
 * @param fresh whether Segment is asked in any case
 * @throws Problem saying that it is about the tracking plan
 */
export async function readTrackingPlan(
	context: ClientContext,
	id: string,
	{ connection, fresh = false }: { connection?: Connection; fresh?: boolean } = {},
): Promise<TrackingPlan> {
	try {
		// also where the plan is kept: whoever may not use the credential does not get it
		const credential = await context.getCredentials(CREDENTIAL);
		const owner = context.getNode().credentials?.[CREDENTIAL]?.id ?? '';
		const key = JSON.stringify([owner, baseUrl('public', credential), id]);
		const known = kept.get(key);
		if (known && !fresh && known.until > clock.now()) return known.plan;
		const path = fillPath('/tracking-plans/{trackingPlan}/rules', () => id);
		const rules = await createPublicApi(context, { connection }).list({ path, key: 'rules' });
		const plan = new TrackingPlan(rules.map(readRule));
		keep(key, plan);
		return plan;
	} catch (error) {
		throw aboutThePlan(error);
	}
}

/**
 * The plan that the node's options name.
 *
 * @throws Problem also when they name none
 */
export async function planOf(
	context: ClientContext,
	{ trackingPlan }: RunSettings,
	connection: Connection,
): Promise<TrackingPlan> {
	if (trackingPlan !== undefined) {
		return await readTrackingPlan(context, trackingPlan, { connection });
	}
	throw noPlanChosen();
}

export function noPlanChosen(): Problem {
	return new Problem(
		'No tracking plan is chosen',
		'Add Options → Tracking Plan, and choose it there.',
	);
}

function keep(key: string, plan: TrackingPlan): void {
	kept.delete(key);
	kept.set(key, { plan, until: clock.now() + KEPT_MS });
	const [oldest] = kept.keys();
	if (kept.size > MOST_KEPT) kept.delete(oldest);
}

function aboutThePlan(error: unknown): Problem {
	const { message, advice, details } = asProblem(error);
	return new Problem(`The tracking plan could not be read: ${message}`, advice, details, true);
}
