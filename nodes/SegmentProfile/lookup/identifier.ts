import { Problem } from '../../shared/problem';
import type { Form } from '../../shared/read/form';
import { readChoice } from '../../shared/read/values';

/** Segment keeps the profiles of people and of groups (companies) apart. */
export type Collection = 'users' | 'accounts';

/** What tells a profile from all others (Segment docs, "Profile API", "Find a user's external id"). */
export interface Identifier {
	collection: Collection;
	/** `user_id`, `email`, or the name of an ID type of the space. */
	type: string;
	value: string;
}

/** The kinds of ID in Look Up By, each with a field of its own under the same name. */
const ID_TYPES: Record<string, string> = {
	anonymousId: 'anonymous_id',
	email: 'email',
	userId: 'user_id',
	groupId: 'group_id',
};
const CUSTOM = 'customId';

const OF_COLLECTION: Record<Collection, { idTypes: string[]; default: string; advice: string }> = {
	users: {
		idTypes: ['anonymousId', CUSTOM, 'email', 'userId'],
		default: 'userId',
		advice: 'Look up a user by Anonymous ID, Custom ID, Email or User ID.',
	},
	accounts: {
		idTypes: [CUSTOM, 'groupId'],
		default: 'groupId',
		advice: 'Look up an account by Group ID or Custom ID.',
	},
};

/**
 * Which profile is meant.
 *
 * @throws Problem naming the field that is empty or holds no ID
 */
export function readIdentifier(form: Form): Identifier {
	const collection = form.decision<Collection>('collection');
	const idType = readIdType(form, collection);
	// the only form in which the Profile API finds IDs
	const inLowerCase = form.collection('options').flag('lowercaseId');
	const inCase = (text: string) => (inLowerCase ? text.toLowerCase() : text);
	const type = idType === CUSTOM ? form.requiredId('customIdType') : ID_TYPES[idType];
	return { collection, type: inCase(type), value: inCase(form.requiredId(idType)) };
}

/** A type and a value, as Segment writes them: `user_id:u1`. */
export function identifierText({ type, value }: Identifier): string {
	return `${type}:${value}`;
}

function readIdType(form: Form, collection: Collection): string {
	const label = form.label('idType');
	const { idTypes, default: usual, advice } = OF_COLLECTION[collection];
	const all = [...Object.keys(ID_TYPES), CUSTOM];
	const idType = readChoice(form.value('idType'), label, all) ?? usual;
	if (idTypes.includes(idType)) return idType;
	throw new Problem(`${label} does not fit the collection`, advice);
}
