import type { INodeProperties } from 'n8n-workflow';

import type { Fields } from '../../shared/read/describe';
import { Faults } from '../../shared/read/faults';
import type { Form } from '../../shared/read/form';
import { mergeFields } from '../../shared/read/json';
import { eventSourceOf, type EventSource, type EventSources } from '../events/eventSource';
import { mappingOf, type Mapping } from '../events/mapping';
import { standsInContext, type TypedField } from '../events/typedField';
import { readTypedFields } from '../events/values';
import { GROUP_TRAITS } from '../properties/group';
import { EMAIL, FULL_NAME, USER_TRAITS } from '../properties/identify';
import { EVENT_PROPERTIES, PAGE_PROPERTIES } from '../properties/track';
import { addClickIds, fillClickIds, readClickIds } from './clickIds';
import { readContext } from './context';
import { readCookies } from './cookies';
import { readCustomFields } from './customFields';
import { readMessageId, readTextField } from './fieldValues';
import { readIntegrations } from './integrations';
import { readNamedFields } from './namedFields';
import { DATA_KEY, TEXT_FIELDS_OF } from './shape';
import type { Message, MessageType } from './types';

/** The collection of the form that holds the reserved traits or properties of a call. */
const NAMED: Partial<Record<MessageType, { collection: string; definitions: INodeProperties[] }>> =
	{
		identify: { collection: 'traits', definitions: USER_TRAITS },
		group: { collection: 'groupTraits', definitions: GROUP_TRAITS },
		track: { collection: 'properties', definitions: EVENT_PROPERTIES },
		page: { collection: 'pageProperties', definitions: PAGE_PROPERTIES },
	};

/** Traits that the form has outside of the collection, by the name of their field. */
const OWN_TRAITS = { [EMAIL.name]: 'email', [FULL_NAME.name]: 'name' };

/** What a message is made of besides its form. */
export interface Surroundings {
	/** Whether a dot in a custom name makes nested objects. */
	nestDots: boolean;
	/** Where events come from whose fields are known. */
	sources: EventSources;
	/** The traits that the tracking plan has for the call. */
	traits: readonly TypedField[];
	/** The fields of the input. */
	item: Fields;
	/** Is told how the input's fields became those of a known event. */
	onMapping?: (mapping: Mapping) => void;
}

/**
 * Makes one Segment message of the form of one item. What is empty is left out; whether something
 * that Segment needs is missing is for `checkMessage` to say.
 *
 * @throws Problem naming every field whose value cannot be used
 */
export function composeMessage(
	form: Form,
	type: MessageType,
	{ nestDots, sources, traits, item, onMapping }: Surroundings,
): Message {
	const message: Message = { type };
	const faults = new Faults();
	const source = type === 'track' ? faults.attempt(() => eventSourceOf(form, sources)) : undefined;
	const known = source && faults.attempt(() => readKnownEvent(form, source, item, onMapping));
	for (const field of TEXT_FIELDS_OF[type]) {
		const text = faults.attempt(() =>
			source && field === 'event'
				? known?.name
				: readTextField(field, form.value(field), form.label(field)),
		);
		if (text !== undefined) message[field] = text;
	}
	const dataKey = DATA_KEY[type];
	if (dataKey) {
		const data = faults.attempt(() => (source ? known?.data : readNamedData(form, type))) ?? {};
		const what = dataKey === 'traits' ? 'Traits' : 'Properties';
		faults.attempt(() =>
			dataKey === 'traits' && fillsInTraitsOfPlan(form)
				? mergeFields(data, readTypedFields(form, 'planTraits', traits, item).data, what)
				: mergeFields(data, readCustomFields(form, what, nestDots), `Custom ${what}`),
		);
		if (Object.keys(data).length > 0) message[dataKey] = data;
	}
	message.context = faults.attempt(() =>
		mergeFields(readContext(form), known?.context ?? {}, 'Properties'),
	);
	const integrations = faults.attempt(() => readIntegrations(form)) ?? {};
	if (Object.keys(integrations).length > 0) message.integrations = integrations;
	faults.attempt(() => addAdditionalFields(message, form.collection('additionalFields', '')));
	faults.end();
	return message;
}

function addAdditionalFields(message: Message, additional: Form): void {
	if (additional.isEmpty) return;
	const faults = new Faults();
	const timestamp = faults.attempt(() => additional.time('timestamp'));
	if (timestamp !== undefined) message.timestamp = timestamp;
	faults.attempt(() => addClickIds(message, readClickIds(additional)));
	faults.attempt(() => addCookies(message, additional));
	const messageId = faults.attempt(() =>
		readMessageId(additional.value('messageId'), additional.label('messageId')),
	);
	if (messageId !== undefined) message.messageId = messageId;
	faults.end();
}

/** What the visitor's browser tells; what the form says itself goes before the cookies. */
function addCookies(message: Message, additional: Form): void {
	const cookies = additional.text('cookies');
	if (cookies === undefined) return;
	const { userId, anonymousId, clickIds } = readCookies(cookies, additional.label('cookies'));
	if (userId !== undefined) message.userId ??= userId;
	if (anonymousId !== undefined) message.anonymousId ??= anonymousId;
	fillClickIds(message, clickIds);
}

/** Whether the traits of a user or account are those of the tracking plan. */
export function fillsInTraitsOfPlan(form: Form): boolean {
	return form.choice('specifyTraits') === 'trackingPlan';
}

/** An event of a source that knows its fields. */
interface KnownEvent {
	name: string;
	data: Fields;
	/** What of its fields stands in the context. */
	context: Fields;
}

function readKnownEvent(
	form: Form,
	source: EventSource,
	item: Fields,
	onMapping: Surroundings['onMapping'],
): KnownEvent {
	const given = form.requiredId(source.eventParameter);
	const { name, fields } = source.readEvent(given, form.label(source.eventParameter));
	const values = readTypedFields(form, source.fieldsParameter, fields, item);
	onMapping?.(mappingOf(name, fields, values, item));
	if (!fields.some(standsInContext)) return { name, data: values.data, context: {} };
	const { context = {}, ...properties } = values.data;
	return { name, data: properties, context: context as Fields };
}

function readNamedData(form: Form, type: MessageType): Fields {
	const fields = type === 'identify' ? readOwnTraits(form) : {};
	const named = NAMED[type];
	if (named) {
		const collection = form.collection(named.collection, '');
		Object.assign(fields, readNamedFields(collection, named.definitions, { clears: true }));
	}
	return fields;
}

/** `name` is the parameter of a page's name, so the form calls the person's name `fullName`. */
function readOwnTraits(form: Form): Fields {
	const traits: Fields = {};
	for (const [field, trait] of Object.entries(OWN_TRAITS)) {
		const value = form.value(field) === null ? null : form.text(field);
		if (value !== undefined) traits[trait] = value;
	}
	return traits;
}
