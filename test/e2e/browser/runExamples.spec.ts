import { join } from 'node:path';

import { expect, test as base, type Page } from '@playwright/test';

import { readExamples } from '../../n8n/demo';
import type { StandIn } from '../../stand-in/server';
import { startDemoWorld, type DemoWorld } from './support/demoWorld';
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
		await expect(this.page.getByTestId('canvas-node-status-error')).toHaveCount(0);
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

	async run(file: string): Promise<void> {
		await this.open(file);
		await this.execute();
		await this.succeed();
	}
}

const messagesOf = ({ received }: StandIn) => received.map(({ message }) => message);

test('track-an-event.json', async ({ example, standIn }) => {
	await example.run('track-an-event.json');
	expect(messagesOf(standIn)).toEqual([
		expect.objectContaining({ type: 'track', event: 'Trial Started', userId: '97980cfea0067' }),
	]);
});
