import { known } from '../stand-in/public-api';
import type { StandIn } from '../stand-in/server';

/** The plan of the stand-in's workspace that has the most rules. A test may change it. */
export function planOf({ publicApi }: StandIn) {
	const plan = publicApi.state.trackingPlans.find(({ id }) => id === known.trackingPlanId);
	if (!plan) throw new Error('The stand-in has no such plan');
	return plan;
}

/** The schema of a whole message, as Segment writes a rule. */
export const schemaOf = (parts: object) => ({
	$schema: 'http://json-schema.org/draft-07/schema#',
	type: 'object',
	properties: { context: {}, traits: {}, properties: {}, ...parts },
});
