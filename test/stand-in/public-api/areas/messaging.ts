import { idOf } from '../ids';
import { find, route, type Call, type Route } from '../route';

const feature = 'Spaces';

interface Subscription {
	key: string;
	type: string;
	status?: string;
	groups?: Array<{ name: string; status: string }>;
}

type Body = { subscriptions: Subscription[] };

function keyOf({ state, params }: Call, { key, type }: Subscription): string {
	return [find(state.spaces, params.spaceId, 'Space').id, type, key].join(' ');
}

/** Groups are named in requests, and named with their ids in answers. */
function withGroupIds({ groups, ...rest }: Subscription) {
	const named = groups?.map((group) => ({ ...group, id: idOf('messaging group', group.name) }));
	return { ...rest, ...(named && { groups: named }) };
}

/** Who may be written to, by address and channel. */
export const messagingRoutes: Route[] = [
	route<Body>({
		operation: 'replaceMessagingSubscriptionsInSpaces',
		feature,
		answer(call) {
			const subscriptions = call.body.subscriptions.map(withGroupIds);
			const updatedAt = new Date(call.now).toISOString();
			for (const subscription of subscriptions) {
				call.state.messagingSubscriptions.set(keyOf(call, subscription), {
					...subscription,
					updatedAt,
				});
			}
			call.audit('Messaging Subscriptions Replaced', 'Space', { id: call.params.spaceId });
			return { successes: subscriptions, failures: [] };
		},
	}),
	route<Body>({
		operation: 'batchQueryMessagingSubscriptionsForSpace',
		feature,
		access: 'member',
		answer(call) {
			const found = call.body.subscriptions.map((subscription) => ({
				subscription,
				kept: call.state.messagingSubscriptions.get(keyOf(call, subscription)),
			}));
			const errors = [{ code: 'NOT_FOUND', message: 'There is no subscription.' }];
			return {
				successes: found.flatMap(({ kept }) => kept ?? []),
				failures: found
					.filter(({ kept }) => !kept)
					.map(({ subscription: { key, type } }) => ({ key, type, errors })),
				errors: [],
			};
		},
	}),
];
