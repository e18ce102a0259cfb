import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { quote, type Fields } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { formsOf } from '../../shared/run/forms';
import { itemsOf } from '../../shared/run/items';
import { readRequestOptions } from '../../shared/run/requestOptions';
import { readContext } from '../message/context';
import { checkNames, readPath, type NamedPath } from '../message/fieldPaths';
import { readIntegrations } from '../message/integrations';
import { readItemContext } from '../message/itemContext';
import { LIBRARY } from '../message/library';
import { createFieldMapper, type FieldMapping } from '../message/mapFields';
import { isWholeBatch, messagesIn, replayMessage } from '../message/replay';
import { TEXT_FIELDS, type TextField } from '../message/shape';
import type { Message, MessageType } from '../message/types';
import { properties } from '../properties';
import { createPlanCheck } from './planCheck';
import { planOf } from './readPlan';
import { sendAll, type Plan } from './run';
import { readSettings } from './settings';

/**
 * Sends all items in bulk (batch → send). Parameters are read once; what belongs to an item comes
 * from its fields by name, so no expression is evaluated for each.
 */
export async function sendBatch(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const input = itemsOf(this);
	const items = input.map(({ json }): Fields => json);
	const form = formsOf(this, properties, input)(0);
	const read = async (writeKey: string): Promise<Plan> => {
		const isReplay = form.choice('mode') === 'itemsAreMessages';
		const settings = readSettings(form);
		const options = readRequestOptions(this.getNodeParameter('requestOptions', 0, {}));
		const messages = isReplay ? replayPlan(form, items, writeKey) : mappingPlan(form, items);
		const { planCheck } = settings;
		const checked =
			planCheck.mode === 'off' ? undefined : await planOf(this, settings, options.connection);
		return {
			settings: { ...settings, delivery: 'batched' },
			...options,
			output: form.choice('output'),
			inputOf: (item) => (isReplay ? besideMessages(input[item].json) : input[item].json),
			...messages,
			planCheck: checked && createPlanCheck(checked, planCheck, messages.context),
		};
	};
	return [await sendAll(this, [...items.keys()], read)];
}

/** The fields of an item but for the messages in it, each of which has a result of its own. */
function besideMessages(item: IDataObject): IDataObject {
	if (!isWholeBatch(item)) return item;
	return Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'batch'));
}

function replayPlan(
	form: Form,
	items: Fields[],
	writeKey: string,
): Pick<Plan, 'context' | 'messagesOf'> {
	const newIdsFor = form.flag('keepMessageIds') ? undefined : writeKey;
	const options = { newIdsFor, timezone: form.timezone };
	return {
		messagesOf: (item) => messagesIn(items[item]).map((each) => replayMessage(each, options)),
	};
}

/**
 * Where nothing but the library would be in the messages' context, it is in each request once, where
 * Segment's Go SDK puts it too. What users choose travels in the messages themselves.
 */
function mappingPlan(form: Form, items: Fields[]): Pick<Plan, 'context' | 'messagesOf'> {
	const context = readContext(form);
	const { mapping, named, namedData } = readMapping(form, context);
	if (typeof mapping.type === 'string') checkNeeded(form, mapping, mapping.type, items);
	const isPlain =
		!mapping.itemContext && Object.keys(context).length === 1 && isOwnLibrary(context.library);
	checkNames(named, items);
	const { type } = mapping;
	const hasData = (item: Fields) =>
		typeof type === 'string' || readPath(item, type.path) !== 'alias';
	if (items.some(hasData)) checkNames(namedData, items);
	const toMessage: (item: Fields) => Message = createFieldMapper(
		isPlain ? { ...mapping, context: undefined } : mapping,
	);
	return {
		...(isPlain && { context: { library: LIBRARY } }),
		messagesOf: (item) => [toMessage(items[item])],
	};
}

/**
 * Refuses fields under Segment's own names that no item has, where each message needs one of them.
 *
 * @throws Problem with the names that the items have
 */
function checkNeeded(form: Form, mapping: FieldMapping, type: MessageType, items: Fields[]): void {
	const { paths, eventName } = mapping;
	const isThere = (field: TextField) =>
		items.some((item) => readPath(item, paths[field]) !== undefined);
	const labels = form.collection('fieldNames');
	const need = (field: TextField, label: string) =>
		checkNames([{ label, path: paths[field] }], items);
	// most items have a User ID, and the first that has one ends the search
	if (type === 'alias' || !(isThere('userId') || isThere('anonymousId'))) {
		need('userId', form.label('userIdField'));
	}
	if (type === 'alias') need('previousId', labels.label('previousId'));
	if (type === 'group') need('groupId', labels.label('groupId'));
	if (type === 'track' && eventName === '' && !isThere('event')) {
		throw new Problem(
			`${form.label('eventName')} is empty, and no item has a field ${quote(paths.event)}`,
			`Fill it in, or name the field that holds it under ${labels.label('event')}.`,
		);
	}
}

const isOwnLibrary = (library: unknown) => JSON.stringify(library) === JSON.stringify(LIBRARY);

/**
 * The mapping, and the fields that the user named and at least one item must have; apart from them
 * those of the traits or properties, which an alias has not.
 */
function readMapping(
	form: Form,
	context: Fields,
): { mapping: FieldMapping; named: NamedPath[]; namedData: NamedPath[] } {
	const named: NamedPath[] = [];
	const namedData: NamedPath[] = [];
	const names = form.collection('fieldNames', '');
	const type = form.choice<MessageType | 'field'>('messageType');
	const paths = { userId: ownName(form, 'userIdField', 'userId') } as FieldMapping['paths'];
	for (const field of [...Object.keys(TEXT_FIELDS), 'timestamp', 'messageId']) {
		if (field !== 'userId') paths[field as TextField] = ownName(names, field, field);
	}
	const mapping: FieldMapping = {
		type: type === 'field' ? { path: chosen('typeField', 'type', named) } : type,
		paths,
		eventName: type === 'track' ? (form.trimmed('eventName') ?? '') : '',
		data: readDataSource(),
		context,
		itemContext: readItemContext(names, named),
		integrations: readIntegrations(form),
		timezone: form.timezone,
	};
	return { mapping, named, namedData };

	/** A field under Segment's own name need not be there; one that the user named must. */
	function ownName(from: Form, parameter: string, fallback: string): string {
		const path = from.trimmed(parameter) ?? fallback;
		if (path !== fallback) named.push({ label: from.label(parameter), path });
		return path;
	}

	function chosen(parameter: string, fallback: string, into: NamedPath[]): string {
		const path = form.trimmed(parameter) ?? fallback;
		into.push({ label: form.label(parameter), path });
		return path;
	}

	function readDataSource(): FieldMapping['data'] {
		if (type === 'alias') return { from: 'allOtherFields' };
		switch (form.choice<FieldMapping['data']['from']>('dataFrom')) {
			case 'objectField':
				return { from: 'objectField', path: chosen('objectField', 'properties', namedData) };
			case 'chosenFields':
				return { from: 'chosenFields', fields: chosenFields() };
			case 'allOtherFields':
				return { from: 'allOtherFields' };
		}
	}

	function chosenFields(): Array<{ from: string; to: string }> {
		return form.rows('chosenFields', 'field').flatMap((row) => {
			if (!row.has('from') && !row.has('to')) return [];
			const from = row.requiredId('from');
			namedData.push({ label: row.label('from'), path: from });
			return [{ from, to: row.id('to') ?? from }];
		});
	}
}
