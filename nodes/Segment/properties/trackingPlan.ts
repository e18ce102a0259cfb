import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { locator } from './locator';

/**
 * The tracking plan, in one place for all that it is used for. It is an option because n8n can show a
 * credential by one field only, and hides a field that depends on an option.
 */
export const TRACKING_PLAN: INodeProperties = {
	...locator({
		displayName: 'Tracking Plan',
		name: 'trackingPlan',
		description:
			'The plan of your workspace, for events and traits to choose from and for the check. Needs the Segment Public API credential.',
		searchListMethod: 'searchTrackingPlans',
		invitation: 'Select a tracking plan…',
		byHand: { displayName: 'By ID', placeholder: 'e.g. tp_1sPvtlB8QQwf4pZFB2ZOoS' },
	}),
	// n8n takes an option's default as it is, and only this mark makes it a locator's value
	default: { __rl: true, mode: 'list', value: '' },
};

/** Tells where the plan is chosen. */
export function trackingPlanNotice(displayOptions: IDisplayOptions): INodeProperties {
	return {
		displayName:
			'Choose the plan below, under Options → Tracking Plan. Its credential is then asked for above.',
		name: 'trackingPlanNotice',
		type: 'notice',
		default: '',
		displayOptions,
	};
}
