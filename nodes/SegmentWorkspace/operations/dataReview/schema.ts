/** Whether a source lets an event through, by its tracking plan and its schema settings. */
import type { IDataObject } from 'n8n-workflow';

import { compileSchema } from '../../../shared/jsonSchema/compile';
import { asProblem } from '../../../shared/run/errors';
import { object } from '../../simplify/values';

/** What is known of a source. */
export interface Schema {
	/** As the source's settings have them. */
	settings: IDataObject;
	/** Of its tracking plan; undefined without one. */
	rules: IDataObject[] | undefined;
}

interface Blocked {
	detail: string;
	/** False when only Segment knows. */
	isSure: boolean;
}

/**
 * Why a source blocks an event (Segment docs, "Protocols: Configure Schema Controls").
 *
 * @returns undefined when it lets the event through
 */
export function blockedBySchema(
	event: IDataObject,
	{ settings, rules }: Schema,
): Blocked | undefined {
	const type = String(event.type);
	const own = object(settings[type]);
	const blocksUnplanned = type === 'track' && own.allowUnplannedEvents === false;
	if (!rules) {
		const detail = 'The source blocks events that are not in its schema, which cannot be read';
		return blocksUnplanned ? { detail, isSure: false } : undefined;
	}
	const planned = type === 'track' ? ruleFor(event, rules, 'TRACK', event.event) : undefined;
	if (blocksUnplanned && !planned) {
		const detail = 'The event is not in the tracking plan, and the source blocks unplanned events';
		return { detail, isSure: true };
	}
	const blocksViolations = own.allowEventOnViolations === false;
	const violated = blocksViolations ? violation(planned, event, 'tracking plan') : undefined;
	if (violated) return violated;
	const common = ruleFor(event, rules, 'COMMON');
	const blocksCommon = own.commonEventOnViolations === 'BLOCK';
	return blocksCommon ? violation(common, event, 'common schema') : undefined;
}

/** In the version that the event names, or else the oldest (Segment docs, "Event Versioning"). */
function ruleFor(
	event: IDataObject,
	rules: IDataObject[],
	type: string,
	key?: unknown,
): IDataObject | undefined {
	const wanted = object(object(event.context).protocols).event_version;
	const versions = rules
		.filter((rule) => rule.type === type && (key === undefined || rule.key === key))
		.sort((a, b) => Number(a.version) - Number(b.version));
	return versions.find(({ version }) => version === wanted) ?? versions[0];
}

/** @param what the rule is part of */
function violation(
	rule: IDataObject | undefined,
	event: IDataObject,
	what: string,
): Blocked | undefined {
	if (!rule) return undefined;
	try {
		const [found] = compileSchema(rule.jsonSchema ?? true)(event);
		if (!found) return undefined;
		const field = found.path.join('.') || 'the event';
		const detail = `The source blocks violations of the ${what}: ${field} ${found.rule}`;
		return { detail, isSure: true };
	} catch (error) {
		const { message } = asProblem(error);
		return { detail: `The rule of the ${what} cannot be read: ${message}`, isSure: false };
	}
}
