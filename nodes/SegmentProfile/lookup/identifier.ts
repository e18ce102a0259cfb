import { encode } from './encode';
import { LookupProblem } from './problem';

/** Segment keeps the profiles of people and of groups (companies) apart. */
export type Collection = 'users' | 'accounts';

/** What the form knows about the profile to look up. */
export interface Identity {
	collection: Collection;
	/** `customId`, or a type the collection has of its own, such as `userId`. */
	idType: string;
	customIdType?: unknown;
	value: unknown;
	/** Whether to write type and value in lower case, the only form the Profile API finds. */
	lowercase: boolean;
}

/** A profile's address: a type and a value, `user_id:u1`. */
export interface Identifier {
	text: string;
	/** The same as one segment of a URL path. */
	path: string;
}

interface IdType {
	name: string;
	field: string;
}

const ID_TYPES: Record<Collection, Record<string, IdType | undefined>> = {
	users: {
		anonymousId: { name: 'anonymous_id', field: 'Anonymous ID' },
		email: { name: 'email', field: 'Email' },
		userId: { name: 'user_id', field: 'User ID' },
	},
	accounts: { groupId: { name: 'group_id', field: 'Group ID' } },
};

/**
 * The identifier that the Profile API expects (Segment docs, "Profile API", "Find a user's external id").
 *
 * @throws LookupProblem naming the field that is empty or holds no text
 */
export function toIdentifier(identity: Identity): Identifier {
	const { name, field } = idTypeOf(identity);
	const inCase = (text: string) => (identity.lowercase ? text.toLowerCase() : text);
	const type = inCase(name);
	const value = inCase(toText(identity.value, field));
	return { text: `${type}:${value}`, path: `${encode(type)}:${encode(value)}` };
}

function idTypeOf({ collection, idType, customIdType }: Identity): IdType {
	if (idType === 'customId') {
		return { name: toText(customIdType, 'Custom ID Type').trim(), field: 'Custom ID' };
	}
	const known = ID_TYPES[collection]?.[idType];
	if (known) return known;
	throw new LookupProblem(
		'Look Up By does not fit the collection',
		collection === 'accounts'
			? 'Look up an account by Group ID or Custom ID.'
			: 'Look up a user by Anonymous ID, Custom ID, Email or User ID.',
	);
}

function toText(value: unknown, field: string): string {
	if (value !== null && typeof value === 'object') {
		throw new LookupProblem(
			`${field} is not text`,
			'Choose one value inside it with the expression.',
		);
	}
	const text = String(value ?? '');
	if (text.trim() === '') {
		throw new LookupProblem(
			`${field} is empty`,
			`Fill in ${field}, or leave out items that have none.`,
		);
	}
	if (hasHalfCharacter(text)) {
		throw new LookupProblem(
			`${field} holds half a character`,
			'Remove the broken character; it often comes from text that was cut in the middle of an emoji.',
		);
	}
	return text;
}

/** A surrogate without its other half, which no URL can carry. */
function hasHalfCharacter(text: string): boolean {
	return /\p{Surrogate}/u.test(text);
}
