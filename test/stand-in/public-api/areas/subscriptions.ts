import Joi from 'joi';

import { invalid } from '../http/errors';
import { idOf, nextNumber } from '../ids';
import { find, PAGE_MAX, remove, route, SUCCESS, type Call, type Route } from '../route';
import type { Subscription } from '../state';
import { destinationOf } from './destinations';

const feature = 'Destination Subscriptions';
const CHANGES_PER_MINUTE = 5;
const PATH = '/destinations/:destinationId/subscriptions';

function subscriptionsOf(call: Call): Subscription[] {
	const { id } = destinationOf(call);
	return call.state.subscriptions.filter(({ destinationId }) => destinationId === id);
}

const subscriptionOf = (call: Call) => find(subscriptionsOf(call), call.params.id, 'Subscription');

type Input = Pick<Subscription, 'name' | 'actionId' | 'trigger' | 'enabled' | 'modelId'> &
	Partial<Pick<Subscription, 'settings'>>;

/** Mappings of an Actions destination. */
export const subscriptionRoutes: Route[] = [
	route({
		method: 'get',
		path: PATH,
		feature,
		page: PAGE_MAX,
		answer: (call) => call.page('subscriptions', subscriptionsOf(call)),
	}),
	route<Input>({
		method: 'post',
		path: PATH,
		feature,
		perMinute: CHANGES_PER_MINUTE,
		body: {
			name: Joi.string().required(),
			actionId: Joi.string().required(),
			trigger: Joi.string().required(),
			enabled: Joi.boolean().required(),
			settings: Joi.object(),
			modelId: Joi.string(),
		},
		answer(call) {
			const { state, body, audit } = call;
			const destination = destinationOf(call);
			const action = destination.type.actions.find(({ id }) => id === body.actionId);
			if (!action) throw invalid('actionId', 'is not an action of the destination');
			const subscription: Subscription = {
				...body,
				id: idOf('subscription', nextNumber(state)),
				actionSlug: action.slug,
				destinationId: destination.id,
				settings: body.settings ?? {},
			};
			state.subscriptions.push(subscription);
			audit('Destination Subscription Created', 'Destination', destination);
			return { destinationSubscription: subscription };
		},
	}),
	route({
		method: 'get',
		path: `${PATH}/:id`,
		feature,
		answer: (call) => ({ subscription: subscriptionOf(call) }),
	}),
	route<{ input: Partial<Input> }>({
		method: 'patch',
		path: `${PATH}/:id`,
		feature,
		perMinute: CHANGES_PER_MINUTE,
		body: {
			input: Joi.object({
				name: Joi.string(),
				trigger: Joi.string(),
				enabled: Joi.boolean(),
				settings: Joi.object(),
			}).required(),
		},
		answer(call) {
			const subscription = subscriptionOf(call);
			Object.assign(subscription, call.body.input);
			call.audit('Destination Subscription Modified', 'Destination', destinationOf(call));
			return { subscription };
		},
	}),
	route({
		method: 'delete',
		path: `${PATH}/:id`,
		feature,
		perMinute: CHANGES_PER_MINUTE,
		answer(call) {
			remove(call.state.subscriptions, subscriptionOf(call));
			call.audit('Destination Subscription Deleted', 'Destination', destinationOf(call));
			return SUCCESS;
		},
	}),
];
