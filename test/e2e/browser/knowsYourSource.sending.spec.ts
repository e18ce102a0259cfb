/** What the write key tells of its source, and what a visitor's request and a table's rows bring along. */
import { generateKeyPairSync } from 'node:crypto';

import { LIBRARY } from '../../../nodes/Segment/message/library';
import { DEMO_SOURCES } from '../../stand-in/server';
import { expect, test } from './support/fixtures';
import { haveCredential, haveNoCredential } from './support/rest';

test.describe('a new credential', () => {
	test.beforeEach(async ({ editor, page }) => {
		await haveNoCredential(page, 'segmentApi');
		await editor.openNew();
		await editor.add('manual', 'Manual Trigger');
		await editor.add('segment', 'Twilio Segment', 'Track event');
		await editor.details.newCredential();
	});

	test('finds its region, and lists what its source has', async ({ editor, standIn, snap }) => {
		const { details, credential } = editor;
		standIn.settings.region = 'eu';

		await test.step('a region that is chosen wrong is named', async () => {
			await expect(credential.field('region').locator('input')).toHaveValue('Automatic');
			await credential.fill('writekey', DEMO_SOURCES.eu.writeKey);
			await credential.choose('region', 'US (Oregon)');
			const reason = await credential.saveAndFail();
			await expect(reason).toContainText('The write key is of the region EU (Dublin)');
			await expect(reason).toContainText('Choose EU (Dublin) or Automatic');
			await snap('1-wrong-region');
		});

		await test.step('Automatic is right', async () => {
			await credential.choose('region', 'Automatic');
			const tested = credential.nextTest();
			await credential.saveAndPass();
			expect(await tested).toEqual({
				status: 'OK',
				message: 'Segment knows the write key. It is of the region EU (Dublin).',
			});
			await details.editCredential();
			await expect(credential.success).toBeVisible();
			await snap('2-automatic');
			await credential.close();
		});

		await test.step('destinations and consent categories are lists', async () => {
			await details.addField('integrations', 'Single Destinations');
			await details.addRow('integrations.destinations');
			const destination = 'integrations.destinations.destination[0].name';
			const destinations = await details.openList(destination);
			await expect(destinations).toHaveText([...DEMO_SOURCES.eu.destinations]);
			await snap('3-destinations');
			await destinations.getByText('Braze').click();

			await details.addField('context', 'Consent');
			await details.addRow('context.consent');
			const categories = await details.openList('context.consent.categories[0].category');
			await expect(categories).toHaveText([...DEMO_SOURCES.eu.consentCategories]);
			await snap('4-categories');
			await categories.getByText('Marketing').click();
		});

		await test.step('the message goes to that region', async () => {
			await details.fill('event', 'Order Completed');
			await details.fill('userId', 'c-1');
			await details.executeAndSucceed();
			expect(standIn.received.map(({ message }) => message)).toEqual([
				expect.objectContaining({
					integrations: { Braze: true },
					context: { library: LIBRARY, consent: { categoryPreferences: { Marketing: true } } },
				}),
			]);
			expect(standIn.requests.map(({ headers }) => headers.host)).toEqual([
				'events.eu1.segmentapis.com',
			]);
		});
	});

	test('signs in with an OAuth app where its source enforces it', async ({
		editor,
		standIn,
		snap,
	}) => {
		const { details, credential } = editor;
		const writeKey = 'WriteKeyOfASourceEnforcingOAuth1';
		const { publicKey, privateKey } = generateKeyPairSync('rsa', {
			modulusLength: 2048,
			privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
			publicKeyEncoding: { type: 'spki', format: 'pem' },
		});
		standIn.settings.sources = [{ writeKey, name: 'Enforced', oauthEnforced: true }];
		standIn.settings.oauthApps = [{ clientId: 'app-1', keyId: 'key-1', publicKey }];

		await credential.fill('writekey', writeKey);
		await credential.choose('authType', 'Write Key with an OAuth App');
		await credential.fill('clientId', 'app-1');
		await credential.fill('keyId', 'key-2');
		await credential.fill('privateKey', privateKey);
		await expect(await credential.saveAndFail()).toContainText('Check Client ID and Key ID');
		await snap('1-unknown-key');
		await credential.fill('keyId', 'key-1');
		await credential.saveAndPass();

		await details.fill('event', 'Order Completed');
		await details.fill('userId', 'c-1');
		await details.executeAndSucceed();
		expect(standIn.received.map(({ message }) => message)).toEqual([
			expect.objectContaining({ event: 'Order Completed', userId: 'c-1' }),
		]);
		expect(standIn.requests).toEqual([
			expect.objectContaining({ authorization: 'bearer', writeKey, status: 200 }),
		]);
	});
});

