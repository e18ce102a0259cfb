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

const isMissing = (value: unknown): value is undefined | null =>
	value === undefined || value === null;
export const isText = (value: unknown): value is string =>
	typeof value === 'string' && value !== '';

/**
 * The code under which Segment would discard a message, or undefined when it would keep it.
 *
 * @param type the message's type: of a single call that of the path
 */
export function discardCode(message: unknown, type: string | undefined): DiscardCode | undefined {
	if (!isObject(message)) return 'bad_request';
	return (
		typeCode(message, type) ??
		idCode(message, type) ??
		contentCode(message, type) ??
		contextCode(message)
	);
}

function typeCode(message: JsonObject, type: string | undefined): DiscardCode | undefined {
	if (MESSAGE_TYPES.some((known) => known === type)) return undefined;
	return type === undefined && (isMissing(message.type) || message.type === '')
		? 'missing_type'
		: 'invalid_type';
}

function idCode(message: JsonObject, type: string | undefined): DiscardCode | undefined {
	const { userId, anonymousId, groupId, previousId, messageId } = message;
	if (isMissing(userId) && isMissing(anonymousId)) return 'no_user_anon_id';
	const needed = type === 'group' ? [groupId] : type === 'alias' ? [previousId, userId] : [];
	if (needed.some(isMissing)) return 'id_required';
	if ([userId, anonymousId, ...needed].some((id) => !isMissing(id) && !isText(id))) {
		return 'id_not_string';
	}
	if (isMissing(messageId)) return undefined;
	if (typeof messageId !== 'string') return 'bad_request';
	return messageId.length >= 100 ? 'message_id_too_long' : undefined;
}

function contentCode(message: JsonObject, type: string | undefined): DiscardCode | undefined {
	const { event, name, category, properties, traits } = message;
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
	const { device, consent } = isObject(context) ? context : {};
	const advertisingId = isObject(device) ? device.advertisingId : undefined;
	if (!isMissing(advertisingId) && typeof advertisingId !== 'string') {
		return 'device_advertisingid_should_be_string';
	}
	const needsConsent = event === 'Segment Consent Preference Updated';
	if (isMissing(consent) && !needsConsent) return undefined;
	const { categoryPreferences, version } = isObject(consent) ? consent : {};
	if (isMissing(categoryPreferences)) return 'consent_categorypreferences_should_exist';
	if (!isObject(categoryPreferences)) return 'consent_categorypreferences_fields_should_be_object';
	if (!Object.values(categoryPreferences).every((value) => typeof value === 'boolean')) {
		return 'consent_categorypreferences_fields_should_be_bool';
	}
	if (!isMissing(version) && typeof version !== 'number') return 'consent_version_should_be_number';
	return undefined;
}
