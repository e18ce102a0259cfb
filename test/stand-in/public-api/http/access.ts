import { refused } from './errors';

/** Tokens of the seeded workspace. */
export const tokens = {
	/** Workspace Owner: everything is allowed. */
	owner: 'papi-owner-token',
	/** Workspace Member without source admin: reads only, no people, and no write keys. */
	restricted: 'papi-restricted-token',
	/** An OAuth access token whose time is over: always 401. */
	expired: 'papi-expired-oauth-token',
} as const;

export type Access = 'owner' | 'member';

export interface Caller {
	access: Access;
	token: string;
}

/** Who calls: an own token, or an access token that the OAuth server knows. Else 401. */
export function accessOf(
	authorization: string | undefined,
	isValidToken: (token: string) => boolean,
): Caller {
	const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
	if (!token) throw refused(401, 'unauthorized', 'Missing bearer token.');
	if (token === tokens.owner) return { access: 'owner', token };
	if (token === tokens.restricted) return { access: 'member', token };
	if (token !== tokens.expired && isValidToken(token)) return { access: 'owner', token };
	throw refused(401, 'unauthorized', 'Invalid or expired token.');
}
