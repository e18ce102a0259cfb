import { idOf } from '../ids';
import type { Group, Permission, Role, State, User } from '../state';

/** Names of Segment's own roles (docs: segment-app/iam/roles). */
const ROLES = [
	'Workspace Owner',
	'Workspace Member',
	'Source Admin',
	'Source Read-only',
	'Function Admin',
	'Function Read-only',
	'End User Privacy Admin',
	'Identity Admin',
	'Unify and Engage Admin',
	'Unify and Engage Read-only',
	'Unify Read-only Engage User',
	'Tracking Plan Admin',
	'Tracking Plan Read-only',
	'Warehouse Destination Admin',
	'Warehouse Destination Read-only',
	'Entities Admin',
	'Entities Read-only',
];
const FIRST = 'Ada Bo Cleo Dan Eva Finn Gia Hugo Ines Jon Kaia Liam Mia Noah Olga Pia'.split(' ');
const LAST = 'Adler Berg Costa Diaz Ek Fischer Gomez Haas Ito Jensen Kim Lopez Meyer'.split(' ');
const TEAMS = 'Analytics Engineering Marketing Support Sales Finance Data Privacy'.split(' ');

const USERS = 450;
const INVITES = 12;

export const roles: Role[] = ROLES.map((name) => ({
	id: idOf('role', name),
	name,
	description: `${name} of the resources it is given for.`,
}));

function person(n: number): { name: string; email: string } {
	const first = FIRST[n % FIRST.length];
	const last = LAST[n % LAST.length];
	// 16 and 13 share no factor: the pairs repeat after 208
	const turn = Math.floor(n / (FIRST.length * LAST.length));
	const address = `${first}.${last}${turn || ''}`.toLowerCase();
	return { name: `${first} ${last}`, email: `${address}@northwind.example` };
}

function permission(role: Role, resource: Permission['resources'][number]): Permission {
	return { roleId: role.id, roleName: role.name, resources: [resource] };
}

/** Two owners, then members of whom every third administers or reads one source. */
export function people(
	workspaceId: string,
	sourceIds: string[],
): Pick<State, 'users' | 'invites' | 'groups' | 'roles'> {
	const [owner, member, sourceAdmin, sourceReader] = roles;
	const workspace = { id: workspaceId, type: 'WORKSPACE' } as const;

	const users = Array.from({ length: USERS }, (_, n): User => {
		const permissions = [permission(n < 2 ? owner : member, workspace)];
		if (n >= 2 && n % 3 === 0) {
			const source = { id: sourceIds[n % sourceIds.length], type: 'SOURCE' } as const;
			permissions.push(permission(n % 2 ? sourceAdmin : sourceReader, source));
		}
		return { id: idOf('user', n), ...person(n), permissions };
	});
	const invites = Array.from({ length: INVITES }, (_, n) => `invited.${n}@northwind.example`);

	const groups = TEAMS.map((name, n): Group => ({
		id: idOf('group', n),
		name,
		emails: [
			// the first group holds half of the users, so that its members fill pages
			...users.filter((_, index) => (n === 0 ? index % 2 === 0 : index % 11 === n)),
		]
			.map(({ email }) => email)
			.concat(invites[n]),
		permissions: n % 2 ? [permission(sourceReader, { id: sourceIds[n], type: 'SOURCE' })] : [],
	}));

	return { users, invites, groups, roles: roles.map((role) => ({ ...role })) };
}
