/**
 * Every value in every parameter of Segment Trigger, out of an expression, in n8n's own hook context:
 * read as the rule says, or refused when the workflow is published and when an event comes.
 */
import type { IHookFunctions, INodeParameters } from 'n8n-workflow';

import { SegmentTriggerApi } from '../../credentials/SegmentTriggerApi.credentials';
import * as parameters from '../../nodes/SegmentTrigger/parameters';
import { SegmentTrigger } from '../../nodes/SegmentTrigger/SegmentTrigger.node';
import type { Form } from '../../nodes/shared/read/form';
import { buildRequest, payloads } from '../stand-in/webhook-sender';
import { startWebhook, type Webhook } from '../support/webhook';
import { judge, report, type Mismatch, type Outcome } from './cell';
import { isSame } from './compare';
import { fieldsOf, withPath, type Field } from './fields';
import { verdict, type Kind } from './rule';
import { valuesOf } from './segmentKinds';
import { ALL_VALUES, type OddValue } from './values';

jest.setTimeout(120_000);

const SECRET = 'a shared secret of some length';
const AUTOMATIC: INodeParameters = {
	setUp: 'automatic',
	source: { __rl: true, mode: 'id', value: 'source1' },
};

const fields = new Map(
	fieldsOf(new SegmentTrigger().description).map((field) => [field.id, field]),
);

interface Probe {
	kind: Kind;
	/** What the node reads. */
	see: (form: Form) => unknown;
	/** The same without a value. */
	absent: unknown;
	/** With this value; default: the value. */
	expect?: (value: unknown) => unknown;
	others?: INodeParameters;
}

const optionsOf = (id: string) => valuesOf(fieldOf(id).definition.options);
const isOn = (see: Probe['see'], absent: boolean): Probe => ({
	kind: { is: 'switch' },
	see,
	absent,
});
const names = (see: Probe['see']): Probe => ({
	kind: { is: 'list', of: 'text' },
	see,
	absent: [],
	expect: (value) => [...new Set(value as string[])],
});
const number = (see: Probe['see'], max: number, absent: number): Probe => ({
	kind: { is: 'number', min: 1, max, integer: true },
	see,
	absent,
});
/** A choice of two, of which the node asks for one. */
const either = (id: string, chosen: string, see: Probe['see']): Probe => ({
	kind: { is: 'choice', options: optionsOf(id) },
	see,
	absent: false,
	expect: (value) => value === chosen,
	others: AUTOMATIC,
});

const { filterOf, memoryRulesOf } = parameters;

const PROBES: Record<string, Probe> = {
	events: {
		kind: { is: 'choices', options: optionsOf('events'), required: true },
		see: (form) => filterOf(form).kinds,
		absent: undefined,
	},
	'filters.eventNames': names((form) => filterOf(form).names),
	'filters.keys': names((form) => filterOf(form).keys),
	'filters.changesOnly': isOn((form) => memoryRulesOf(form, false).changesOnly, false),
	'options.dropDuplicates': isOn((form) => Boolean(memoryRulesOf(form, false).duplicates), true),
	'options.includeHeaders': isOn(parameters.includesHeaders, false),
	'options.otherMappings': isOn((form) => memoryRulesOf(form, false).duplicates?.byData, false),
	'options.rememberEvents': number((form) => memoryRulesOf(form, false).members, 100_000, 10_000),
	'options.rememberHours': number((form) => memoryRulesOf(form, false).duplicates?.hours, 168, 24),
	'options.batches': {
		kind: { is: 'choice', options: optionsOf('options.batches') },
		see: parameters.batchesOf,
		absent: 'all',
	},
	'options.whenDeactivated': either(
		'options.whenDeactivated',
		'delete',
		parameters.deletesDestination,
	),
	'options.oldDestination': either(
		'options.oldDestination',
		'publish',
		parameters.publishesWithoutOld,
	),
	secretFrom: either('secretFrom', 'credential', parameters.takesSecretFromCredential),
	source: {
		kind: { is: 'id', required: true },
		see: parameters.sourceIdOf,
		absent: undefined,
		others: { setUp: 'automatic' },
	},
	verifySignature: isOn(parameters.verifiesSignatures, true),
};

let webhook: Webhook;

beforeAll(async () => {
	webhook = await startWebhook({
		nodeType: new SegmentTrigger(),
		credentialTypes: [new SegmentTriggerApi()],
		credentials: { segmentTriggerApi: { sharedSecret: SECRET } },
	});
});

afterAll(async () => await webhook.close());

it('tries every parameter that can hold an expression', () => {
	expect([...fields.keys()].sort()).toEqual(Object.keys(PROBES).sort());
});

describe.each(Object.keys(PROBES))('%s', (id) => {
	it('is read by the rule', async () => {
		const mismatches: Mismatch[] = [];
		// there is no item that a trigger's expression could read
		for (const value of ALL_VALUES.filter(({ onlyInItems }) => !onlyInItems)) {
			const outcome = await publish(id, value);
			const { kind, absent, see: _, expect: expected = (used) => used } = PROBES[id];
			const mismatch = judge({
				field: id,
				kind: JSON.stringify(kind),
				labels: [fieldOf(id).definition.displayName],
				value,
				verdict: verdict(kind, value.make()),
				outcome,
				matches: (seen, use) => isSame(use === 'absent' ? absent : expected(use.value), seen),
			});
			if (mismatch) mismatches.push(mismatch);
		}
		expect(report(mismatches)).toBe('');
	});
});

const USED_FOR_EVENTS = Object.keys(PROBES).filter((id) => PROBES[id].others === undefined);

it.each(USED_FOR_EVENTS)('an event is not taken while %s is wrong', async (id) => {
	webhook.parameters = parametersWith(id, '={{ ({ wrong: 1 }) }}');
	const request = buildRequest([payloads.track()], { mode: 'actions', secret: SECRET });
	const answer = await fetch(webhook.url, { method: 'POST', ...request });
	// Segment repeats it, for hours in which somebody can mend the workflow
	expect(answer.status).toBe(503);
	expect(await answer.text()).toContain(fieldOf(id).definition.displayName);
	expect(webhook.runs).toEqual([]);
});

it('a wrong parameter does not keep the webhook away when n8n starts', async () => {
	webhook.parameters = parametersWith('options.rememberHours', '={{ 500 }}');
	expect(await webhook.lifeCycle('checkExists', { activation: 'init' })).toBe(true);
	await expect(webhook.lifeCycle('checkExists')).rejects.toThrow('Remember Hours');
});

function fieldOf(id: string): Field {
	const field = fields.get(id);
	if (!field) throw new Error(`The trigger has no parameter ${id}`);
	return field;
}

function parametersWith(id: string, expression: string): INodeParameters {
	const others = PROBES[id].others ?? {};
	return withPath(others, fieldOf(id).path, expression) as INodeParameters;
}

async function publish(id: string, { code }: OddValue): Promise<Outcome> {
	// n8n ends an expression at the first }}, also in a text
	const written = code.startsWith('"') ? code.replaceAll('}}', '}\\u007d') : code;
	webhook.parameters = parametersWith(id, `={{ (${written}) }}`);
	const check = jest.spyOn(parameters, 'checkParameters');
	try {
		await webhook.lifeCycle('checkExists');
		return {
			sent: PROBES[id].see(parameters.parametersOf(check.mock.lastCall?.[0] as IHookFunctions)),
		};
	} catch (error) {
		return { error: (error as Error).message };
	} finally {
		check.mockRestore();
	}
}
