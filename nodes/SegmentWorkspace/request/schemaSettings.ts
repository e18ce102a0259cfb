import type { IDataObject } from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { changes, presentOrNothing } from './read';

/** Where Segment sends what it blocks. */
export const FORWARDING = ['forwardingBlockedEventsTo', 'forwardingViolationsTo'];

/** The one setting that is no switch. */
const CHOICE = 'commonEventOnViolations';

const TRAITS = ['allowTraitsOnViolations', 'allowUnplannedTraits', CHOICE];
/** The settings of each section. */
export const SCHEMA_SETTINGS: Record<string, string[]> = {
	track: [
		'allowEventOnViolations',
		'allowPropertiesOnViolations',
		'allowUnplannedEventProperties',
		'allowUnplannedEvents',
		CHOICE,
	],
	identify: TRAITS,
	group: TRAITS,
};

/** The form has no sections: `trackAllowUnplannedEvents`. */
export const schemaField = (section: string, name: string) =>
	`${section}${name[0].toUpperCase()}${name.slice(1)}`;

/** The body of an update: `trackAllowUnplannedEvents` → `{ track: { allowUnplannedEvents } }`. */
export function schemaSettings(fields: Form): IDataObject {
	const body: Record<string, unknown> = Object.fromEntries(
		FORWARDING.map((name) => [name, fields.id(name)]),
	);
	for (const [section, names] of Object.entries(SCHEMA_SETTINGS)) {
		const read = (name: string) =>
			name === CHOICE
				? fields.optionalChoice(schemaField(section, name))
				: fields.optionalFlag(schemaField(section, name));
		body[section] = presentOrNothing(Object.fromEntries(names.map((name) => [name, read(name)])));
	}
	return changes(body);
}
