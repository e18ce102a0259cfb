import { join } from 'node:path';

import { expect, test as base, type Page } from '@playwright/test';

import { readExamples } from '../../support/n8n/demo';
import type { StandIn } from '../../stand-in/server';
import { startDemoWorld, type DemoWorld } from './support/demoWorld';
import { Editor } from './support/editor';
import { OWNER } from './support/fixtures';
import { NodeDetails } from './support/nodeDetails';
import { signIn } from './support/rest';

const START_TIMEOUT_MS = 300_000;

/** Each example in an n8n as `npm start` brings it, run by mouse. */
const test = base.extend<{ standIn: StandIn; example: Example }, { demo: DemoWorld }>({
	demo: [
		async ({}, use) => {
			const demo = await startDemoWorld(OWNER);
			await use(demo);
			await demo.end();
		},
		{ scope: 'worker', timeout: START_TIMEOUT_MS },
	],
	baseURL: async ({ demo }, use) => await use(demo.n8n.url),
	viewport: { width: 1440, height: 900 },
	standIn: async ({ demo }, use) => {
		demo.standIn.reset();
		await use(demo.standIn);
	},
	example: async ({ page }, use, { outputDir }) => {
		await signIn(page, OWNER);
		await use(new Example(page, outputDir));
	},
});

/** One example on the canvas. */
class Example {
	private readonly details: NodeDetails;

	constructor(
		readonly page: Page,
		private readonly folder: string,
	) {
		this.details = new NodeDetails(page);
	}

	async open(file: string): Promise<void> {
		const { id } = (await readExamples())[file];
		await this.page.goto(`/workflow/${id}`);
		await expect(this.page.locator('[data-test-id="sticky"]')).toBeVisible();
	}

	async execute(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
	}

	/** Waits for the end of the run, which has to be green in every node. */
	async succeed(): Promise<void> {
		const toasts = this.page.locator('.el-notification');
		await expect(toasts.filter({ hasText: 'executed successfully' })).toBeVisible();
		await expect(this.page.getByTestId('node-issues')).toHaveCount(0);
		await this.page.screenshot({ path: join(this.folder, 'canvas.png') });
	}

	/** The rows that a node put out. */
	async outputOf(name: string): Promise<Array<Record<string, string>>> {
		await this.page
			.getByTestId('canvas-node')
			.filter({ has: this.page.getByText(name, { exact: true }) })
			.dblclick();
		const rows = await this.details.outputRows();
		await this.details.close();
		return rows;
	}
}

const messagesOf = ({ received }: StandIn) => received.map(({ message }) => message);

