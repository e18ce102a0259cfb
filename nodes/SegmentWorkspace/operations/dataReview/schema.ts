/** Whether a source lets an event through, by its tracking plan and its schema settings. */
import type { IDataObject } from 'n8n-workflow';

import { isFields } from '../../../shared/read/describe';
import { object, objects } from '../../simplify/values';
import { violations } from './violations';

/** What is known of a source. */
export interface Schema {
	/** As the source's settings have them. */
	settings: IDataObject;
	/** Of its tracking plan; undefined without one. */
	rules: IDataObject[] | undefined;
}

/**
 * Why a source blocks an event (Segment docs, "Protocols: Configure Schema Controls").
 *
 * @returns undefined when it lets the event through; `isSure` is false when only Segment knows
 */
export function blockedBySchema(
	event: IDataObject,
	{ settings, rules }: Schema,
): { detail: string; isSure: boolean } | undefined {
	const type = String(event.type);
	const own = object(settings[type]);
	const said = (detail: string, isSure = true) => ({ detail, isSure });
	if (!rules) {
		if (type !== 'track' || own.allowUnplannedEvents !== false) return undefined;
		return said('The source blocks events that are not in its schema, which cannot be read', false);
	}
	if (type === 'track') {
		const planned = ruleOf(rules, 'TRACK', event.event);
		if (!planned && own.allowUnplannedEvents === false) {
			return said('The event is not in the tracking plan, and the source blocks unplanned events');
		}
		const [violation] = violations(planned?.jsonSchema, event);
		if (violation !== undefined && own.allowEventOnViolations === false) {
			return said(`The source blocks violations of the tracking plan: ${violation}`);
		}
	}
	const [violation] = violations(ruleOf(rules, 'COMMON')?.jsonSchema, event);
	if (violation !== undefined && own.commonEventOnViolations === 'BLOCK') {
		return said(`The source blocks violations of the common schema: ${violation}`);
	}
	return undefined;
}

/** The newest version of a rule that holds. */
function ruleOf(rules: IDataObject[], type: string, key?: unknown): IDataObject | undefined {
	return objects(rules)
		.filter((rule) => rule.type === type && (key === undefined || rule.key === key))
		.filter(({ deprecatedAt, jsonSchema }) => !deprecatedAt && isFields(jsonSchema))
		.sort((a, b) => Number(b.version) - Number(a.version))[0];
}
