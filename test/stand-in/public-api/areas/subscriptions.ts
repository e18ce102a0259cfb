import { invalid } from '../http/errors';
import { idOf, nextNumber } from '../ids';
import { find, remove, route, SUCCESS, type Call, type Route } from '../route';
import type { Subscription } from '../state';
import { destinationOf } from './destinations';

const feature = 'Destination Subscriptions';

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
		operation: 'listSubscriptionsFromDestination',
		feature,
		answer: (call) => call.page('subscriptions', subscriptionsOf(call)),
	}),
	route<Input>({
		operation: 'createDestinationSubscription',
		feature,
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
		operation: 'getSubscriptionFromDestination',
		feature,
		answer: (call) => ({ subscription: subscriptionOf(call) }),
	}),
	route<{ input: Partial<Input> & { reverseETLModelId?: string; reverseETLSchedule?: object } }>({
		operation: 'updateSubscriptionForDestination',
		feature,
		answer(call) {
			const subscription = subscriptionOf(call);
			const { reverseETLModelId, ...changes } = call.body.input;
			Object.assign(subscription, changes, reverseETLModelId && { modelId: reverseETLModelId });
			call.audit('Destination Subscription Modified', 'Destination', destinationOf(call));
			return { subscription };
		},
	}),
	route({
		operation: 'removeSubscriptionFromDestination',
		feature,
		answer(call) {
			remove(call.state.subscriptions, subscriptionOf(call));
			call.audit('Destination Subscription Deleted', 'Destination', destinationOf(call));
			return SUCCESS;
		},
	}),
];
