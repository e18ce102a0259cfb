import type { Page } from '@playwright/test';

import { DEFAULT_ACCESS_TOKEN, DEFAULT_SPACE_ID } from '../../stand-in/profile-api';
import { expect, test } from './support/fixtures';
import { haveCredential, haveNoCredential } from './support/rest';

const haveAccount = async (page: Page) =>
	await haveCredential(page, 'segmentProfileApi', 'Segment Profile account', {
		spaceId: DEFAULT_SPACE_ID,
		accessToken: DEFAULT_ACCESS_TOKEN,
		region: 'us',
	});

test('a new user looks up a customer', async ({ editor, page, standIn, snap }) => {
	const { details, credential } = editor;
	await haveNoCredential(page, 'segmentProfileApi');
	await editor.openNew();
	await editor.addItem({ ticket: 'T-17', customer: 'U-1001' });

	await test.step('finds the node and what it can do', async () => {
		await editor.search('segment');
		await editor.offered('Twilio Segment Profile').click();
		await expect(editor.panel.getByText('Actions (6)')).toBeVisible();
		await snap('1-actions');
		await editor.offered('Get profile').click();
	});

	await test.step('learns that a token is wrong, and that the right one is right', async () => {
		await details.newCredential();
		await credential.fill('spaceId', DEFAULT_SPACE_ID);
		await credential.fill('accessToken', 'NoSuchToken');
		const reason = await credential.saveAndFail();
		await expect(reason).toContainText('Segment did not accept the access token');
		await expect(reason).toContainText('Unify → Unify Settings → API Access');
		await snap('2-wrong-token');

		await credential.fill('accessToken', DEFAULT_ACCESS_TOKEN);
		await credential.saveAndPass();
		await details.editCredential();
		await expect(credential.success).toBeVisible();
		await snap('3-right-token');
		await credential.close();
	});

	await test.step('drags the ID into the form and gets the profile', async () => {
		standIn.profileApi.requests.length = 0;
		await details.drag('customer', 'userId');
		await details.executeAndSucceed();
		await snap('4-output');
		expect(await details.outputRows()).toEqual([
			expect.objectContaining({
				found: 'true',
				collection: 'users',
				id: 'user_id:u-1001',
				traits: expect.stringContaining('plan:pro') as unknown,
				audiences: expect.stringContaining('big_spenders:true') as unknown,
				computedTraits: expect.stringContaining('lifetime_value:1840.5') as unknown,
				externalIds: expect.stringContaining('ada@example.com') as unknown,
			}),
		]);
		await details.close();
		await snap('5-canvas');
	});

	const address = `/v1/spaces/${DEFAULT_SPACE_ID}/collections/users/profiles/user_id:u-1001`;
	const asked = standIn.profileApi.requests.map(({ url }) => url.split('?')[0]);
	expect([...new Set(asked)].sort()).toEqual(
		['external_ids', 'metadata', 'traits'].map((part) => `${address}/${part}`),
	);
});

test('Get Links: the users of an account', async ({ editor, page, standIn }) => {
	const { details } = editor;
	await haveAccount(page);
	await editor.openNew();
	await editor.add('manual', 'Manual Trigger');
	await editor.add('segment', 'Twilio Segment Profile', 'Get links of profile');
	await details.choose('collection', 'Account');
	await details.fill('groupId', 'acme-42');
	await details.executeAndSucceed();
	expect(await details.outputRows()).toEqual([
		{
			to_collection: 'users',
			external_ids: expect.stringContaining('id:u-1001\ntype:user_id') as unknown,
		},
	]);
	expect(standIn.profileApi.requests.map(({ url }) => url.split('?')[0])).toEqual([
		`/v1/spaces/${DEFAULT_SPACE_ID}/collections/accounts/profiles/group_id:acme-42/links`,
	]);
});

test('a customer nobody knows: an error, or an empty result', async ({ editor, page, snap }) => {
	const { details } = editor;
	await haveAccount(page);
	await editor.openNew();
	await editor.add('manual', 'Manual Trigger');
	await editor.add('segment', 'Twilio Segment Profile', 'Get profile');
	await details.choose('idType', 'Email');
	await details.fill('email', 'nobody@example.com');
	await details.execute();
	await expect(details.output).toContainText('The profile was not found');
	await expect(details.output).toContainText('Segment has no profile for email:nobody@example.com');
	await expect(details.output).toContainText('If Not Found');
	await snap('not-found');

	await details.choose('ifNotFound', 'Return an Empty Result');
	await details.executeAndSucceed();
	expect(await details.outputRows()).toEqual([expect.objectContaining({ found: 'false' })]);
});
