import { tokens } from '../../stand-in/public-api';
import { deliver, payloads } from '../../stand-in/webhook-sender';
import { expect, test } from './support/fixtures';
import { haveNoCredential } from './support/rest';

const SECRET = 'a shared secret of some length';

test('a new user receives an event', async ({ editor, page, snap }) => {
	const { details, credential } = editor;
	const event = payloads.track();
	await haveNoCredential(page, 'segmentTriggerApi');
	await haveNoCredential(page, 'segmentPublicApi');
	await editor.openNew();

	await test.step('finds the trigger in the entry of the Segment node', async () => {
		await editor.search('segment');
		await editor.offered('Twilio Segment').click();
		await expect(editor.panel.getByText('Triggers (19)')).toBeVisible();
		await snap('1-triggers');
		await editor.offered('On track').click();
	});

	await test.step('learns that a secret is missing, and that it is right', async () => {
		await expect(details.parameter('setUp').locator('input')).toHaveValue('Manual');
		await details.newCredential();
		await credential.fill('sharedSecret', ' ');
		const reason = await credential.saveAndFail();
		await expect(reason).toContainText('Enter the Shared Secret');
		await snap('2-no-secret');

		await credential.fill('sharedSecret', SECRET);
		await credential.saveAndPass();
		await details.editCredential();
		await expect(credential.success).toBeVisible();
		await snap('3-right-secret');
		await credential.close();
	});

	const url = await details.webhookUrl('Test URL');
	await snap('4-form');
	const listening = details.view.getByText('Listening for test event');

	await test.step('learns from Segment that the secrets differ', async () => {
		await details.execute();
		await expect(listening).toBeVisible();
		await snap('5-listening');
		const { attempts } = await deliver([event], { url, mode: 'actions', secret: 'another one' });
		expect(attempts).toEqual([
			expect.objectContaining({
				outcome: 401,
				answer: expect.stringContaining('have the same shared secret') as unknown,
			}),
		]);
	});

	await test.step('sees the event', async () => {
		const { delivered } = await deliver([event], { url, mode: 'actions', secret: SECRET });
		expect(delivered).toEqual([event]);
		await details.seeSuccess();
		await snap('6-output');
		expect(await details.outputRows()).toEqual([
			expect.objectContaining({
				messageId: event.messageId,
				type: 'track',
				event: 'Order Completed',
				userId: event.userId,
			}),
		]);
		await details.close();
		await snap('7-canvas');
	});
});

test('a new user lets the node set up its destination', async ({ editor, page, standIn, snap }) => {
	const { details, credential } = editor;
	const { publicApi } = standIn;
	const own = () => publicApi.state.destinations.filter(({ name }) => name?.startsWith('n8n: '));
	await haveNoCredential(page, 'segmentPublicApi');
	await editor.openNew();
	await editor.add('segment', 'Twilio Segment', 'On audience entered');

	await test.step('fills in the form', async () => {
		await details.choose('setUp', 'Automatic');
		await details.newCredential();
		await credential.fill('token', tokens.owner);
		await credential.saveAndPass();
		await details.pickFromList('source', 'website', 'Website Production');
		await snap('1-form');
		await details.close();
	});

	await test.step('learns that Segment cannot reach an n8n on this computer', async () => {
		await editor.publish();
		const refusal = page.getByRole('alert').filter({ hasText: 'could not be published' });
		await expect(refusal).toContainText('Segment cannot reach this n8n');
		await expect(refusal).toContainText('set its public address in WEBHOOK_URL');
		await snap('2-unreachable');
		expect(own()).toEqual([]);
	});

	await test.step('goes through a proxy, and publishes', async () => {
		await editor.node('Segment Trigger').dblclick();
		await details.editCredential();
		await credential.choose('region', 'Custom Host');
		await credential.fill('host', `${standIn.url}/public-api`);
		await credential.saveChange();
		await credential.close();
		const url = await details.webhookUrl('Production URL');
		await details.close();
		await editor.publish();
		await expect(editor.publishButton).toHaveText('Published');
		await snap('3-published');

		const [destination, ...others] = own();
		expect(others).toEqual([]);
		expect(destination).toMatchObject({ enabled: true });
		const secret = String(destination.settings.sharedSecret);
		const events = [payloads.audienceEnteredAsTrack(), payloads.audienceExitedAsTrack()];
		const { attempts } = await deliver(events, { url, mode: 'actions', secret, concurrency: 1 });
		const started = attempts.map(({ answer }) => (JSON.parse(answer) as Answer).started);
		expect(started).toEqual([1, 0]);
	});

	await test.step('sees the run, and unpublishes', async () => {
		await page.getByTestId('radio-button-executions').click();
		await expect(page.getByTestId('current-executions-list')).toContainText('Succeeded');
		await snap('4-executions');
		await page.getByTestId('radio-button-workflow').click();
		await editor.unpublish();
		await expect.poll(() => own().map(({ enabled }) => enabled)).toEqual([false]);
	});
});

interface Answer {
	started: number;
}
