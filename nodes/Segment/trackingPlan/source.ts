import { Problem } from '../../shared/problem';
import { quote } from '../../shared/read/describe';
import type { EventSource } from '../events/eventSource';
import type { TypedField } from '../events/typedField';
import type { MessageType } from '../message/types';
import { fieldsOf } from './fields';
import type { TrackingPlan } from './plan';

/** A tracking plan as a source of events and their fields. */
export function planSource(plan: TrackingPlan): EventSource {
	const known = new Map<string, TypedField[]>();
	return {
		eventParameter: 'planEvent',
		fieldsParameter: 'planProperties',
		readEvent(name, field) {
			const rule = plan.ruleOf('TRACK', name);
			if (rule) {
				const fields = known.get(name) ?? fieldsOf(rule, 'properties');
				known.set(name, fields);
				return { name, fields };
			}
			throw new Problem(
				`${field} is ${quote(name)}, which the tracking plan does not have`,
				"Choose one from the list, add it to the plan in Segment, or set Event From to 'Name'.",
			);
		},
	};
}

/** The traits that a tracking plan has for a call. */
export function traitsOf(plan: TrackingPlan, type: MessageType): TypedField[] {
	if (type === 'identify') return fieldsOf(plan.ruleOf('IDENTIFY'), 'traits');
	return type === 'group' ? fieldsOf(plan.ruleOf('GROUP'), 'traits') : [];
}
