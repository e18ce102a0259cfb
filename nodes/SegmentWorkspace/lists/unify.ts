/** What there is in a space. */
import { named, searchList } from '../../shared/run/searchList';
import { isoDate, object } from '../simplify/values';
import { scheduleText } from '../simplify/unify';
import { below } from './below';
import { warehouse } from './options';

export const searchSchedules = searchList({
	path: below('/spaces/{space}/audiences/{audience}/schedules'),
	key: 'audienceSchedules',
	singlePage: true,
	option: (record) => {
		const next = isoDate(record.nextExecution);
		return {
			name: scheduleText(record),
			value: String(record.id),
			description: [next && `next at ${next}`, record.id].filter(Boolean).join(' · '),
		};
	},
});

export const searchComputedTraits = searchList({
	path: below('/spaces/{space}/computed-traits'),
	key: 'computedTraits',
	option: (record) => ({
		...named(record),
		description: [record.key, object(record.definition).type].filter(Boolean).join(' · '),
	}),
});

export const searchProfilesWarehouses = searchList({
	path: below('/spaces/{space}/profiles-warehouses'),
	key: 'profilesWarehouses',
	option: warehouse,
});
