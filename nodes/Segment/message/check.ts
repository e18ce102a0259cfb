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
	faults.attempt(() => checkObject(message.traits, 'Traits'));
	faults.attempt(() => checkObject(message.properties, 'Properties'));
	faults.attempt(() => checkObject(message.integrations, 'Destinations'));
	faults.attempt(() => checkPerson(message));
	faults.attempt(() => checkSubject(message));
	faults.attempt(() => {
		checkObject(context, 'Context');
		if (context || event === CONSENT_EVENT) checkContext(context ?? {}, event);
	});
	faults.end();
}

/** Whom a message is about. */
function checkPerson({ type, userId, anonymousId }: Message): void {
	if (type === 'alias') requireValue(userId, 'User ID', 'Give the new ID of the user.');
	else if (userId === undefined && anonymousId === undefined) {
		throw new Problem(
			'User ID and Anonymous ID are both empty',
			'Fill in one of them. Segment drops messages that belong to nobody.',
		);
	}
}

/** What else a message of its type needs. */
function checkSubject({ type, previousId, groupId, event }: Message): void {
	switch (type) {
		case 'alias':
			return requireValue(previousId, 'Previous ID', 'Give the ID that the user had before.');
		case 'group':
			return requireValue(groupId, 'Group ID', 'Give the ID of the account.');
		case 'track':
			return requireValue(event, 'Event', 'Give a name such as Order Completed.');
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

function requireValue(value: unknown, label: string, advice: string): void {
	if (value === undefined) throw new Problem(`${label} is empty`, advice);
}

function checkObject(value: unknown, label: string): void {
	if (value === undefined || isFields(value)) return;
	throw new Problem(
		`${label} is ${describe(value)}, not an object`,
		'Use a JSON object such as { "plan": "premium" }.',
	);
}

/** The context fields whose wrong shape makes Segment drop a message, and its traits. */
function checkContext(context: Fields, event: unknown): void {
	const { consent, device, traits, externalIds } = context;
	checkObject(traits, 'Context → Traits');
	if (externalIds !== undefined) checkExternalIds(externalIds);
	if (consent !== undefined || event === CONSENT_EVENT) checkConsent(consent);
	const advertisingId = isFields(device) ? device.advertisingId : undefined;
	if (advertisingId === undefined || (typeof advertisingId === 'string' && advertisingId !== '')) {
		return;
	}
	throw new Problem(
		`Context → Device → Advertising ID is ${describe(advertisingId)}, not text`,
		'Give it as text, or leave it out.',
	);
}

/** The event that tells of a person's consent (Segment docs, "Consent on the Profile"). */
const CONSENT_EVENT = 'Segment Consent Preference Updated';

function checkConsent(consent: unknown): void {
	const { categoryPreferences: categories, version } = isFields(consent) ? consent : {};
	const isVersion = version === undefined || typeof version === 'number';
	if (isVersion && isFields(categories) && Object.values(categories).every(isBoolean)) return;
	throw new Problem(
		consent === undefined ? 'Context → Consent is empty' : 'Context → Consent has the wrong shape',
		'Use { "categoryPreferences": { "Advertising": true, "Analytics": false } }.',
	);
}

function isBoolean(value: unknown): boolean {
	return typeof value === 'boolean';
}
