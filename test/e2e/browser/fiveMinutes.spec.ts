import { DEMO_SOURCES } from '../../stand-in/server';
import { Editor } from './support/editor';
import { expect, OWNER, test } from './support/fixtures';

/**
 * The one pass that needs an n8n that nobody has used. Its file is the first by name, so that it
 * gets one.
 */
test('a new user sends an event in five minutes', async ({ page, standIn, snap }) => {
	const editor = new Editor(page);
	const { details, credential } = editor;

	await test.step('sets up the owner', async () => {
		await page.goto('/');
		const field = (name: string) => page.locator(`input[name="${name}"]`);
		await field('email').fill(OWNER.email);
		await field('firstName').fill(OWNER.firstName);
		await field('lastName').fill(OWNER.lastName);
		await field('password').fill(OWNER.password);
		await page.getByTestId('form-submit-button').click();
	});

	await test.step('makes a workflow that brings an order', async () => {
		await page.getByTestId('universal-add').click();
		await page.getByTestId('navigation-menu-item').getByText('New workflow').click();
		await editor.addItem({
			orderId: 'A-1001',
			customer: { id: 4711, email: 'peter@example.com' },
			total: 39.95,
			gift: true,
			items: ['A1', 'B2'],
		});
	});

	await test.step('finds the node beside the one of n8n', async () => {
		await editor.search('segment');
		await expect(editor.offered('Segment')).toBeVisible();
		await expect(editor.offered('Twilio Segment')).toBeVisible();
		await snap('1-panel');
		await editor.offered('Twilio Segment').click();
		await expect(editor.panel.getByText('Actions (7)')).toBeVisible();
		await snap('2-actions');
		await editor.offered('Track event').click();
	});

	await test.step('learns that a write key is wrong, and that the right one is right', async () => {
		await details.newCredential();
		await credential.fill('writekey', 'NoSuchWriteKeyNoSuchWriteKeyNoSu');
		const reason = await credential.saveAndFail();
		await expect(reason).toContainText('Segment knows no source with it');
		await expect(reason).toContainText('Settings → API Keys');
		await snap('3-wrong-write-key');

		await credential.fill('writekey', DEMO_SOURCES.us.writeKey);
		await credential.saveAndPass();
		await details.editCredential();
		await expect(credential.success).toBeVisible();
		await snap('4-right-write-key');
		await credential.close();
		expect(standIn.received, 'a test sends no event').toEqual([]);
	});

	await test.step('fills in the form, and drags fields into it', async () => {
		await details.fill('event', 'Order Completed');
		await details.drag('id', 'userId');
		for (const field of ['total', 'gift', 'items', 'customer']) {
			await details.dragToRow(field, 'customProperties');
		}
		await snap('5-form');
	});

	await test.step('executes the step and sees that it worked', async () => {
		await details.executeAndSucceed();
		expect(await details.outputRows()).toEqual([
			{
				success: 'true',
				messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
				type: 'track',
				request: '1',
				attempts: '1',
			},
		]);
		await snap('6-output');
		await details.close();
		await snap('7-canvas');
	});

	expect(standIn.received.map(({ message }) => message)).toEqual([
		expect.objectContaining({
			type: 'track',
			event: 'Order Completed',
			userId: '4711',
			properties: {
				total: 39.95,
				gift: true,
				items: ['A1', 'B2'],
				customer: { id: 4711, email: 'peter@example.com' },
			},
		}),
	]);
});