/** What each example has to leave behind; a file without a line here is missed by the last test. */
const RESULTS: Record<string, (example: Example, standIn: StandIn) => Promise<void>> = {
	async 'track-an-event.json'(_, standIn) {
		expect(messagesOf(standIn)).toEqual([
			expect.objectContaining({ type: 'track', event: 'Trial Started', userId: '97980cfea0067' }),
		]);
	},
	async 'identify-people.json'(_, standIn) {
		expect(standIn.requests).toHaveLength(1);
		expect(messagesOf(standIn).map(({ userId }) => userId)).toEqual([
			'usr_1001',
			'usr_1002',
			'usr_1003',
		]);
	},
	async 'import-orders-csv.json'(example, standIn) {
		expect(await example.outputOf('Segment')).toEqual([
			expect.objectContaining({ sent: '4', failed: '0' }),
		]);
		expect(messagesOf(standIn)[0]).toMatchObject({
			event: 'Order Completed',
			// as sent: Segment moves the timestamp by what a request took
			originalTimestamp: '2021-03-04T09:15:00.000Z',
			properties: { order_id: 'A-1001', revenue: 39.95, currency: 'EUR' },
			context: { ip: '192.0.2.7', campaign: { source: 'newsletter' } },
		});
	},
	async 'track-web-form.json'(_, standIn) {
		expect(messagesOf(standIn)).toMatchObject([
			{
				anonymousId: '507f191e-810c-4729-de86-0ea4157a1a2b',
				properties: { form: 'footer', fbp: 'fb.1.1767344400000.1116446470' },
				integrations: {
					'Reddit Conversions Api': { uuid: '1767344400000.8f1d2c30' },
					'TikTok Conversions': { ttclid: 'E.C.P.1' },
				},
			},
		]);
	},
	async 'move-from-built-in-node.json'(example) {
		const [{ workflow }] = await example.outputOf('Move to Twilio Segment');
		expect(workflow).toContain('n8n-nodes-segment.segment');
	},
	async 'tracking-plan-violations.json'(example, standIn) {
		expect(messagesOf(standIn).map(({ userId }) => userId)).toEqual(['usr_1001']);
		const rows = await example.outputOf('Refused');
		expect(rows.map(({ violations }) => violations)).toEqual([
			'properties.price must be a number',
			'event “tour_1_booked” is not in the tracking plan',
		]);
	},
	async 'profile-enrich-ticket.json'(example) {
		expect(await example.outputOf('Ticket With Profile')).toEqual([
			expect.objectContaining({ ticket: '4711', customer: 'Ada', plan: 'pro', priority: 'high' }),
		]);
		expect(await example.outputOf('Ticket of a Stranger')).toEqual([
			{
				ticket: '4712',
				email: 'stranger@example.com',
				text: 'How do I sign up?',
				priority: 'normal',
			},
		]);
	},
	async 'trigger-audience-entered-chat.json'(example) {
		expect(await example.outputOf('Message')).toEqual([
			{ text: expect.stringContaining('entered the audience high_value_customers') as unknown },
		]);
	},
	async 'trigger-deletion-erase.json'(example) {
		const rows = await example.outputOf('Erase');
		expect(rows).toEqual([expect.objectContaining({ userId: expect.stringMatching(/./) })]);
	},
	async 'trigger-forward-workspace.json'(example, standIn) {
		expect(messagesOf(standIn).length).toBeGreaterThan(0);
		expect(await example.outputOf('Segment')).toEqual([
			expect.objectContaining({ sent: String(messagesOf(standIn).length), failed: '0' }),
		]);
	},
	async 'workspace-access-review.json'(example) {
		const rows = await example.outputOf('Get access review');
		expect(rows.length).toBeGreaterThan(0);
		expect(rows[0]).toMatchObject({ email: expect.stringContaining('@northwind.example') });
	},
	async 'workspace-destination-alert.json'(example) {
		expect(await example.outputOf('Disabled?')).toEqual([
			expect.objectContaining({ type: 'Integration Disabled', resourceType: 'Destination' }),
		]);
	},
	async 'workspace-directory-to-table.json'(example) {
		const rows = await example.outputOf('Added');
		expect(rows[0]).toMatchObject({
			email: expect.stringContaining('@northwind.example'),
			change: 'added',
		});
	},
	async 'workspace-events-check.json'(example) {
		const rows = await example.outputOf('Find lost events');
		expect(rows.map(({ discardReason }) => discardReason)).toEqual([
			'missing_event_name',
			'multi_user_error',
		]);
	},
	async 'workspace-offboarding.json'(example, { publicApi }) {
		expect(await example.outputOf('Delete user')).toHaveLength(1);
		const email = 'cleo.costa@northwind.example';
		const { groups, users } = publicApi.state;
		expect(users.filter((user) => user.email === email)).toEqual([]);
		expect(groups.filter(({ emails }) => emails.includes(email))).toEqual([]);
	},
	async 'workspace-onboarding.json'(_, { publicApi }) {
		const { groups, invites } = publicApi.state;
		expect(invites).toContain('new.person@example.com');
		const joined = groups.filter(({ emails }) => emails.includes('new.person@example.com'));
		expect(joined.map(({ name }) => name)).toEqual(['Analytics']);
	},
	async 'workspace-privacy-request.json'(example, { publicApi }) {
		expect(await example.outputOf('Confirm to person')).toEqual([
			expect.objectContaining({ status: 'FINISHED' }),
		]);
		expect(publicApi.state.regulations[0]).toMatchObject({
			subjectIds: ['97980cfea0067'],
			status: 'FINISHED',
		});
	},
	async 'workspace-roles-to-levels.json'(example) {
		const rows = await example.outputOf('Admins');
		expect(rows.map(({ email }) => email)).toEqual(
			expect.arrayContaining(['ada.adler@northwind.example', 'bo.berg@northwind.example']),
		);
		expect(new Set(rows.map(({ level }) => level))).toEqual(new Set(['admin']));
	},
	async 'workspace-tracking-plan-from-table.json'(example, { publicApi }) {
		expect(await example.outputOf('Update rules')).toMatchObject([
			{ change: 'added', name: 'Order Completed', addedProperties: 'total, currency, customer' },
			{ change: 'added', name: 'Order Cancelled', addedProperties: 'reason' },
		]);
		expect(publicApi.requests.map(({ method }) => method)).not.toContain('PATCH');
	},
};

/** What a person does beside pressing _Execute workflow_. */
const DONE_BY_HAND: Record<string, (page: Page) => Promise<void>> = {
	async 'workspace-privacy-request.json'(page) {
		const form = await page.waitForEvent('popup');
		await form.getByLabel('User ID').fill('97980cfea0067');
		await form.getByLabel('Email').fill('peter@example.com');
		await form.getByRole('button', { name: 'Submit' }).click();
		await expect(form.getByText('Form Submitted')).toBeVisible();
		await form.close();
	},
};

for (const [file, seeResult] of Object.entries(RESULTS)) {
	test(`${file} runs to its end`, async ({ example, page, standIn }) => {
		await example.open(file);
		const byHand = DONE_BY_HAND[file]?.(page);
		await example.execute();
		await byHand;
		await example.succeed();
		await seeResult(example, standIn);
	});
}

test('the stand-in’s page calls a published trigger', async ({ example, page, standIn }) => {
	await example.open('trigger-forward-workspace.json');
	const editor = new Editor(page);
	await editor.publish();
	await expect(editor.publishButton).toHaveText('Published');

	await page.goto(standIn.url);
	await page.getByText('Call a trigger', { exact: true }).click();
	const { name } = (await readExamples())['trigger-forward-workspace.json'];
	await page.getByLabel('Trigger', { exact: true }).selectOption(name);
	await page.getByRole('button', { name: 'A batch of 3' }).click();
	await expect(page.locator('#call-result')).toContainText('Production URL: taken');
	await expect(page.locator('#entries > li')).toHaveCount(3);
	expect(messagesOf(standIn).map(({ type }) => type)).toEqual(['identify', 'track', 'page']);
});

test('no example is left out', async () => {
	expect(Object.keys(RESULTS).sort()).toEqual(Object.keys(await readExamples()));
});
