import Joi from 'joi';

import { find, PAGE_MAX, route, type Call, type Route } from '../route';
import type { TrackingPlan } from '../state';
import { sourceShown } from './sources';

const feature = 'Protocols';

const planOf = ({ state, params }: Call) =>
	find(state.trackingPlans, params.trackingPlanId, 'Tracking Plan');

const shown = ({ rules: _rules, sourceIds: _sourceIds, ...plan }: TrackingPlan) => plan;

export const trackingPlanRoutes: Route[] = [
	route<unknown, { type?: string }>({
		method: 'get',
		path: '/tracking-plans',
		feature,
		page: PAGE_MAX,
		query: {
			type: Joi.string().valid('ENGAGE', 'LIVE', 'PROPERTY_LIBRARY', 'RULE_LIBRARY', 'TEMPLATE'),
		},
		answer({ state, query: { type }, page }) {
			const plans = state.trackingPlans.filter((plan) => !type || plan.type === type);
			return page('trackingPlans', plans.map(shown));
		},
	}),
	route({
		method: 'get',
		path: '/tracking-plans/:trackingPlanId',
		feature,
		answer: (call) => ({ trackingPlan: shown(planOf(call)) }),
	}),
	route({
		method: 'get',
		path: '/tracking-plans/:trackingPlanId/rules',
		feature,
		perMinute: 200,
		page: PAGE_MAX,
		answer: (call) => call.page('rules', planOf(call).rules),
	}),
	route({
		method: 'get',
		path: '/tracking-plans/:trackingPlanId/sources',
		feature,
		page: PAGE_MAX,
		answer(call) {
			const { sourceIds } = planOf(call);
			const sources = call.state.sources.filter(({ id }) => sourceIds.includes(id));
			return call.page(
				'sources',
				sources.map((source) => sourceShown(call, source)),
			);
		},
	}),
];
