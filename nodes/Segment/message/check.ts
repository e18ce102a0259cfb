import { dateToIso, isCalendarDay, isDate } from '../../shared/time';
import { describe, isFields } from './json';
import { MAX_MESSAGE_BYTES, MAX_MESSAGE_ID_LENGTH } from './limits';
import { MessageProblem } from './problem';
import { isMessageType, MESSAGE_TYPES, type Fields, type MessageType } from './types';

/**
 * Checks a message against Segment's rules, since Segment answers 200 to messages that it then
 * drops (Segment docs, "Delivery Overview", discard reasons; "HTTP API Source", Errors).
 *
 * @param message any JSON object that is meant as a message
 * @returns the message's type
 * @throws MessageProblem for the first rule that it breaks
 */
export function checkMessage(message: Fields): MessageType {
	const { type } = message;
	if (!isMessageType(type)) {
		throw new MessageProblem(
			type === undefined
				? 'Type is missing'
				: `Type “${String(type)}” is not a Segment message type`,
			`Use one of ${MESSAGE_TYPES.join(', ')}.`,
		);
	}
	const { userId, anonymousId, groupId, previousId, event } = message;
	checkText(userId, 'User ID');
	checkText(anonymousId, 'Anonymous ID');
	checkText(groupId, 'Group ID');
	checkText(previousId, 'Previous ID');
	checkText(event, 'Event');
	checkText(message.name, 'Name');
	checkText(message.category, 'Category');
	checkObject(message.traits, 'Traits');
	checkObject(message.properties, 'Properties');
	checkObject(message.context, 'Context');
	checkObject(message.integrations, 'Destinations');
	if (type === 'alias') {
		requireValue(previousId, 'Previous ID', 'Give the ID that the user had before.');
		requireValue(userId, 'User ID', 'Give the new ID of the user.');
	} else if (userId === undefined && anonymousId === undefined) {
		throw new MessageProblem(
			'User ID and Anonymous ID are both empty',
			'Fill in one of them. Segment drops messages that belong to nobody.',
		);
	}
	if (type === 'group') requireValue(groupId, 'Group ID', 'Give the ID of the account.');
	if (type === 'track') requireValue(event, 'Event', 'Give a name such as Order Completed.');
	checkMessageId(message.messageId);
	checkTimestamp(message.timestamp);
	checkContext(isFields(message.context) ? message.context : {}, event);
	return type;
}

/**
 * Checks the size of a message as it will be sent.
 *
 * @param bytes UTF-8 bytes of its JSON text
 * @throws MessageProblem telling the real size
 */
export function checkSize(bytes: number): void {
	if (bytes <= MAX_MESSAGE_BYTES) return;
	throw new MessageProblem(
		`The message has ${bytes.toLocaleString('en-US')} bytes, and Segment takes at most 32 KB (${MAX_MESSAGE_BYTES.toLocaleString('en-US')} bytes)`,
		'Send fewer or shorter traits, properties and context fields.',
	);
}

function requireValue(value: unknown, label: string, advice: string): void {
	if (value === undefined) throw new MessageProblem(`${label} is empty`, advice);
}

/** Segment drops a message whose texts are empty or of another type: they must be absent instead. */
function checkText(value: unknown, label: string): void {
	if (value === undefined || (typeof value === 'string' && value !== '')) return;
	throw value === ''
		? new MessageProblem(`${label} is empty`, 'Fill it in, or leave it out.')
		: new MessageProblem(`${label} is ${describe(value)}, not text`, 'Use text.');
}

function checkObject(value: unknown, label: string): void {
	if (value === undefined || isFields(value)) return;
	throw new MessageProblem(
		`${label} is ${describe(value)}, not an object`,
		'Use a JSON object such as { "plan": "premium" }.',
	);
}

function checkMessageId(messageId: unknown): void {
	checkText(messageId, 'Message ID');
	if (typeof messageId !== 'string' || messageId.length <= MAX_MESSAGE_ID_LENGTH) return;
	throw new MessageProblem(
		`Message ID has ${messageId.length} characters, and Segment takes fewer than 100`,
		'Use a shorter ID, for example a UUID or a hash.',
	);
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

function checkTimestamp(timestamp: unknown): void {
	if (timestamp === undefined) return;
	const isTime = isDate(timestamp)
		? dateToIso(timestamp) !== undefined
		: typeof timestamp === 'string' &&
			ISO_TIME.test(timestamp) &&
			isCalendarDay(timestamp) &&
			!Number.isNaN(Date.parse(timestamp));
	if (isTime) return;
	throw new MessageProblem(
		'Timestamp is not an ISO 8601 time',
		'Use a time such as 2026-01-31T09:30:00Z.',
	);
}

/** The context fields whose wrong shape makes Segment drop a message, and its traits. */
function checkContext(context: Fields, event: unknown): void {
	const { consent, device, traits } = context;
	checkObject(traits, 'Context → Traits');
	if (consent !== undefined || event === CONSENT_EVENT) checkConsent(consent);
	const advertisingId = isFields(device) ? device.advertisingId : undefined;
	checkText(advertisingId, 'Context → Device → Advertising ID');
}

/** The event that tells of a person's consent (Segment docs, "Consent on the Profile"). */
const CONSENT_EVENT = 'Segment Consent Preference Updated';

function checkConsent(consent: unknown): void {
	const { categoryPreferences: categories, version } = isFields(consent) ? consent : {};
	const isVersion = version === undefined || typeof version === 'number';
	if (isVersion && isFields(categories) && Object.values(categories).every(isBoolean)) return;
	throw new MessageProblem(
		consent === undefined ? 'Context → Consent is empty' : 'Context → Consent has the wrong shape',
		'Use { "categoryPreferences": { "Advertising": true, "Analytics": false } }.',
	);
}

function isBoolean(value: unknown): boolean {
	return typeof value === 'boolean';
}
