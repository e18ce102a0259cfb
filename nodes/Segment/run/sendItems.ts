import type {
	DeclarativeRestApiSettings,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { formOf, formsOf } from '../../shared/run/forms';
import { itemsOf } from '../../shared/run/items';
import { NO_BATCHING, readRequestOptions } from '../../shared/run/requestOptions';
import type { Connection } from '../../shared/send/client';
import { BUILT_IN_SOURCES } from '../events/eventSource';
import { composeMessage } from '../message/compose';
import type { MessageType } from '../message/types';
import { properties } from '../properties';
import { sendAll, type Plan } from './run';
import { readSettings } from './settings';

/** Sends the items of a run on the canvas, each as one message of its operation. */
export async function sendItems(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = itemsOf(this);
	const formAt = formsOf(this, properties, items);
	const inputOf = (item: number) => items[item].json;
	const plan = () => ({
		...planFor(typeIn(this), formAt, inputOf),
		...readRequestOptions(this),
	});
	return [await sendAll(this, [...items.keys()], plan)];
}

/**
 * The hook around the routing engine's request (`requestOperations.pagination`): sends one item, as
 * agents before version 3 have it.
 */
export async function sendItem(
	this: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const connection: Connection = {
		timeout: options.timeout,
		proxy: options.proxy,
		skipSslCertificateValidation: options.skipSslCertificateValidation === true,
	};
	const form = formOf(this, properties);
	const plan = () => ({
		...planFor(
			typeIn(this),
			() => form,
			() => this.getInputData().json,
		),
		connection,
		batching: NO_BATCHING,
	});
	return await sendAll(this, [this.getItemIndex()], plan);
}

function planFor(
	type: MessageType,
	formAt: (item: number) => Form,
	inputOf: Plan['inputOf'],
): Pick<Plan, 'settings' | 'output' | 'inputOf' | 'messagesOf'> {
	const settings = readSettings(formAt(0));
	const { nestDots } = settings;
	const messageOf = (item: number) =>
		composeMessage(formAt(item), type, {
			nestDots,
			sources: BUILT_IN_SOURCES,
			item: inputOf(item),
		});
	return { settings, output: 'items', inputOf, messagesOf: (item) => [messageOf(item)] };
}

/** The calls behind the operations whose name is not the call's. */
const TYPE_BY_OPERATION: Record<string, MessageType> = {
	event: 'track',
	page: 'page',
	screen: 'screen',
};

function typeIn(context: IExecuteFunctions | IExecutePaginationFunctions): MessageType {
	const { resource, operation } = context.getNode().parameters;
	return TYPE_BY_OPERATION[String(operation)] ?? (resource as MessageType);
}
