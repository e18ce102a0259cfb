import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SegmentApi } from '../../credentials/SegmentApi.credentials';
import { Segment } from '../../nodes/Segment/Segment.node';
import { name, version } from '../../package.json';
import type { NodeRunOptions, NodeRunResult } from '../support/engine';
import { messagesIn } from '../support/wire';
import { isSame } from './compare';
import { wired, type WiredRun } from './wired';

export type Message = Record<string, unknown>;

export const segment = new Segment();

const LIBRARY = { name, version };

/** Goes into an ID of each item's message, to find the message of an item again. */
export const MARK = '={{ "item-" + $itemIndex }}';

export interface SegmentRun extends WiredRun {
	messages: Message[];
}

const run = wired(
	{
		nodeType: segment,
		credentialTypes: [new SegmentApi()],
		credentials: { segmentApi: { writekey: 'wk' } },
	},
	() => ({ success: true }),
);

/** Runs the Segment node, and tells the messages that it sent. */
export async function runAllItems(
	parameters: INodeParameters,
	items: IDataObject[],
	options: Partial<NodeRunOptions> = {},
): Promise<SegmentRun> {
	const ran = await run(parameters, items, options);
	return { ...ran, messages: ran.requests.flatMap(messagesIn) };
}

/** The message or the error of each item, whose mark is in `markedIn`. */
export async function runItems(
	parameters: INodeParameters,
	items: IDataObject[],
	markedIn: 'userId' | 'messageId',
): Promise<Array<{ error?: string; message?: Message }>> {
	const { result, messages } = await runAllItems(parameters, items);
	const byMark = new Map(messages.map((message) => [message[markedIn], message]));
	return items.map((_, item) => ({
		error: errorOf(result, item),
		message: byMark.get(`item-${item}`),
	}));
}

/** The texts of an item's error, or of the whole run's. */
export function errorOf({ error: failure, json }: NodeRunResult, item: number): string | undefined {
	if (failure) return `${failure.message} ${failure.description ?? ''}`;
	const { error, message, description } = json[item] ?? {};
	if (error === undefined) return undefined;
	return [error, message, description].map((text) => String(text ?? '')).join(' ');
}

/** Without what the node adds, and without what says nothing. */
export function comparable(
	message: Message,
	own: { library: boolean; messageId: boolean },
): Message {
	const { messageId, context, sentAt: _, ...rest } = message;
	const { library, ...around } = (context ?? {}) as Message;
	const kept: Message = {
		...around,
		...(own.library && !isSame(LIBRARY, library) && { library }),
	};
	return tidy({ ...rest, ...(own.messageId && { messageId }), context: kept });
}

/** An empty object says nothing. */
export function tidy(message: Message): Message {
	const said = Object.entries(message).filter(
		([key, value]) => !(['traits', 'properties', 'context'].includes(key) && isSame({}, value)),
	);
	return Object.fromEntries(said);
}
