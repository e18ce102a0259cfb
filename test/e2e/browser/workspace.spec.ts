import type { Page } from '@playwright/test';

import { SegmentWorkspace } from '../../../nodes/SegmentWorkspace/SegmentWorkspace.node';
import { tokens } from '../../stand-in/public-api';
import type { StandIn } from '../../stand-in/server';
import { expect, test } from './support/fixtures';
import { haveCredential, haveNoCredential } from './support/rest';

/** What the panel of nodes offers to do: each operation of each resource. */
const ACTIONS = new SegmentWorkspace().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options = [] }) => options).length;

const haveAccount = async (page: Page, token: string) =>
	await haveCredential(page, 'segmentPublicApi', 'Segment Public account', {
		region: 'us',
		authType: 'token',
		token,
	});

function groupNamed({ publicApi }: StandIn, wanted: string) {
	const group = publicApi.state.groups.find(({ name }) => name === wanted);
	if (!group) throw new Error(`The stand-in has no group ${wanted}`);
	return group;
}

test('a new user lists the members of a group', async ({ editor, page, standIn, snap }) => {
	const { details, credential } = editor;
	await haveNoCredential(page, 'segmentPublicApi');
	await editor.openNew();
	await editor.add('manual', 'Manual Trigger');

	await test.step('finds the node and what it can do', async () => {
		await editor.search('segment');
		await editor.offered('Twilio Segment Workspace').click();
		await expect(editor.panel.getByText(`Actions (${ACTIONS})`)).toBeVisible();
		await snap('1-actions');
		await editor.offered('Get members of group').click();
	});

	await test.step('learns that a token is wrong, and that the right one is right', async () => {
		await details.newCredential();
		await credential.fill('token', 'NoSuchToken');
		const reason = await credential.saveAndFail();
		await expect(reason).toContainText('Segment does not know this token');
		await expect(reason).toContainText('Access Management → Tokens');
		await snap('2-wrong-token');

		await credential.fill('token', tokens.owner);
		await credential.saveAndPass();
		await details.editCredential();
		await expect(credential.success).toBeVisible();
		await snap('3-right-token');
		await credential.close();
	});

	await test.step('picks the group and sees its members', async () => {
		await details.pickFromList('group', 'engi', 'Engineering');
		await details.executeAndSucceed();
		await snap('4-output');
		const [first] = await details.outputRows();
		expect(first).toMatchObject({ name: 'Bo Berg', email: 'bo.berg@northwind.example' });
		const { emails } = groupNamed(standIn, 'Engineering');
		// the last one is only invited so far
		await expect(details.output).toContainText(`${emails.length - 1} items`);
		await details.close();
		await snap('5-canvas');
	});
});

test('Add Members: by a dragged address', async ({ editor, page, standIn }) => {
	const { details } = editor;
	const { emails } = groupNamed(standIn, 'Privacy');
	const before = [...emails];
	await haveAccount(page, tokens.owner);
	await editor.openNew();
	await editor.addItem({ newcomer: 'ada.adler@northwind.example' });
	await editor.add('segment', 'Twilio Segment Workspace', 'Add members to group');
	await details.pickFromList('group', 'priv', 'Privacy');
	await details.drag('newcomer', 'emails');
	await details.executeAndSucceed();
	expect(groupNamed(standIn, 'Privacy').emails).toEqual([...before, 'ada.adler@northwind.example']);
});

test('Replace Members: nobody is removed by mistake', async ({ editor, page, standIn, snap }) => {
	const { details } = editor;
	const before = [...groupNamed(standIn, 'Privacy').emails];
	await haveAccount(page, tokens.owner);
	await editor.openNew();
	await editor.add('manual', 'Manual Trigger');
	await editor.add('segment', 'Twilio Segment Workspace', 'Replace members of group');
	await details.pickFromList('group', 'priv', 'Privacy');
	await details.execute();
	await expect(details.output).toContainText('Emails is empty');
	await expect(details.output).toContainText('This would remove everybody from the group');
	await expect(details.output).toContainText("turn on 'Allow Empty List'");
	await snap('empty-list');
	expect(groupNamed(standIn, 'Privacy').emails).toEqual(before);
});

test('a token without the right ends in an error that names it', async ({ editor, page, snap }) => {
	const { details } = editor;
	await haveAccount(page, tokens.restricted);
	await editor.openNew();
	await editor.add('manual', 'Manual Trigger');
	await editor.add('segment', 'Twilio Segment Workspace', 'Get many users');
	await details.execute();
	await expect(details.output).toContainText("The credential's token is not allowed to do this");
	await expect(details.output).toContainText('needs a token with Workspace Owner access');
	await snap('forbidden');
});

test('Custom API Call: an endpoint from the list, with its fields', async ({
	editor,
	page,
	standIn,
	snap,
}) => {
	const { details } = editor;
	const { id } = groupNamed(standIn, 'Engineering');
	await haveAccount(page, tokens.owner);
	await editor.openNew();
	await editor.add('manual', 'Manual Trigger');
	await editor.add('segment', 'Twilio Segment Workspace', 'Send a custom API call');
	await details.choose('mode', 'Endpoint From List');
	await details.pickFromList('endpoint', 'user group', 'Get User Group – GET, IAM Groups');
	await details.fill('endpointFields.value["userGroupId"]', id);
	await snap('fields');
	await details.executeAndSucceed();
	await snap('output');
	await expect(details.output).toContainText('Engineering');
});
