/** What deliveries are counted of: mappings of the destination, and what is in a space of the filters. */
import { named, searchList } from '../../shared/run/searchList';
import { below } from './below';

export const searchDeliveryMappings = searchList({
	path: below('/destinations/{destination}/subscriptions'),
	key: 'subscriptions',
	option: ({ id, name, actionSlug }) => ({
		name: String(name ?? actionSlug ?? id),
		value: String(id),
		description: [actionSlug, id].filter(Boolean).join(' · '),
	}),
});

export const searchDeliveryAudiences = searchList({
	path: below('/spaces/{space}/audiences', '&'),
	key: 'audiences',
	option: named,
});

export const searchDeliveryActivations = searchList({
	path: below('/spaces/{space}/audiences/{audience}/activations', '&'),
	key: 'activations',
	option: ({ id, activationName, activationType }) => ({
		name: String(activationName ?? id),
		value: String(id),
		description: [activationType, id].filter(Boolean).join(' · '),
	}),
});
