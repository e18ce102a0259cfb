import { isFields, quote } from '../../shared/read/describe';
import { DATA_KEY } from '../message/shape';
import type { Message, MessageType } from '../message/types';
import { PlannedRule } from './plannedRule';
import type { Rule, RuleType } from './rules';
import { violation, type Violation } from './violation';

/** The rules that are about one kind of call. */
const RULE_TYPE: Partial<Record<MessageType, RuleType>> = {
	group: 'GROUP',
	identify: 'IDENTIFY',
	page: 'PAGE',
	screen: 'SCREEN',
};

/** The event under which a plan can describe pages and screens too (Segment docs, "Protocols FAQ"). */
const EVENT_OF: Partial<Record<MessageType, string>> = {
	page: 'Page Viewed',
	screen: 'Screen Viewed',
};

/** Of these calls Segment tells what is not planned (Segment docs, "Customize your schema controls"). */
const UNPLANNED: Partial<Record<MessageType, string>> = {
	group: 'Unplanned Trait',
	identify: 'Unplanned Trait',
	track: 'Unplanned Property',
};

/**
 * A tracking plan, which messages are checked against as Segment's Protocols do (Segment docs, "The
 * Protocols Tracking Plan"): by the rule of their event or call, in the version that the context
 * names or else the oldest, and by the common rule, which holds for all.
 */
export class TrackingPlan {
	private readonly byName = new Map<string, PlannedRule[]>();

	/** @param rules as Segment gives them */
	constructor(rules: readonly Rule[]) {
		for (const rule of [...rules].sort((a, b) => a.version - b.version)) {
			const name = nameOf(rule.type, rule.key);
			this.byName.set(name, [...(this.byName.get(name) ?? []), new PlannedRule(rule)]);
		}
	}

	/** The names of the events that the plan has, sorted. */
	get events(): string[] {
		const rules = [...this.byName.values()].map(([{ rule }]) => rule);
		return rules.flatMap(({ type, key }) => (type === 'TRACK' && key ? [key] : [])).sort();
	}

	/** The rule of an event or call, in its oldest version. */
	ruleOf(type: RuleType, key?: string): Rule | undefined {
		return this.versions(type, key)[0]?.rule;
	}

	/**
	 * What a message breaks; an empty list, when it keeps to the plan.
	 *
	 * @param message as Segment gets it
	 */
	check(message: Message): Violation[] {
		const { type } = message;
		const dataKey = DATA_KEY[type];
		const data = (dataKey && message[dataKey]) ?? {};
		// a message without properties breaks the rule that it must have some of them
		const whole = dataKey && !message[dataKey] ? { ...message, [dataKey]: data } : message;
		const own = this.rulesFor(message);
		const rules = [...own, ...this.versions('COMMON').slice(0, 1)];
		const found = rules.flatMap((rule) => rule.check(whole));
		if (type === 'track' && own.length === 0) {
			const rule = `${quote(String(message.event))} is not in the tracking plan`;
			return [violation('Unplanned Event', 'event', rule), ...found];
		}

		const kind = UNPLANNED[type];
		if (kind === undefined || dataKey === undefined) return found;
		for (const name of Object.keys(data)) {
			const field = `${dataKey}.${name}`;
			if (rules.some((rule) => rule.plans(dataKey, name))) continue;
			if (found.some((each) => each.field === field)) continue;
			found.push(violation(kind, field, 'is not in the tracking plan'));
		}
		return found;
	}

	private rulesFor(message: Message): PlannedRule[] {
		const { type, event, name } = message;
		if (type === 'track') return choose(this.versions('TRACK', event), message);
		const ruleType = RULE_TYPE[type];
		const candidates = [
			...(ruleType ? [this.versions(ruleType)] : []),
			...(ruleType && name !== undefined ? [this.versions(ruleType, name)] : []),
			this.versions('TRACK', EVENT_OF[type]),
		];
		return candidates.flatMap((versions) => choose(versions, message));
	}

	private versions(type: RuleType, key?: string): PlannedRule[] {
		return this.byName.get(nameOf(type, key)) ?? [];
	}
}

const nameOf = (type: RuleType, key = '') => `${type} ${key}`;

/** The version that the message names, or else the oldest. */
function choose(versions: PlannedRule[], { context }: Message): PlannedRule[] {
	if (versions.length < 2) return versions;
	const protocols = isFields(context) ? context.protocols : undefined;
	const wanted = isFields(protocols) ? protocols.event_version : undefined;
	return [versions.find(({ rule }) => rule.version === wanted) ?? versions[0]];
}
