/** Who belongs to a group: its members, and invited people who join it once they accept. */
import type { IDataObject } from 'n8n-workflow';

import { fillPath, type PublicApi } from '../../shared/send/publicApi';
import { idIn } from '../request/answers';
import { active, invited, type Person } from '../simplify/people';

/** The people of a group, those who are invited last. */
export async function peopleOf(
	api: PublicApi,
	group: IDataObject,
	includeInvited: boolean,
): Promise<Person[]> {
	const path = fillPath('/groups/{id}', () => idIn(group, 'id'));
	const members = await api.list({ path: `${path}/users`, key: 'users' });
	const people = members.map(active);
	if (!includeInvited) return people;
	const invites = await api.list({ path: `${path}/invites`, key: 'emails' });
	return [...people, ...invites.map(invited)];
}
