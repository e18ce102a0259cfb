import assert from 'node:assert/strict';
import { test } from 'node:test';

import { executeWorkflow, outputItems, type Workflow } from '../../support/n8n/n8n';
import { CommandFailed } from '../../support/n8n/processes';
import type { ReceivedMessage } from '../../stand-in/tracking-api/state';
import { queryDatabase } from './database';
import type { Setup } from './setup';
import { chain, readExample, segmentNode } from './workflows';

/**
 * n8n.io's template 495, "Track an event in Segment", published in 2020 for the built-in node, with
 * nothing but the type of its node changed and a credential chosen.
 */
const template = (id: string, filledIn: { userId?: string; event?: string } = {}): Workflow =>
	chain(id, [segmentNode('Segment', { resource: 'track', event: '', ...filledIn })]);

export const exampleWorkflows = async (): Promise<Workflow[]> => [
	await readExample('track-an-event.json'),
	await readExample('identify-people.json'),
	template('TemplateAsIs'),
	template('TemplateWithEvent', { event: 'Trial Started' }),
	template('TemplateFilled', { userId: '97980cfea0067', event: 'Trial Started' }),
];

export function testExamples(setup: () => Setup): void {
	test('the documented example sends its event', async () => {
		const { home, standIn } = setup();
		standIn.reset();
		const run = await executeWorkflow(home, 'SegmentExample01');
		assert.equal(run.data.resultData.error, undefined);
		const [{ json, pairedItem }] = outputItems(run, 'Segment');
		assert.deepEqual(pairedItem, { item: 0 });
		assert.deepEqual(standIn.received.map(essence), [TRIAL_STARTED]);
		assert.equal(json.success, true);
		assert.equal(json.messageId, standIn.received[0].message.messageId);
		assert.deepEqual(standIn.discarded, []);
	});

	test('the example with several people sends them as one request', async () => {
		const { home, standIn } = setup();
		standIn.reset();
		const run = await executeWorkflow(home, 'SegmentExample02');
		assert.equal(run.data.resultData.error, undefined);
		assert.equal(standIn.requests.length, 1);
		assert.deepEqual(
			standIn.received.map(({ message }) => message.traits),
			[
				traits('peter@example.com', 'Peter Gibbons', 'premium', 12, 'acct_19', 'Initech'),
				traits('samir@example.com', 'Samir Nagheenanajar', 'basic', 1, 'acct_19', 'Initech'),
				traits('joanna@example.com', 'Joanna Reyes', 'basic', 3, 'acct_20', 'Flingers'),
			],
		);
	});

	test('template 495 as published sends nothing, and n8n asks for what is missing', async () => {
		const { home, standIn } = setup();
		standIn.reset();
		// n8n checks required fields before it runs a node; its command line then prints no record
		await executeWorkflow(home, 'TemplateAsIs').catch((error: unknown) => {
			assert.ok(error instanceof CommandFailed);
		});
		const [{ data }] = await queryDatabase<{ data: string }>(
			home,
			'SELECT data FROM execution_data JOIN execution_entity ON id = executionId WHERE workflowId = ? AND status = ?',
			'TemplateAsIs',
			'error',
		);
		// n8n 1 leaves it to the editor to show which field it is
		assert.match(
			data,
			home.install.name === 'oldest'
				? /The workflow has issues .* Please fix them first/
				: /The 'Segment' node has issues:.*Parameter \\"Event\\" is required/,
		);
		assert.equal(standIn.counts.requests, 0);
	});

	test('template 495 with an event but no user sends nothing and asks for an ID', async () => {
		const { home, standIn } = setup();
		standIn.reset();
		const { error } = (await executeWorkflow(home, 'TemplateWithEvent')).data.resultData;
		assert.equal(error?.message, 'User ID and Anonymous ID are both empty');
		assert.equal(
			error?.description,
			'Fill in one of them. Segment drops messages that belong to nobody.',
		);
		assert.equal(standIn.counts.requests, 0);
	});

	test('template 495 with User ID and Event filled in delivers', async () => {
		const { home, standIn } = setup();
		standIn.reset();
		const run = await executeWorkflow(home, 'TemplateFilled');
		assert.equal(run.data.resultData.error, undefined);
		assert.deepEqual(standIn.received.map(essence), [TRIAL_STARTED]);
	});
}

const TRIAL_STARTED = { type: 'track', userId: '97980cfea0067', event: 'Trial Started' };

const essence = ({ sent }: ReceivedMessage) => {
	const { type, userId, event } = sent as Record<string, unknown>;
	return { type, userId, event };
};

const traits = (
	email: string,
	name: string,
	plan: string,
	seats: number,
	id: string,
	company: string,
) => ({ email, name, plan, seats, company: { id, name: company } });
