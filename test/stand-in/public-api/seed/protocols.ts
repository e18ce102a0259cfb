import { idOf } from '../ids';
import type { Rule, State, TrackingPlan } from '../state';

const PLANS = 12;
const DAY = 24 * 60 * 60 * 1000;

/** As Segment writes a rule: the schema of a whole message. */
function rule(n: number, at: string): Rule {
	const isEvent = n > 0;
	const data = isEvent
		? { price: { type: 'number', description: 'What it costs' }, guide: { type: 'string' } }
		: { email: { type: 'string', format: 'email' }, seats: { type: 'integer' } };
	const planned = {
		type: 'object',
		properties: data,
		...(isEvent && { required: ['price'] }),
	};
	return {
		type: isEvent ? 'TRACK' : 'IDENTIFY',
		...(isEvent && { key: `Tour ${n} Booked` }),
		jsonSchema: {
			$schema: 'http://json-schema.org/draft-07/schema#',
			type: 'object',
			...(isEvent && { description: `Somebody booked tour ${n}`, labels: {} }),
			properties: {
				context: {},
				traits: isEvent ? {} : planned,
				properties: isEvent ? planned : {},
			},
		},
		version: 1,
		createdAt: at,
		updatedAt: at,
	};
}

/** The first plan has several pages of rules and watches the first three sources. */
export function protocols(now: number, sourceIds: string[]): Pick<State, 'trackingPlans'> {
	const at = new Date(now - 30 * DAY).toISOString();
	const trackingPlans = Array.from({ length: PLANS }, (_, n): TrackingPlan => ({
		id: `tp_${idOf('tracking plan', n)}`,
		name: n === 0 ? 'Website' : `Plan ${n}`,
		slug: n === 0 ? 'website' : `plan-${n}`,
		description: 'What our tours may send',
		type: n % 5 === 4 ? 'RULE_LIBRARY' : 'LIVE',
		createdAt: at,
		updatedAt: at,
		rules: Array.from({ length: n === 0 ? 420 : 3 }, (__, index) => rule(index, at)),
		sourceIds: n === 0 ? sourceIds.slice(0, 3) : [],
	}));
	return { trackingPlans };
}
