import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { changes, type Collection } from '../request/call';

export const schemaFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'schemaFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Forward Blocked Events To',
			name: 'forwardingBlockedEventsTo',
			type: 'string',
			default: '',
			description: 'ID of a source that receives the events that are blocked',
		},
		{
			displayName: 'Forward Violations To',
			name: 'forwardingViolationsTo',
			type: 'string',
			default: '',
			description: 'ID of a source that receives the violations of the tracking plan',
		},
		{
			displayName: 'Group: Allow Traits on Violations',
			name: 'groupAllowTraitsOnViolations',
			type: 'boolean',
			default: true,
			description: 'Whether group traits that violate the tracking plan are let through',
		},
		{
			displayName: 'Group: Allow Unplanned Traits',
			name: 'groupAllowUnplannedTraits',
			type: 'boolean',
			default: true,
			description: 'Whether group traits that the tracking plan does not know are let through',
		},
		{
			displayName: 'Group: On Violations',
			name: 'groupCommonEventOnViolations',
			type: 'options',
			options: [
				{ name: 'Allow', value: 'ALLOW' },
				{ name: 'Block', value: 'BLOCK' },
				{ name: 'Omit Traits', value: 'OMIT_TRAITS' },
			],
			default: 'ALLOW',
			description: 'What happens to group calls that violate the common schema',
		},
		{
			displayName: 'Identify: Allow Traits on Violations',
			name: 'identifyAllowTraitsOnViolations',
			type: 'boolean',
			default: true,
			description: 'Whether user traits that violate the tracking plan are let through',
		},
		{
			displayName: 'Identify: Allow Unplanned Traits',
			name: 'identifyAllowUnplannedTraits',
			type: 'boolean',
			default: true,
			description: 'Whether user traits that the tracking plan does not know are let through',
		},
		{
			displayName: 'Identify: On Violations',
			name: 'identifyCommonEventOnViolations',
			type: 'options',
			options: [
				{ name: 'Allow', value: 'ALLOW' },
				{ name: 'Block', value: 'BLOCK' },
				{ name: 'Omit Traits', value: 'OMIT_TRAITS' },
			],
			default: 'ALLOW',
			description: 'What happens to identify calls that violate the common schema',
		},
		{
			displayName: 'Track: Allow Event on Violations',
			name: 'trackAllowEventOnViolations',
			type: 'boolean',
			default: true,
			description: 'Whether events that violate the tracking plan are let through',
		},
		{
			displayName: 'Track: Allow Properties on Violations',
			name: 'trackAllowPropertiesOnViolations',
			type: 'boolean',
			default: true,
			description: 'Whether properties that violate the tracking plan are let through',
		},
		{
			displayName: 'Track: Allow Unplanned Event Properties',
			name: 'trackAllowUnplannedEventProperties',
			type: 'boolean',
			default: true,
			description: 'Whether properties that the tracking plan does not know are let through',
		},
		{
			displayName: 'Track: Allow Unplanned Events',
			name: 'trackAllowUnplannedEvents',
			type: 'boolean',
			default: true,
			description: 'Whether events that the tracking plan does not know are let through',
		},
		{
			displayName: 'Track: On Violations',
			name: 'trackCommonEventOnViolations',
			type: 'options',
			options: [
				{ name: 'Allow', value: 'ALLOW' },
				{ name: 'Block', value: 'BLOCK' },
				{ name: 'Omit Properties', value: 'OMIT_PROPERTIES' },
			],
			default: 'ALLOW',
			description: 'What happens to track calls that violate the common schema',
		},
	],
};

const TRAITS = ['allowTraitsOnViolations', 'allowUnplannedTraits'];
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
export function schemaSettings(fields: Collection): IDataObject {
	const body: Record<string, unknown> = {
		forwardingBlockedEventsTo: fields.text('forwardingBlockedEventsTo'),
		forwardingViolationsTo: fields.text('forwardingViolationsTo'),
	};
	for (const [section, flags] of Object.entries(SECTIONS)) {
		const member = (name: string) => `${section}${name[0].toUpperCase()}${name.slice(1)}`;
		const settings: Record<string, unknown> = {
			commonEventOnViolations: fields.text(member('commonEventOnViolations')),
		};
		for (const flag of flags) settings[flag] = fields.flag(member(flag));
		if (Object.values(settings).some((value) => value !== undefined)) {
			body[section] = Object.fromEntries(
				Object.entries(settings).filter(([, value]) => value !== undefined),
			);
		}
	}
	return changes(body);
}
