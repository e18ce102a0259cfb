import { clock } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import type { Fields } from '../../shared/read/describe';
import { counted } from '../../shared/run/errors';
import type { Message } from '../message/types';
import type { TrackingPlan } from '../trackingPlan/plan';
import type { Violation } from '../trackingPlan/violation';
import { violatingMessages, type Result } from './results';
import type { PlanCheckSettings } from './settings';

/**
 * Holds a message of the run against its tracking plan.
 *
 * @throws Problem with all violations, where a violating message is to be refused
 */
export type PlanCheck = (message: Message) => Violation[];

/**
 * The check that a run's settings ask for.
 *
 * @param sharedContext the context that each request carries for its messages
 */
export function createPlanCheck(
	plan: TrackingPlan,
	{ mode, allowUnplanned }: PlanCheckSettings,
	sharedContext: Fields | undefined,
): PlanCheck {
	const now = new Date(clock.now()).toISOString();
	const allowed = new Set(allowUnplanned.flatMap((kind) => UNPLANNED[kind] ?? []));
	return (message) => {
		const all = plan.check(asSegmentGets(message, sharedContext, now));
		if (all.length === 0) return all;
		const found = all.filter(({ type }) => !allowed.has(type));
		if (found.length > 0 && mode === 'refuse') throw refusal(found);
		return found;
	};
}

/** Says above the output, of which n8n shows one page, that messages went against their plan. */
export function violationHints(results: readonly Result[]): string[] {
	const violating = violatingMessages(results);
	const [first] = violating.flatMap(({ violations = [] }) => violations);
	if (first === undefined) return [];
	const verb = violating.length === 1 ? 'breaks' : 'break';
	return [
		`${counted(violating.length, 'message')} of ${results.length} ${verb} the tracking plan, such as: ${first.description}. The field “violations” lists all.`,
	];
}

/** With what the request and Segment add before Segment looks at the plan. */
function asSegmentGets(message: Message, context: Fields | undefined, now: string): Message {
	const whole: Message & Fields = { ...message };
	if (context) whole.context ??= context;
	whole.timestamp ??= now;
	whole.originalTimestamp = now;
	whole.sentAt = now;
	whole.receivedAt = now;
	return whole;
}

/** The violations that an entry of Allow Unplanned is about. */
const UNPLANNED: Record<string, string[]> = {
	events: ['Unplanned Event'],
	fields: ['Unplanned Property', 'Unplanned Trait'],
};

/** How many violations an error names. */
const NAMED = 3;

function refusal(violations: Violation[]): Problem {
	const named = violations.slice(0, NAMED).map(({ description }) => description);
	const others = violations.length - named.length;
	const what = `${named.join('; ')}${others > 0 ? `; and ${counted(others, 'more violation')}` : ''}`;
	return new Problem(
		`The message breaks the tracking plan: ${what}`,
		'Correct the fields or the plan; to send it all the same, set Options → Check Against Tracking Plan to Report.',
		{ violations },
	);
}
