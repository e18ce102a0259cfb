import { idOf } from '../ids';
import type { Audience, State } from '../state';

const AUDIENCES = 420;
const DAY = 24 * 60 * 60 * 1000;

const SPACES = [
	{ slug: 'production', name: 'Production' },
	{ slug: 'staging', name: 'Staging' },
	{ slug: 'loyalty', name: 'Loyalty Program' },
];

/** Audience 2 is made of the first one. */
const queryOf = (n: number) =>
	n === 2
		? `audience('travellers_of_tour_0') = true`
		: `event('Tour Booked').where( property('tour') = ${n} ).count() >= 1`;

function audience(spaceId: string, n: number, now: number): Audience {
	const createdAt = new Date(now - (n + 2) * DAY).toISOString();
	const updatedAt = new Date(now - DAY).toISOString();
	const linked = n % 10 === 1;
	const author = idOf('user', n % 5);
	return {
		id: `aud_${idOf('audience', n)}`,
		spaceId,
		name: `Travellers of Tour ${n}`,
		description: `Everybody who booked tour ${n}`,
		key: `travellers_of_tour_${n}`,
		enabled: n % 6 !== 5,
		definition: { query: queryOf(n) },
		status: n % 6 === 5 ? 'Disabled' : 'Live',
		audienceType: linked ? 'LINKED' : 'USERS',
		createdBy: author,
		updatedBy: author,
		createdAt,
		updatedAt,
		options: { includeHistoricalData: true },
		size: 100 + n,
	};
}

/** Three spaces; the first holds several pages of audiences, of which every tenth is linked. */
export function engagement(now: number): Pick<State, 'spaces' | 'audiences' | 'previews'> {
	const spaces = SPACES.map((space, n) => ({ id: `spa_${idOf('space', n)}`, ...space }));
	return {
		spaces,
		audiences: Array.from({ length: AUDIENCES }, (_, n) => audience(spaces[0].id, n, now)),
		previews: [],
	};
}
