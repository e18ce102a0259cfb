/**
 * Why Segment discards a message that it answered with 200.
 * Codes and meanings: Segment docs, "Delivery Overview", failed on ingest.
 */
export const SEGMENT_CODES = {
	bad_request: 'The payload could not be decoded',
	category_not_string: 'The category is an empty string or not a string',
	consent_categorypreferences_fields_should_be_bool: 'A consent category is not true or false',
	consent_categorypreferences_fields_should_be_object: 'categoryPreferences is not an object',
	consent_categorypreferences_should_exist: 'context.consent.categoryPreferences is missing',
	consent_version_should_be_number: 'context.consent.version is not a number',
	device_advertisingid_should_be_string: 'context.device.advertisingId is not a string',
	empty_batch: 'The batch has no messages',
	empty_batch_result: 'No message of the batch was left after processing',
	event_not_defined: 'A track message has no event name',
	event_not_string: 'The event name is not a string',
	id_not_string: 'An ID is an empty string or not a string',
	id_required: 'An ID that this type of message needs is missing',
	invalid_type: 'The type is not track, page, screen, identify, alias or group',
	locked_workspace: 'The workspace is disabled',
	missing_type: 'The message has no type',
	multi_user_error: 'Only the messages of the batch without errors were published',
	name_not_string: 'The name is an empty string or not a string',
	no_user_anon_id: 'Neither userId nor anonymousId was given',
	project_not_found: 'The write key belongs to no source',
	properties_not_object: 'properties is not an object',
	source_disabled: 'The source is disabled',
	traits_not_object: 'traits is not an object',
} as const;

/** What Segment drops without a word: it publishes no code for these, so the words are ours. */
export const STAND_IN_CODES = {
	batch_too_long: 'The batch has more than 2,500 messages, so all of it is rejected',
	message_id_too_long: 'The messageId has 100 characters or more',
	message_too_large: 'The message is over 32 KB',
	suppressed_user: 'The userId is on the suppression list',
	wrong_region: 'The write key belongs to a workspace in the other region',
} as const;

export type DiscardCode = keyof typeof SEGMENT_CODES | keyof typeof STAND_IN_CODES;

export const MEANINGS: Record<DiscardCode, string> = { ...SEGMENT_CODES, ...STAND_IN_CODES };

export type JsonObject = Record<string, unknown>;

export const MESSAGE_TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isMissing = (value: unknown) => value === undefined || value === null;
const isText = (value: unknown) => typeof value === 'string' && value !== '';

/** The code under which Segment would discard this message, or undefined when it would keep it. */
export function discardCode(message: unknown): DiscardCode | undefined {
	if (!isObject(message)) return 'bad_request';
	return (
		typeCode(message) ??
		idCode(message) ??
		contentCode(message) ??
		contextCode(message) ??
		undefined
	);
}

function typeCode({ type }: JsonObject): DiscardCode | undefined {
	if (isMissing(type) || type === '') return 'missing_type';
	return MESSAGE_TYPES.some((known) => known === type) ? undefined : 'invalid_type';
}

function idCode(message: JsonObject): DiscardCode | undefined {
	const { type, userId, anonymousId, messageId } = message;
	if (isMissing(userId) && isMissing(anonymousId)) return 'no_user_anon_id';
	const needed: Record<string, unknown[]> = {
		group: [message.groupId],
		alias: [message.previousId, userId],
	};
	const required = needed[String(type)] ?? [];
	if (required.some(isMissing)) return 'id_required';
	const given = [userId, anonymousId, ...required].filter((id) => !isMissing(id));
	if (!given.every(isText)) return 'id_not_string';
	if (isMissing(messageId)) return undefined;
	if (typeof messageId !== 'string') return 'bad_request';
	return messageId.length >= 100 ? 'message_id_too_long' : undefined;
}

function contentCode(message: JsonObject): DiscardCode | undefined {
	const { type, event, name, category, properties, traits } = message;
	if (type === 'track') {
		if (isMissing(event) || event === '') return 'event_not_defined';
		if (typeof event !== 'string') return 'event_not_string';
	}
	if (type === 'page' || type === 'screen') {
		if (!isMissing(name) && !isText(name)) return 'name_not_string';
		if (!isMissing(category) && !isText(category)) return 'category_not_string';
	}
	if (!isMissing(properties) && !isObject(properties)) return 'properties_not_object';
	if (!isMissing(traits) && !isObject(traits)) return 'traits_not_object';
	return undefined;
}

function contextCode({ event, context }: JsonObject): DiscardCode | undefined {
	const consent = isObject(context) ? context.consent : undefined;
	const device = isObject(context) ? context.device : undefined;
	if (isObject(device) && !isMissing(device.advertisingId)) {
		if (typeof device.advertisingId !== 'string') return 'device_advertisingid_should_be_string';
	}
	if (isMissing(consent)) {
		return event === 'Segment Consent Preference Updated'
			? 'consent_categorypreferences_should_exist'
			: undefined;
	}
	if (!isObject(consent) || isMissing(consent.categoryPreferences)) {
		return 'consent_categorypreferences_should_exist';
	}
	const { categoryPreferences, version } = consent;
	if (!isObject(categoryPreferences)) return 'consent_categorypreferences_fields_should_be_object';
	if (!Object.values(categoryPreferences).every((value) => typeof value === 'boolean')) {
		return 'consent_categorypreferences_fields_should_be_bool';
	}
	return isMissing(version) || typeof version === 'number'
		? undefined
		: 'consent_version_should_be_number';
}
