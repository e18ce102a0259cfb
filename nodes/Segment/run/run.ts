import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';

import { clock } from '../../shared/clock';
import type { Fields } from '../../shared/read/describe';
import { isTool, nodeError, unsendable, type ItemProblem } from '../../shared/run/errors';
import { endAll, goesOnAfterErrors, partsOf, readItem } from '../../shared/run/items';
import type { Batching } from '../../shared/run/requestOptions';
import { cancelSignal, createClient, type Connection } from '../../shared/send/client';
import { isAutomatic } from '../../shared/send/hosts';
import { usesOAuth } from '../../shared/send/oauthCredential';
import { Sender } from '../../shared/send/sender';
import { CREDENTIAL_TYPE } from '../credential';
import { Delivery, type Outcome } from '../delivery/delivery';
import { IdRates } from '../delivery/idRates';
import { prepareMessage, type PreparedMessage } from '../delivery/prepared';
import {
	contextBytes,
	planDelivery,
	planRequests,
	writeKeyBytes,
	type TrackingRequest,
} from '../delivery/request';
import { createMessageIds } from '../message/messageId';
import type { Message } from '../message/types';
import { writeKeyIn } from '../writeKey/ask';
import { trackingHost } from '../writeKey/host';
import { refusals } from './errors';
import { logProgress, warnInPanel } from './progress';
import type { Mappings } from './mappings';
import { violationHints, type PlanCheck } from './planCheck';
import { itemOf, summaryItem, toItem, toItemWithInput, type Planned, type Result } from './results';
import type { RunSettings } from './settings';
import { warningsOf, withWarnings } from './warnings';

type Context = IExecuteFunctions | IExecuteSingleFunctions;

/** What is to be sent, and how. */
export interface Plan {
	settings: RunSettings;
	connection: Connection;
	batching: Batching;
	/** What the context of every message has, when each request carries it once. */
	context?: Fields;
	/** Holds messages against the tracking plan. */
	planCheck?: PlanCheck;
	/** How items became events whose fields are known. */
	mappings?: Mappings;
	output: 'items' | 'summary';
	/**
	 * Makes the messages of an item.
	 *
	 * @throws Problem when something about the item is wrong
	 */
	messagesOf(item: number): Message[];
	/** The fields of an item that its results carry, when they are to. */
	inputOf(item: number): IDataObject;
}

/** Reads what belongs to the run as a whole, and how each item becomes messages. */
export type ReadPlan = (writeKey: string) => Plan | Promise<Plan>;

/** What all messages of one run of the node share. */
interface Run {
	node: INode;
	plan: Plan;
	goesOn: boolean;
	sender: Sender;
	rates: IdRates;
	delivery: Delivery;
	/** The write key, where it travels in the body beside a token. */
	keyInBody: string | undefined;
	newMessageId(position: string, message: Message): string;
}

type Entry = PreparedMessage | ItemProblem;

/**
 * One run of the node: reads and checks the messages of all items, then sends them. Each result is
 * linked to its item.
 *
 * @param items how many the run has
 * @throws NodeApiError naming what is wrong, when the run stops on errors
 */
export async function sendAll(
	context: Context,
	items: readonly number[],
	read: ReadPlan,
): Promise<INodeExecutionData[]> {
	const started = clock.now();
	const goesOn = goesOnAfterErrors(context);
	let run: Run;
	try {
		run = await startRun(context, items.length, goesOn, read);
	} catch (error) {
		return endAll(context, items, error);
	}

	const entries = prepareAll(run, items);
	const { batching, output } = run.plan;
	const results: Result[] = [];
	for (const [index, part] of partsOf(entries, batching).entries()) {
		if (index > 0 && !run.delivery.isOver) await run.sender.rest(batching.interval);
		for (const result of await sendPart(run, part, entries.length)) results.push(result);
	}
	const { dryRun, includeInputFields } = run.plan.settings;
	if (dryRun) warnInPanel(context, ['Dry Run: nothing was sent.'], 'info');
	const warnings = warningsOf(run.rates);
	warnInPanel(context, [
		...warnings,
		...violationHints(results),
		...(run.plan.mappings?.hints ?? []),
	]);
	if (output === 'summary') {
		return [summaryItem(results, run.delivery.totals, clock.now() - started, warnings)];
	}
	const outputs = includeInputFields ? withInput(run, results) : results.map(toItem);
	return withWarnings(outputs, results, run.rates);
}

function withInput({ node, plan }: Run, results: Result[]): INodeExecutionData[] {
	const hasErrorOutput = node.onError === 'continueErrorOutput';
	return results.map((result) =>
		toItemWithInput(result, plan.inputOf(itemOf(result)), hasErrorOutput),
	);
}

