import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecuteData,
	IExecutePaginationFunctions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';

import { composeMessage } from '../message/compose';
import type { Message, MessageType } from '../message/types';
import { readParameters } from './parameters';
import { RunQueue, runOf } from './queue';
import { toItem } from './results';
import { prepareAll, sendAll, startRun, type Run } from './run';
import { readSettings } from './settings';

/** The calls behind the operations whose name is not the call's. */
const TYPE_BY_OPERATION: Record<string, MessageType> = {
	event: 'track',
	page: 'page',
	screen: 'screen',
};

/**
 * The one hook around the routing engine's requests (`requestOperations.pagination`): takes an
 * item's message into the queue of its run and gives the item's output.
 */
export async function sendQueued(
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const node = this.getNode();
	const item = this.getItemIndex();
	const run = runOf(this.getExecuteData(), node.id, item, () => startItemsRun(this, node, request));
	return await run.queue.add(item, run.compose(this));
}

function startItemsRun(
	context: IExecutePaginationFunctions,
	node: INode,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
) {
	const resource = context.getNodeParameter('resource') as string;
	const operation = context.getNodeParameter('operation') as string;
	const type = TYPE_BY_OPERATION[operation] ?? (resource as MessageType);
	const settings = readSettings(context.getNodeParameter('options', {}) as IDataObject);
	const composing = { nestDots: settings.nestDots, timezone: context.getTimezone() };
	const total = itemCount(context.getExecuteData(), node);
	let started: Promise<Run> | undefined;

	return {
		compose(itemContext: IExecutePaginationFunctions): Message | Error {
			try {
				return composeMessage(readParameters(itemContext, node.parameters, type), composing);
			} catch (error) {
				return error as Error;
			}
		},

		queue: new RunQueue<Message | Error>(total, async (contents, nextItem) => {
			if (nextItem !== undefined && wasAbandoned(context, node, nextItem)) return new Map();
			started ??= startRun(context, total, settings, {
				...options,
				skipSslCertificateValidation: options.skipSslCertificateValidation === true,
			});
			const entries = [...contents].map(([item, content]) => ({ item, content }));
			const run = await started;
			const results = await sendAll(run, prepareAll(run, entries));
			return new Map(results.map((result, index) => [entries[index].item, toItem(result)]));
		}),
	};
}

/** How many items the run has. A tool that shares its agent's execute data has one for each call. */
function itemCount({ node, data }: IExecuteData, { id }: INode): number {
	const items = node.id === id ? (data.main ?? data.ai_tool)?.[0] : undefined;
	return items?.length ?? 1;
}

/**
 * Whether the routing engine gave the run up because it could not read the item that comes next:
 * when a run stops on errors, an expression that fails ends it before the later items come, and
 * then nothing of it may be sent.
 */
function wasAbandoned(
	context: IExecutePaginationFunctions,
	node: INode,
	nextItem: number,
): boolean {
	if (context.continueOnFail()) return false;
	try {
		evaluateAll(node.parameters, (expression) => context.evaluateExpression(expression, nextItem));
		return false;
	} catch {
		return true;
	}
}

function evaluateAll(parameter: unknown, evaluate: (expression: string) => unknown): void {
	if (typeof parameter === 'string' && parameter.startsWith('=')) evaluate(parameter.slice(1));
	if (typeof parameter !== 'object' || parameter === null) return;
	for (const value of Object.values(parameter)) evaluateAll(value, evaluate);
}
