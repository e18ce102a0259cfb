import type { IDataObject } from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { changes, presentOrNothing } from './read';

const TRAITS = ['allowTraitsOnViolations', 'allowUnplannedTraits'];
/** The switches of each section. */
const SECTIONS: Record<string, string[]> = {
	track: [
		'allowEventOnViolations',
		'allowPropertiesOnViolations',
		'allowUnplannedEventProperties',
		'allowUnplannedEvents',
	],
	identify: TRAITS,
	group: TRAITS,
};

/** The body of an update: `trackAllowUnplannedEvents` → `{ track: { allowUnplannedEvents } }`. */
export function schemaSettings(fields: Form): IDataObject {
	const body: Record<string, unknown> = {
		forwardingBlockedEventsTo: fields.id('forwardingBlockedEventsTo'),
		forwardingViolationsTo: fields.id('forwardingViolationsTo'),
	};
	for (const [section, switches] of Object.entries(SECTIONS)) {
		const field = (name: string) => `${section}${name[0].toUpperCase()}${name.slice(1)}`;
		body[section] = presentOrNothing({
			commonEventOnViolations: fields.optionalChoice(field('commonEventOnViolations')),
			...Object.fromEntries(switches.map((name) => [name, fields.optionalFlag(field(name))])),
		});
	}
	return changes(body);
}