/** Reads the credential once, and what makes message ids unlike those of other runs. */
async function startRun(
	context: Context,
	items: number,
	goesOn: boolean,
	read: ReadPlan,
): Promise<Run> {
	const node = context.getNode();
	const credential = await context.getCredentials(CREDENTIAL_TYPE);
	const writeKey = writeKeyIn(credential);
	const plan = await read(writeKey);
	const { settings, connection } = plan;
	const sender = new Sender({
		atOnce: settings.concurrentRequests,
		maxRetries: settings.maxRetries,
		signal: cancelSignal(context),
	});
	const attempt = createClient(context, {
		credentialType: CREDENTIAL_TYPE,
		credential,
		connection,
		renewsToken: usesOAuth(credential),
	});
	const keyInBody = usesOAuth(credential) ? writeKey : undefined;
	const asksForHost = !(settings.dryRun && isAutomatic(credential));
	const host = asksForHost ? await trackingHost(sender, attempt, credential) : '';
	const rates = new IdRates();
	const origin = {
		writeKey,
		instanceId: context.getInstanceId(),
		workflowId: String(context.getWorkflow().id ?? ''),
		executionId: firstExecutionId(context),
		nodeId: node.id,
		runIndex: Number(context.getWorkflowDataProxy(0).$runIndex),
	};
	return {
		node,
		plan,
		goesOn,
		sender,
		rates,
		keyInBody,
		delivery: new Delivery(sender, attempt, {
			host,
			stopsOnError: !goesOn,
			writeKey: keyInBody,
			messagesPerSecond: settings.messagesPerSecond,
			onSend: ({ messages }) => rates.note(messages, clock.now()),
			onDone: logProgress(context, items),
		}),
		newMessageId: createMessageIds(settings.messageIdMode, origin, isTool(node)),
	};
}

/**
 * n8n's *Retry* of a failed execution is a new execution that goes on with the data of the failed
 * one. The ID of the first is kept there, so that what Segment took before the failure counts once.
 */
function firstExecutionId(context: Context): string {
	const kept = context.getContext('node');
	if (context.getMode() !== 'retry' || typeof kept.executionId !== 'string') {
		kept.executionId = context.getExecutionId();
	}
	return kept.executionId as string;
}

/**
 * Checks the messages of a run and makes them ready to travel, one item after the other, so that of
 * many messages only their JSON stays in memory.
 *
 * @throws NodeApiError naming the items that are wrong, when the run stops on errors
 */
function prepareAll(
	{ node, plan, keyInBody, newMessageId, goesOn }: Run,
	items: readonly number[],
): Entry[] {
	const bytesAdded = contextBytes(plan.context) + writeKeyBytes(keyInBody);
	const entries: Entry[] = [];
	const problems: ItemProblem[] = [];
	for (const item of items) {
		const read = readItem(item, () =>
			plan.messagesOf(item).map((message, index) => {
				const position = index === 0 ? String(item) : `${item}.${index}`;
				const newId = () => newMessageId(position, message);
				const prepared = prepareMessage(message, item, newId, bytesAdded);
				const { planCheck } = plan;
				return planCheck ? { ...prepared, violations: planCheck(message) } : prepared;
			}),
		);
		if (read.kind === 'content') entries.push(...read.content);
		else {
			entries.push(read);
			problems.push(read);
		}
	}
	if (problems.length > 0 && !goesOn) {
		throw nodeError(node, unsendable(problems, items.length), problems[0].item);
	}
	return entries;
}

/**
 * Sends what is ready, or in a Dry Run plans it.
 *
 * @returns the result of each entry, in the order given
 * @throws NodeApiError when Segment did not take some of them and the run stops on errors
 */
async function sendPart(run: Run, entries: Entry[], total: number): Promise<Result[]> {
	const { plan, node, goesOn, delivery } = run;
	const messages = entries.filter((entry) => entry.kind === 'message');
	const { dryRun, delivery: way, messagesPerSecond } = plan.settings;
	const oneEach = way === 'single';
	const requests = planDelivery(messages, oneEach, plan.context, messagesPerSecond);
	// a token is fetched, or found to be refused, once and not by several at a time
	const firstAlone = oneEach || run.keyInBody !== undefined;
	const sent = dryRun
		? planned(requests, plan.mappings, run.keyInBody)
		: await delivery.deliverAll(requests, firstAlone);
	const refused = sent.filter((result) => result.kind === 'refused');
	if (refused.length > 0 && !goesOn) {
		const tried = refused.filter(({ attempts }) => attempts > 0);
		const named = tried.length > 0 ? tried : refused;
		throw nodeError(node, refusals(named, total, delivery.accepted), named[0].message.item);
	}

	// Requests keep the order of their messages, so results fall into place one after the other.
	let next = 0;
	return entries.map((entry) => (entry.kind === 'problem' ? entry : sent[next++]));
}

function planned(
	requests: TrackingRequest[],
	mappings: Mappings | undefined,
	writeKey: string | undefined,
): Array<Planned | Outcome> {
	const plans = planRequests(requests, writeKey);
	return requests.flatMap(({ messages }, index) =>
		messages.map((message): Planned => ({
			kind: 'planned',
			message,
			request: plans[index],
			mapping: mappings?.of(message.item),
		})),
	);
}
