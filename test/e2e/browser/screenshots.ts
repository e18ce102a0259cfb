import { join } from 'node:path';

import { DEMO_SOURCES } from '../../stand-in/server';
import { REPOSITORY } from '../../support/n8n/package';
import { expect, test } from './support/fixtures';
import { haveCredential } from './support/rest';

/** `npm run screenshots`: the pictures of the README, and among the artefacts every form. */
const IMAGES = join(REPOSITORY, 'docs/images');

const THEMES = ['light', 'dark'] as const;

const FORMS = [
	['Track', 'Event'],
	['Track', 'Page'],
	['Track', 'Screen'],
	['Identify', 'Create'],
	['Group', 'Add'],
	['Alias', 'Create'],
	['Batch', 'Send'],
];

test.use({ screenshot: 'off' });

test('the pictures of the README', async ({ editor, page, snap }) => {
	const { details, credential } = editor;
	await haveCredential(page, 'segmentApi', 'Segment account', {
		writekey: DEMO_SOURCES.us.writeKey,
		region: 'us',
	});
	const inBothThemes = async (take: (theme: string) => Promise<unknown>) => {
		await expect(page.locator('.el-notification')).toHaveCount(0);
		await page.mouse.move(720, 5);
		for (const theme of THEMES) {
			await page.emulateMedia({ colorScheme: theme });
			await take(theme);
		}
		await page.emulateMedia({ colorScheme: 'light' });
	};

	await editor.openNew();
	await editor.addItem({
		orderId: 'A-1001',
		customer: { id: 4711, email: 'peter@example.com' },
		total: 39.95,
		items: ['A1', 'B2'],
	});
	await editor.search('segment');
	await expect(editor.offered('Twilio Segment')).toBeVisible();
	await inBothThemes(async (theme) => await snap(`panel-${theme}`));
	await editor.offered('Twilio Segment').click();
	await editor.offered('Track event').click();
	await details.fill('event', 'Order Completed');
	await details.drag('id', 'userId');
	for (const field of ['total', 'items']) {
		await details.dragToRow(field, 'customProperties');
	}
	await details.executeAndSucceed();
	await page.setViewportSize({ width: 1440, height: 1100 });
	await details.view.getByTestId('credential-edit-button').scrollIntoViewIfNeeded();
	await inBothThemes(
		async (theme) =>
			await details.view.screenshot({
				path: join(IMAGES, `form-${theme}.png`),
				// the neighbour that n8n shows beside the view would be cut off
				style: '[data-test-id="floating-nodes"] { visibility: hidden }',
			}),
	);

	await details.close();
	await page.setViewportSize({ width: 1200, height: 560 });
	await page.getByTestId('zoom-to-fit').click();
	const canvas = page.getByTestId('canvas-wrapper');
	await canvas.click({ position: { x: 60, y: 120 } });
	await inBothThemes(
		async (theme) =>
			await canvas.screenshot({
				path: join(IMAGES, `canvas-${theme}.png`),
				// its tabs stand half above the canvas
				style: '[role="radiogroup"], .n8n-segment-control { visibility: hidden }',
			}),
	);

	// tall enough for a whole form
	await page.setViewportSize({ width: 1440, height: 1500 });
	await editor.node('Track event').dblclick();
	await details.editCredential();
	await expect(credential.success).toBeVisible();
	await inBothThemes(async (theme) => await snap(`credential-${theme}`));
	await credential.close();
	for (const [resource, operation] of FORMS) {
		await details.choose('resource', resource);
		await details.choose('operation', operation);
		await inBothThemes(async (theme) => await snap(`${resource}-${operation}-${theme}`));
	}
});
