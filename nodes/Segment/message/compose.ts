import type { INodeProperties } from 'n8n-workflow';

import { readContext } from './context';
import { readCustomFields, type CustomFields } from './customFields';
import { readIntegrations } from './integrations';
import { mergeFields } from './json';
import { readNamedFields } from './namedFields';
import { DATA_KEY, TEXT_FIELDS, type TextField } from './shape';
import type { Fields, Message, MessageType } from './types';
import { toOptionalText, toOptionalTime } from './values';

/** What the form holds for one item, expressions resolved. Left out: what the operation has not. */
export interface MessageParameters {
	type: MessageType;
	userId?: unknown;
	anonymousId?: unknown;
	groupId?: unknown;
	previousId?: unknown;
	event?: unknown;
	name?: unknown;
	category?: unknown;
	/** The named traits or properties with the definitions of their fields. */
	named?: { definitions: INodeProperties[]; values: Fields };
	custom?: CustomFields;
	context: Fields;
	integrations: Fields;
	timestamp?: unknown;
	messageId?: unknown;
}

export interface ComposeOptions {
	/** Whether a dot in a custom name makes nested objects. */
	nestDots: boolean;
	/** The workflow's time zone, for times that name none. */
	timezone: string;
}

/**
 * Makes one Segment message of the parameters of one item. What is empty is left out; whether
 * something that Segment needs is missing is for `checkMessage` to say.
 *
 * @throws MessageProblem naming the field whose value cannot be used
 */
export function composeMessage(parameters: MessageParameters, options: ComposeOptions): Message {
	const { type } = parameters;
	const message: Message = { type };
	for (const [key, label] of Object.entries(TEXT_FIELDS)) {
		const field = key as TextField;
		const text = toOptionalText(parameters[field], label);
		if (text !== undefined) message[field] = text;
	}
	const dataKey = DATA_KEY[type];
	const data = readData(parameters, options);
	if (dataKey && Object.keys(data).length > 0) message[dataKey] = data;

	message.context = readContext(parameters.context, options.timezone);
	const integrations = readIntegrations(parameters.integrations);
	if (Object.keys(integrations).length > 0) message.integrations = integrations;

	const timestamp = toOptionalTime(parameters.timestamp, 'Timestamp', options.timezone);
	if (timestamp !== undefined) message.timestamp = timestamp;
	const messageId = toOptionalText(parameters.messageId, 'Message ID');
	if (messageId !== undefined) message.messageId = messageId;
	return message;
}

function readData({ type, named, custom }: MessageParameters, options: ComposeOptions): Fields {
	const fields = named ? readNamedFields(named.definitions, named.values, options.timezone) : {};
	if (!custom) return fields;
	const label = DATA_KEY[type] === 'traits' ? 'Custom Traits' : 'Custom Properties';
	return mergeFields(fields, readCustomFields(custom, label, options.nestDots));
}
