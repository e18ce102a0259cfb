import type {
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { formOf, formsOf } from '../../shared/run/forms';
import { itemsOf, readItem } from '../../shared/run/items';
import { NO_BATCHING, readRequestOptions } from '../../shared/run/requestOptions';
import { unknownOperation } from '../../shared/run/unknownOperation';
import type { Connection } from '../../shared/send/client';
import { BUILT_IN_SOURCES } from '../events/eventSource';
import { composeMessage, fillsInTraitsOfPlan } from '../message/compose';
import { DATA_KEY } from '../message/shape';
import type { MessageType } from '../message/types';
import { properties } from '../properties';
import { planSource, traitsOf } from '../trackingPlan/source';
import { Mappings } from './mappings';
import { createPlanCheck } from './planCheck';
import { adviseBatch } from './progress';
import { planOf } from './readPlan';
import { sendAll, type Plan } from './run';
import { readSettings } from './settings';

/** Sends the items of a run on the canvas, each as one message of its operation. */
export async function sendItems(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = itemsOf(this);
	const formAt = formsOf(this, properties, items);
	const inputOf = (item: number) => items[item].json;
	const all = [...items.keys()];
	const plan = async () => {
		const options = readRequestOptions(this.getNodeParameter('requestOptions', 0, {}));
		return { ...(await planFor(this, all, formAt, inputOf, options.connection)), ...options };
	};
	const outputs = await sendAll(this, all, plan);
	adviseBatch(this, items.length);
	return [outputs];
}

/**
 * The hook around the routing engine's request (`requestOperations.pagination`): sends one item, as
 * agents before version 3 have it.
 */
export async function sendItem(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const form = formOf(this, properties);
	const inputOf = () => this.getInputData().json;
	const items = [this.getItemIndex()];
	const plan = async () => {
		const { connection } = readRequestOptions(this.getNodeParameter('requestOptions', {}));
		const message = await planFor(this, items, () => form, inputOf, connection);
		return { ...message, connection, batching: NO_BATCHING };
	};
	return await sendAll(this, items, plan);
}

async function planFor(
	context: IExecuteFunctions | IExecutePaginationFunctions,
	items: readonly number[],
	formAt: (item: number) => Form,
	inputOf: Plan['inputOf'],
	connection: Connection,
): Promise<Omit<Plan, 'batching' | 'connection'>> {
	const type = typeIn(context);
	const settings = readSettings(formAt(items[0] ?? 0));
	const { nestDots, planCheck } = settings;
	const isChecked = planCheck.mode !== 'off';
	// what cannot be read is said of its item, when that is made into a message
	const fillsIn = (item: number) => {
		const read = readItem(item, () => fillsInFromPlan(formAt(item), type));
		return read.kind === 'content' && read.content;
	};
	const plan =
		isChecked || items.some(fillsIn) ? await planOf(context, settings, connection) : undefined;
	const surroundings = {
		nestDots,
		sources: { ...BUILT_IN_SOURCES, ...(plan && { trackingPlan: planSource(plan) }) },
		traits: plan ? traitsOf(plan, type) : [],
	};
	const mappings = new Mappings(settings.dryRun);
	const messageOf = (item: number) =>
		composeMessage(formAt(item), type, {
			...surroundings,
			item: inputOf(item),
			onMapping: mappings.listener(item),
		});
	return {
		settings,
		output: 'items',
		inputOf,
		mappings,
		messagesOf: (item) => [messageOf(item)],
		planCheck: plan && isChecked ? createPlanCheck(plan, planCheck, undefined) : undefined,
	};
}

/** Whether the form's fields are those of a tracking plan. */
function fillsInFromPlan(form: Form, type: MessageType): boolean {
	switch (DATA_KEY[type]) {
		case 'properties':
			return type === 'track' && form.choice('eventFrom') === 'trackingPlan';
		case 'traits':
			return fillsInTraitsOfPlan(form);
		default:
			return false;
	}
}

/** The call behind each operation. */
const CALLS = new Map<string, MessageType>([
	['alias create', 'alias'],
	['group add', 'group'],
	['identify create', 'identify'],
	['track event', 'track'],
	['track page', 'page'],
	['track screen', 'screen'],
]);

function typeIn(context: IExecuteFunctions | IExecutePaginationFunctions): MessageType {
	const node = context.getNode();
	const { resource, operation } = node.parameters;
	const type = CALLS.get(`${String(resource)} ${String(operation)}`);
	if (type) return type;
	throw unknownOperation(node);
}
