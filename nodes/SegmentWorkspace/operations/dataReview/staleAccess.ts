/** People, invitations and stored keys that nobody seems to need. */
import type { IDataObject } from 'n8n-workflow';

import { clock } from '../../../shared/clock';
import { fillPath, type ApiRequest, type PublicApi } from '../../../shared/send/publicApi';
import { missingIn } from '../../../shared/send/publicApiProblems';
import { idIn, ifAllowed } from '../../request/answers';
import { forEach } from '../../request/each';
import type { Operation } from '../../request/operation';
import { limit } from '../../request/read';
import { invited } from '../../simplify/people';
import { isoDate, objects } from '../../simplify/values';
import { peopleOf } from '../membership';

const DAY_MS = 24 * 60 * 60_000;
/** Of the audit trail, which has every change of the workspace in it: no more than 50 pages. */
const MOST_EVENTS = 10_000;

/** Rows of one shape: what is stale, since when, and why. */
export const staleAccess: Operation = (form) => {
	const days = form.number('days');
	const includeCredentials = form.collection('options').flag('includeCredentials');
	const wanted = limit(form);
	return async (api) => {
		const rows = [
			...(await withoutRole(api)),
			...(await invitedLongAgo(api, days)),
			...(includeCredentials ? await unusedCredentials(api) : []),
		];
		return rows.slice(0, wanted);
	};
};

interface Stale {
	kind: 'credential' | 'invite' | 'user';
	id: unknown;
	name: unknown;
	email: unknown;
	reason: 'invitedLongAgo' | 'noRole' | 'unused';
	since: string | null;
	detail: string;
}

const row = (stale: Stale) => ({ ...stale }) as IDataObject;

/** Users who hold no role, neither directly nor through a group. */
async function withoutRole(api: PublicApi): Promise<IDataObject[]> {
	const users = await api.list({ path: '/users', key: 'users' });
	const bare = users.filter(({ permissions }) => objects(permissions).length === 0);
	if (bare.length === 0) return [];
	const groups = (await api.list({ path: '/groups', key: 'userGroups' })).filter(
		({ permissions }) => objects(permissions).length > 0,
	);
	const members = await forEach(
		api,
		'groups',
		groups,
		async (group) => await peopleOf(api, group, false),
	);
	const withRole = new Set(members.flat().map(({ id }) => id));
	return bare
		.filter(({ id }) => !withRole.has(String(id)))
		.map(({ id, name, email }) =>
			row({
				kind: 'user',
				id,
				name,
				email,
				reason: 'noRole',
				since: null,
				detail: 'Holds no role, neither directly nor through a group',
			}),
		);
}

/** Invitations that were not accepted. Only the audit trail knows when they were sent. */
async function invitedLongAgo(api: PublicApi, days: number): Promise<IDataObject[]> {
	const invites = (await api.list({ path: '/invites', key: 'invites' })).map(invited);
	if (invites.length === 0) return [];
	const startTime = new Date(clock.now() - days * DAY_MS).toISOString();
	const list = { path: '/audit-events', key: 'events', query: { startTime } };
	const events = await ifAllowed(api.list(list, MOST_EVENTS));
	const recent = new Set((events ?? []).filter(isInvitation).flatMap(namesIn));
	const detail =
		events === undefined
			? 'Invited, it is not known when: the token may not read the audit trail'
			: events.length >= MOST_EVENTS
				? `Not among those invited since ${String(events.at(-1)?.timestamp)}, of the last ${days} days`
				: `Invited more than ${days} days ago`;
	return invites
		.filter(({ email }) => !recent.has(email.toLowerCase()))
		.map(({ email }) =>
			row({
				kind: 'invite',
				id: null,
				name: null,
				email,
				reason: 'invitedLongAgo',
				since: null,
				detail,
			}),
		);
}

/** `New Segment User Invited to Workspace`, and the one who is new to Segment. */
const isInvitation = ({ type }: IDataObject) => /invited to workspace/i.test(String(type));

const namesIn = ({ resourceId, resourceName }: IDataObject) =>
	[resourceId, resourceName].map((name) => String(name).toLowerCase());

/** Keys stored in Segment that no source and no warehouse signs in with. */
async function unusedCredentials(api: PublicApi): Promise<IDataObject[]> {
	const credentials =
		(await ifAllowed(api.list({ path: '/credentials', key: 'credentials' }))) ?? [];
	const used = await forEach(api, 'credentials', credentials, async (credential) => {
		const path = fillPath('/credentials/{id}/consumers', () => idIn(credential, 'id'));
		const one = { count: 1 };
		const query = { warehousesPagination: one, sourcesPagination: one };
		const request: ApiRequest = { method: 'GET', path, query };
		const { data } = await api.send(request);
		// a list that is missing does not mean that nobody uses it
		const missing = ['warehouses', 'sources'].find((key) => !Array.isArray(data[key]));
		if (missing !== undefined) throw missingIn(request, data, missing);
		return [data.warehouses, data.sources].some((each) => objects(each).length > 0);
	});
	return credentials
		.filter((_, index) => !used[index])
		.map(({ id, name, updatedAt }) =>
			row({
				kind: 'credential',
				id,
				name,
				email: null,
				reason: 'unused',
				since: isoDate(updatedAt),
				detail: 'No source and no warehouse signs in with it',
			}),
		);
}
