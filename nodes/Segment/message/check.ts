import { Problem } from '../../shared/problem';
import { describe, isFields, type Fields } from '../../shared/read/describe';
import { Faults } from '../../shared/read/faults';
import { checkExternalIds } from './externalIds';
import { MAX_MESSAGE_BYTES } from './limits';
import type { Message } from './types';

/**
 * Checks a message against Segment's rules, since Segment answers 200 to messages that it then
 * drops (Segment docs, "Delivery Overview", discard reasons; "HTTP API Source", Errors).
 *
 * @param message its IDs, names and times were read before
 * @throws Problem for all rules that it breaks
 */
export function checkMessage(message: Message): void {
	const { event, context } = message;
	const faults = new Faults();
	faults.add(notAnObject(message.traits, 'Traits'));
	faults.add(notAnObject(message.properties, 'Properties'));
	faults.add(notAnObject(message.integrations, 'Destinations'));
	faults.add(personMissing(message));
	faults.add(subjectMissing(message));
	const noContext = notAnObject(context, 'Context');
	faults.add(noContext);
	if (!noContext && (context || event === CONSENT_EVENT)) {
		checkContext(context ?? {}, event, faults);
	}
	faults.end();
}

/** Whom a message is about. */
function personMissing({ type, userId, anonymousId }: Message): Problem | undefined {
	if (type === 'alias') return missing(userId, 'User ID', 'Give the new ID of the user.');
	if (userId !== undefined || anonymousId !== undefined) return undefined;
	return new Problem(
		'User ID and Anonymous ID are both empty',
		'Fill in one of them. Segment drops messages that belong to nobody.',
	);
}

/** What else a message of its type needs. */
function subjectMissing({ type, previousId, groupId, event }: Message): Problem | undefined {
	switch (type) {
		case 'alias':
			return missing(previousId, 'Previous ID', 'Give the ID that the user had before.');
		case 'group':
			return missing(groupId, 'Group ID', 'Give the ID of the account.');
		case 'track':
			return missing(event, 'Event', 'Give a name such as Order Completed.');
		default:
			return undefined;
	}
}

/**
 * Checks the size of a message as it will be sent.
 *
 * @param bytes UTF-8 bytes of its JSON text
 * @throws Problem telling the real size
 */
export function checkSize(bytes: number): void {
	if (bytes <= MAX_MESSAGE_BYTES) return;
	throw new Problem(
		`The message has ${bytes.toLocaleString('en-US')} bytes, and Segment takes at most 32 KB (${MAX_MESSAGE_BYTES.toLocaleString('en-US')} bytes)`,
		'Send fewer or shorter traits, properties and context fields.',
	);
}

function missing(value: unknown, label: string, advice: string): Problem | undefined {
	return value === undefined ? new Problem(`${label} is empty`, advice) : undefined;
}

function notAnObject(value: unknown, label: string): Problem | undefined {
	if (value === undefined || isFields(value)) return undefined;
	return new Problem(
		`${label} is ${describe(value)}, not an object`,
		'Use a JSON object such as { "plan": "premium" }.',
	);
}

/** The context fields whose wrong shape makes Segment drop a message, and its traits. */
function checkContext(context: Fields, event: unknown, faults: Faults): void {
	const { consent, device, traits, externalIds } = context;
	faults.add(notAnObject(traits, 'Context → Traits'));
	if (externalIds !== undefined) faults.attempt(() => checkExternalIds(externalIds));
	if (consent !== undefined || event === CONSENT_EVENT) faults.add(consentWrong(consent));
	if (isFields(device)) faults.add(advertisingIdWrong(device.advertisingId));
}

function advertisingIdWrong(id: unknown): Problem | undefined {
	if (id === undefined || (typeof id === 'string' && id !== '')) return undefined;
	return new Problem(
		`Context → Device → Advertising ID is ${describe(id)}, not text`,
		'Give it as text, or leave it out.',
	);
}

/** The event that tells of a person's consent (Segment docs, "Consent on the Profile"). */
const CONSENT_EVENT = 'Segment Consent Preference Updated';

function consentWrong(consent: unknown): Problem | undefined {
	const { categoryPreferences: categories, version } = isFields(consent) ? consent : {};
	const isVersion = version === undefined || typeof version === 'number';
	if (isVersion && isFields(categories) && Object.values(categories).every(isBoolean)) {
		return undefined;
	}
	return new Problem(
		consent === undefined ? 'Context → Consent is empty' : 'Context → Consent has the wrong shape',
		'Use { "categoryPreferences": { "Advertising": true, "Analytics": false } }.',
	);
}

function isBoolean(value: unknown): boolean {
	return typeof value === 'boolean';
}