test.describe('a saved credential', () => {
	test.beforeEach(async ({ editor, page }) => {
		await haveCredential(page, 'segmentApi', 'Segment account', {
			writekey: DEMO_SOURCES.us.writeKey,
			region: 'us',
		});
		await editor.openNew();
	});

	test('Cookies, Click IDs and External IDs come to where they are read', async ({
		editor,
		standIn,
		snap,
	}) => {
		const { details } = editor;
		const cookie =
			'session=secret; ajs_user_id=%22c-1%22; ajs_anonymous_id=a-1; _fbp=fb.1.159.111; _ttp=01HBV';
		await editor.addItem({ headers: { cookie } });
		await editor.add('segment', 'Twilio Segment', 'Track event');
		await details.fill('event', 'Signed Up');
		await details.addField('context', 'External IDs');
		await details.addRow('context.externalIds');
		await details.fill('context.externalIds.externalId[0].type', 'phone');
		await details.fill('context.externalIds.externalId[0].id', '123-456-7890');
		await details.addField('additionalFields', 'Click IDs');
		await details.addField('additionalFields.clickIds', 'TikTok Click ID');
		await details.fill('additionalFields.clickIds.tikTokClickId', 'tt-1');
		await details.addField('additionalFields.clickIds', 'Facebook Click ID');
		await details.fill('additionalFields.clickIds.facebookClickId', 'fb.1.155.AbC');
		await details.addField('additionalFields', 'Cookies');
		await details.drag('cookie', 'additionalFields.cookies');
		await snap('form');
		await details.executeAndSucceed();
		expect(standIn.requests.map(({ body }) => body)).toEqual([
			{
				type: 'track',
				event: 'Signed Up',
				userId: 'c-1',
				anonymousId: 'a-1',
				properties: { fbp: 'fb.1.159.111', fbc: 'fb.1.155.AbC' },
				integrations: { 'TikTok Conversions': { ttclid: 'tt-1', ttp: '01HBV' } },
				context: {
					library: LIBRARY,
					externalIds: [
						{ id: '123-456-7890', type: 'phone', collection: 'users', encoding: 'none' },
					],
				},
				messageId: expect.any(String) as unknown,
				sentAt: expect.any(String) as unknown,
			},
		]);
	});

	test('Batch: a context out of each row, sent slowly', async ({ editor, standIn, snap }) => {
		const { details } = editor;
		await editor.addItems(
			`return Array.from({ length: 60 }, (_, i) => ({ json: { userId: 'c-' + i, ip: '203.0.113.' + i, utm: 'mail-' + i, total: i } }));`,
		);
		await editor.add('segment', 'Twilio Segment', 'Send many messages');
		await details.choose('messageType', 'Track');
		await details.fill('eventName', 'Order Completed');
		await details.addField('fieldNames', 'Context From Fields');
		for (const [row, [from, to]] of [
			['ip', 'ip'],
			['utm', 'campaign.source'],
		].entries()) {
			await details.addRow('fieldNames.contextFields');
			await details.fill(`fieldNames.contextFields.field[${row}].from`, from);
			await details.fill(`fieldNames.contextFields.field[${row}].to`, to);
		}
		await details.addField('options', 'Max Messages per Second');
		await details.fill('options.messagesPerSecond', '20');
		await snap('1-form');
		await details.executeAndSucceed();
		await snap('2-output');
		expect(standIn.received.map(({ message }) => message)).toEqual(
			Array.from({ length: 60 }, (_, i) =>
				expect.objectContaining({
					userId: `c-${i}`,
					properties: { total: i },
					context: { library: LIBRARY, ip: `203.0.113.${i}`, campaign: { source: `mail-${i}` } },
				}),
			),
		);
		const times = standIn.requests.map(({ at }) => Date.parse(at));
		// 60 messages, of which 20 leave at once
		expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1_500);
	});
});
