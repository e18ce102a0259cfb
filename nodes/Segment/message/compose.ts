import type { INodeProperties } from 'n8n-workflow';

import { readContext } from './context';
import { readCustomFields, type CustomFields } from './customFields';
import { readIntegrations } from './integrations';
import { mergeFields } from './json';
import { readNamedFields } from './namedFields';
import type { Fields, Message, MessageType } from './types';
import { isBlank, toText, toTime } from './values';

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

/** Where each call carries its free data (Segment docs, "The Segment Spec"). */
const DATA_KEY = {
	identify: 'traits',
	group: 'traits',
	track: 'properties',
	page: 'properties',
	screen: 'properties',
	alias: undefined,
} as const;

const TEXT_FIELDS = {
	userId: 'User ID',
	anonymousId: 'Anonymous ID',
	groupId: 'Group ID',
	previousId: 'Previous ID',
	event: 'Event',
	name: 'Name',
	category: 'Category',
} as const;

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
		const field = key as keyof typeof TEXT_FIELDS;
		const text = readOptionalText(parameters[field], label);
		if (text !== undefined) message[field] = text;
	}
	const dataKey = DATA_KEY[type];
	const data = readData(parameters, options);
	if (dataKey && Object.keys(data).length > 0) message[dataKey] = data;

	message.context = readContext(parameters.context, options.timezone);
	const integrations = readIntegrations(parameters.integrations);
	if (Object.keys(integrations).length > 0) message.integrations = integrations;

	const { timestamp } = parameters;
	if (!isBlank(timestamp) && timestamp !== null) {
		message.timestamp = toTime(timestamp, 'Timestamp', options.timezone);
	}
	const messageId = readOptionalText(parameters.messageId, 'Message ID');
	if (messageId !== undefined) message.messageId = messageId;
	return message;
}

/** Ids and names often arrive as numbers from databases: they are sent as text. */
function readOptionalText(value: unknown, label: string): string | undefined {
	if (isBlank(value) || value === null) return undefined;
	const text = toText(value, label)?.trim();
	return text === '' ? undefined : text;
}

function readData({ type, named, custom }: MessageParameters, options: ComposeOptions): Fields {
	const fields = named ? readNamedFields(named.definitions, named.values, options.timezone) : {};
	if (!custom) return fields;
	const label = DATA_KEY[type] === 'traits' ? 'Custom Traits' : 'Custom Properties';
	return mergeFields(fields, readCustomFields(custom, label, options.nestDots));
}
