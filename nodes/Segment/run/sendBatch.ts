import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { wait } from '../../shared/wait';
import { readContext } from '../message/context';
import { readIntegrations } from '../message/integrations';
import { isFields } from '../message/json';
import { LIBRARY } from '../message/library';
import { createFieldMapper, type FieldMapping } from '../message/mapFields';
import { MessageProblem } from '../message/problem';
import { replayMessage } from '../message/replay';
import { TEXT_FIELDS } from '../message/shape';
import { isMessageType, type Fields } from '../message/types';
import { nodeError } from './errors';
import { readRequestOptions, type Batching } from './requestOptions';
import { summaryItem, toItem } from './results';
import { prepareAll, sendAll, startRun, type Content, type Result, type Run } from './run';
import { readSettings } from './settings';

/**
 * Sends all items in bulk (`customOperations`: batch → send). Parameters are read once; what belongs
 * to an item comes from its fields by name, so no expression is evaluated for each.
 *
 * @throws as `sendAll` does, when the node stops on errors
 */
export async function sendBatch(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const started = Date.now();
	const items = this.getInputData();
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const { connection, batching } = readRequestOptions(this);
	const settings = { ...readSettings(options), delivery: 'batched' as const };
	const run = {
		...(await startRun(this, items.length, settings, connection)),
		...(hasPlainContext(this) && { context: { library: LIBRARY } }),
	};
	const contents = contentsOf(items, messageMaker(this, run));

	let results: Result[] = [];
	for (const part of partsOf(prepareAll(run, contents), batching)) {
		if (results.length > 0) await wait(batching.interval, this.getExecutionCancelSignal());
		results = results.concat(await sendAll(run, part));
	}
	if (this.getNodeParameter('output', 0) === 'summary') {
		return [[summaryItem(results, run.delivery.totals, Date.now() - started)]];
	}
	return [results.map(toItem)];
}

/**
 * Whether nothing but the library would be in the messages' context: then it is in each request once,
 * where Segment's Go SDK puts it too. What users choose travels in the messages themselves.
 */
function hasPlainContext(context: IExecuteFunctions): boolean {
	const isMapped = context.getNodeParameter('mode', 0) !== 'itemsAreMessages';
	return isMapped && Object.keys(context.getNodeParameter('context', 0, {}) as Fields).length === 0;
}

type MessageMaker = (item: Fields) => Fields;

function messageMaker(context: IExecuteFunctions, run: Run): MessageMaker {
	if (context.getNodeParameter('mode', 0) === 'itemsAreMessages') {
		const keepIds = context.getNodeParameter('keepMessageIds', 0, true) as boolean;
		return (item) => replayMessage(item, keepIds ? undefined : run.writeKey);
	}
	try {
		return createFieldMapper(readMapping(context, run));
	} catch (error) {
		if (!(error instanceof MessageProblem)) throw nodeError(run.node, (error as Error).message, '');
		throw nodeError(run.node, error.message, error.advice);
	}
}

function readMapping(context: IExecuteFunctions, run: Run): FieldMapping {
	const read = (name: string, fallback = '') => String(context.getNodeParameter(name, 0, fallback));
	const readFields = (name: string) => context.getNodeParameter(name, 0, {}) as Fields;
	const names = readFields('fieldNames');
	const pathOf = (field: string) => String(names[field] ?? field);
	const messageType = read('messageType');
	return {
		type: isMessageType(messageType) ? messageType : { path: read('typeField', 'type') },
		paths: {
			...(Object.fromEntries(
				[...Object.keys(TEXT_FIELDS), 'timestamp', 'messageId'].map((key) => [key, pathOf(key)]),
			) as FieldMapping['paths']),
			userId: read('userIdField', 'userId'),
		},
		eventName: read('eventName').trim(),
		data: readDataSource(read('dataFrom', 'allOtherFields')),
		context: run.context ? undefined : readContext(readFields('context'), context.getTimezone()),
		integrations: readIntegrations(readFields('integrations')),
		timezone: context.getTimezone(),
	};

	function readDataSource(from: string): FieldMapping['data'] {
		if (from === 'objectField') return { from, path: read('objectField') };
		if (from !== 'chosenFields') return { from: 'allOtherFields' };
		const { field } = readFields('chosenFields');
		const rows = Array.isArray(field) ? (field as unknown[]).filter(isFields) : [];
		return {
			from,
			fields: rows
				.map((row) => ({ from: String(row.from ?? '').trim(), to: String(row.to ?? '').trim() }))
				.filter((row) => row.from !== ''),
		};
	}
}

/** One after the other, so that of many messages only their JSON stays in memory. */
function* contentsOf(items: INodeExecutionData[], toMessage: MessageMaker): Generator<Content> {
	for (const [item, { json }] of items.entries()) {
		yield { item, content: compose(toMessage, json) };
	}
}

function compose(toMessage: MessageMaker, json: IDataObject): Fields | Error {
	try {
		return toMessage(json);
	} catch (error) {
		return error as Error;
	}
}

/** n8n's Batching option: so many items, then a pause. */
function partsOf<Entry>(entries: Entry[], { size, interval }: Batching): Entry[][] {
	if (interval <= 0) return [entries];
	const parts: Entry[][] = [];
	for (let start = 0; start < entries.length; start += size) {
		parts.push(entries.slice(start, start + size));
	}
	return parts;
}
