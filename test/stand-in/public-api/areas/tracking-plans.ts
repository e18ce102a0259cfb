import { invalid, notFound } from '../http/errors';
import { pick } from '../pick';
import { find, remove, route, SUCCESS, type Call, type Data, type Route } from '../route';
import type { Rule } from '../state';
import { sourceShown } from './sources';

const feature = 'Protocols';

const planOf = ({ state, params }: Call) =>
	find(state.trackingPlans, params.trackingPlanId, 'Tracking Plan');

type RuleInput = Omit<Rule, 'createdAt' | 'updatedAt'>;
type RuleName = Pick<Rule, 'key' | 'type' | 'version'>;

/** Events and groups have many rules, told apart by their key; the other types have one. */
const isSameRule = (a: RuleName) => (b: RuleName) =>
	a.type === b.type && (a.key ?? '') === (b.key ?? '') && a.version === b.version;

const withDates = (rule: RuleInput, now: number): Rule => {
	const at = new Date(now).toISOString();
	return { ...rule, createdAt: at, updatedAt: at };
};

function checkKeys(rules: RuleInput[]): void {
	rules.forEach(({ type, key }, index) => {
		if (type === 'TRACK' && !key) throw invalid(`rules.${index}.key`, 'is required');
	});
}

function setRules(call: Call, rules: Rule[]): Data {
	const plan = planOf(call);
	plan.rules = rules;
	plan.updatedAt = new Date(call.now).toISOString();
	call.audit('Tracking Plan Modified', 'Tracking Plan', plan);
	return SUCCESS;
}

export const trackingPlanRoutes: Route[] = [
	route<unknown, { type?: string }>({
		operation: 'listTrackingPlans',
		feature,
		answer({ state, query: { type }, page }) {
			const plans = state.trackingPlans.filter((plan) => !type || plan.type === type);
			return page('trackingPlans', plans, (shown) =>
				shown.map((plan) => pick('TrackingPlanV1', plan)),
			);
		},
	}),
	route({
		operation: 'listRulesFromTrackingPlan',
		feature,
		answer: (call) => call.page('rules', planOf(call).rules),
	}),
	route({
		operation: 'listSourcesFromTrackingPlan',
		feature,
		answer(call) {
			const { sourceIds } = planOf(call);
			const sources = call.state.sources.filter(({ id }) => sourceIds.includes(id));
			return call.page(
				'sources',
				sources.map((source) => sourceShown(call, source)),
			);
		},
	}),
	route<{ sourceId: string }>({
		operation: 'addSourceToTrackingPlan',
		feature,
		answer(call) {
			const plan = planOf(call);
			const { id } = find(call.state.sources, call.body.sourceId, 'Source');
			if (call.state.trackingPlans.some((each) => each !== plan && each.sourceIds.includes(id))) {
				throw invalid('sourceId', 'is connected to another tracking plan');
			}
			plan.sourceIds = [...new Set([...plan.sourceIds, id])];
			call.audit('Tracking Plan Source Added', 'Tracking Plan', plan);
			return SUCCESS;
		},
	}),
	route<unknown, { sourceId: string }>({
		operation: 'removeSourceFromTrackingPlan',
		feature,
		answer(call) {
			const plan = planOf(call);
			const { sourceId } = call.query;
			if (!plan.sourceIds.includes(sourceId)) throw notFound('Connected Source', sourceId);
			remove(plan.sourceIds, sourceId);
			call.audit('Tracking Plan Source Removed', 'Tracking Plan', plan);
			return SUCCESS;
		},
	}),
	route<{ rules: RuleInput[] }>({
		operation: 'replaceRulesInTrackingPlan',
		feature,
		answer(call) {
			checkKeys(call.body.rules);
			return setRules(
				call,
				call.body.rules.map((rule) => withDates(rule, call.now)),
			);
		},
	}),
	route<{ rules: Array<RuleInput & { newKey?: string }> }>({
		operation: 'updateRulesInTrackingPlan',
		feature,
		answer(call) {
			checkKeys(call.body.rules);
			const rules = [...planOf(call).rules];
			for (const { newKey, ...given } of call.body.rules) {
				const index = rules.findIndex(isSameRule(given));
				const rule = withDates({ ...given, ...(newKey && { key: newKey }) }, call.now);
				if (index < 0) rules.push(rule);
				else rules[index] = { ...rule, createdAt: rules[index].createdAt };
			}
			return setRules(call, rules);
		},
	}),
	route<unknown, { rules: RuleName[] }>({
		operation: 'removeRulesFromTrackingPlan',
		feature,
		answer(call) {
			const { rules } = planOf(call);
			const unknown = call.query.rules.find((rule) => !rules.some(isSameRule(rule)));
			if (unknown) throw notFound('Rule', unknown.key ?? unknown.type);
			const gone = call.query.rules;
			return setRules(
				call,
				rules.filter((rule) => !gone.some((one) => isSameRule(one)(rule))),
			);
		},
	}),
];
