import { Problem } from '../../shared/problem';
import { quote } from '../../shared/read/describe';
import type { TypedField } from '../events/typedField';
import { findSpecEvent } from './events';

/** Segment's spec as a source of events and their fields. */
export const SPEC_SOURCE = {
	eventParameter: 'specEvent',
	fieldsParameter: 'specProperties',
	readEvent(given: string, field: string): { name: string; fields: readonly TypedField[] } {
		const event = findSpecEvent(given);
		if (event) return event;
		throw new Problem(
			`${field} is ${quote(given)}, which Segment's spec does not have`,
			"Choose one from the list, or set Event From to 'Name' for an event of your own.",
		);
	},
};
