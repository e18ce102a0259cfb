/** Who belongs to a group: its members, and invited people who join it once they accept. */
import type { IDataObject } from 'n8n-workflow';

import { fillPath, type ApiList, type PublicApi } from '../../shared/send/publicApi';
import { idIn, unlessGone } from '../request/answers';
import { active, invited, type Person } from '../simplify/people';

/** The people of a group, those who are invited last; nobody where it has been deleted meanwhile. */
export async function peopleOf(
	api: PublicApi,
	group: IDataObject,
	includeInvited: boolean,
): Promise<Person[]> {
	const path = fillPath('/groups/{id}', () => idIn(group, 'id'));
	const all = async (list: ApiList) => (await unlessGone(api, path, api.list(list))) ?? [];
	const people = (await all({ path: `${path}/users`, key: 'users' })).map(active);
	if (!includeInvited) return people;
	const invites = await all({ path: `${path}/invites`, key: 'emails' });
	return [...people, ...invites.map(invited)];
}
