import { join } from 'node:path';

import { test as base, type BrowserContext } from '@playwright/test';

import { createOwner, type Owner } from '../../../support/n8n/n8n';
import type { StandIn } from '../../../stand-in/server';
import { Editor } from './editor';
import { signIn } from './rest';
import { startWorld, type World } from './world';

export { expect } from '@playwright/test';

/** Reachable on this machine only, and gone with the run. */
export const OWNER: Owner = {
	email: 'ada@example.com',
	password: 'Segment-demo-1',
	firstName: 'Ada',
	lastName: 'Lovelace',
};

const START_TIMEOUT_MS = 300_000;

interface Fixtures {
	/** What Segment received; empty at the start of each pass. */
	standIn: StandIn;
	/** The editor of n8n, for somebody who is signed in. */
	editor: Editor;
	/** Keeps a picture among the artefacts of the run. */
	snap: (name: string) => Promise<void>;
}

interface WorkerFixtures {
	world: World;
	/** A person's browser, which has n8n's editor in its cache after the first pass. */
	person: BrowserContext;
}

const VIEWPORT = { width: 1440, height: 900 };

export const test = base.extend<Fixtures, WorkerFixtures>({
	world: [
		async ({}, use, { project }) => {
			const world = await startWorld();
			await use(world);
			await world.end(project.outputDir);
		},
		{ scope: 'worker', timeout: START_TIMEOUT_MS },
	],
	person: [
		async ({ browser, world }, use) => {
			const person = await browser.newContext({ baseURL: world.n8n.url, viewport: VIEWPORT });
			await use(person);
			await person.close();
		},
		{ scope: 'worker' },
	],
	context: async ({ person }, use) => await use(person),
	page: async ({ context }, use) => {
		const page = await context.newPage();
		await use(page);
		await page.close();
	},
	standIn: async ({ world }, use) => {
		world.standIn.reset();
		await use(world.standIn);
	},
	editor: async ({ page, world }, use) => {
		await createOwner(world.n8n, OWNER);
		await signIn(page, OWNER);
		await use(new Editor(page));
	},
	snap: async ({ page }, use, { outputDir }) =>
		await use(async (name) => {
			await page.screenshot({ path: join(outputDir, `${name}.png`) });
		}),
});
