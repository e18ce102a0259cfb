import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

import { CHROMIUM_FLAGS, findChromium } from './support/chromium';

/** What a run leaves to look at: pictures, n8n's log, and the trace of a pass that failed. */
export const ARTEFACTS = join(__dirname, 'artefacts');

const MINUTES = 60_000;

export default defineConfig({
	testDir: __dirname,
	outputDir: ARTEFACTS,
	globalSetup: require.resolve('./support/prepare'),
	projects: [
		{ name: 'passes', testMatch: '*.spec.ts' },
		{ name: 'screenshots', testMatch: 'screenshots.ts' },
	],
	// one n8n and one stand-in for all passes
	workers: 1,
	reporter: 'list',
	forbidOnly: true,
	// for a busy machine: every wait is for something that is seen, and ends when it is
	timeout: 5 * MINUTES,
	expect: { timeout: MINUTES },
	use: {
		actionTimeout: MINUTES,
		navigationTimeout: MINUTES,
		testIdAttribute: 'data-test-id',
		screenshot: 'on',
		trace: { mode: 'retain-on-failure', screenshots: false },
		launchOptions: { executablePath: findChromium(), args: CHROMIUM_FLAGS },
	},
});
