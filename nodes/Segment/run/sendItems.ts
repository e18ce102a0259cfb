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
import { composeMessage } from '../message/compose';
import type { MessageType } from '../message/types';
import { properties } from '../properties';
import { sendAll, type Plan } from './run';
import { readSettings } from './settings';

/** Sends the items of a run on the canvas, each as one message of its operation. */
export async function sendItems(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = itemsOf(this);
	const formAt = formsOf(this, properties, items);
	const plan = () => ({
		...planFor(typeIn(this), formAt),
		inputOf: (item: number) => items[item].json,
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
		...planFor(typeIn(this), () => form),
		inputOf: () => this.getInputData().json,
		connection,
		batching: NO_BATCHING,
	});
	return await sendAll(this, [this.getItemIndex()], plan);
}

function planFor(
	type: MessageType,
	formAt: (item: number) => Form,
): Pick<Plan, 'settings' | 'output' | 'messagesOf'> {
	const settings = readSettings(formAt(0));
	return {
		settings,
		output: 'items',
		messagesOf: (item) => [composeMessage(formAt(item), type, settings.nestDots)],
	};
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
