/** What deliveries are counted of, in the space of the filters. */
import { named, searchList } from '../../shared/run/searchList';
import { below } from './below';

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
