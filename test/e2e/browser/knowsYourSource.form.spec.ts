/** What the form shows somebody who knows nothing of it yet, or whose source tells nothing. */
import { DEMO_SOURCES } from '../../stand-in/server';
import type { Editor } from './support/editor';
import { expect, test } from './support/fixtures';
import { haveCredential } from './support/rest';

/** Opens a new Track, with the credential of a source. */
async function addTrack(editor: Editor, writekey: string): Promise<void> {
	await haveCredential(editor.page, 'segmentApi', 'Segment account', { writekey, region: 'auto' });
	await editor.openNew();
	await editor.add('manual', 'Manual Trigger');
	await editor.add('segment', 'Twilio Segment', 'Track event');
}

test('a simple Track has no more fields than Event From', async ({ editor, standIn }) => {
	const { details } = editor;
	await addTrack(editor, DEMO_SOURCES.us.writeKey);
	const fields = [
		'Resource',
		'Operation',
		'Event From',
		'Event',
		'User ID',
		'Anonymous ID',
		'Properties',
		'Specify Custom Properties',
		'Custom Properties',
		'Context',
		'Destinations',
		'Additional Fields',
		'Options',
	];
	await expect(details.labels()).toHaveText(fields.map((field) => new RegExp(`^${field}\\b`)));
	await details.fill('event', 'Order Completed');
	await details.fill('userId', 'c-1');
	await details.executeAndSucceed();
	expect(standIn.received.map(({ message }) => message)).toEqual([
		expect.objectContaining({ type: 'track', event: 'Order Completed', userId: 'c-1' }),
	]);
});

test('a list that is empty says why, and names can be typed', async ({ editor, standIn, snap }) => {
	const { details } = editor;
	// its settings name neither destinations nor consent categories, as those of a server source may
	const source = { ...DEMO_SOURCES.us, destinations: [], consentCategories: [] };
	standIn.settings.sources = [source];
	await addTrack(editor, source.writeKey);
	await details.fill('event', 'Order Completed');
	await details.fill('userId', 'c-1');

	const destination = 'integrations.destinations.destination[0].name';
	await details.addField('integrations', 'Single Destinations');
	await details.addRow('integrations.destinations');
	await details.openList(destination);
	await expect(details.listProblem).toContainText(
		/Segment tells no destinations for this source.*Choose By Name and type it\./s,
	);
	await snap('1-no-destinations');
	await details.closeList();
	await details.fillLocator(destination, 'By Name', 'My Function (Acme)');

	const category = 'context.consent.categories[0].category';
	await details.addField('context', 'Consent');
	await details.addRow('context.consent');
	await details.openList(category);
	await expect(details.listProblem).toContainText(
		/Segment tells no consent categories for this source.*Choose By Name and type it\./s,
	);
	await snap('2-no-categories');
	await details.closeList();
	await details.fillLocator(category, 'By Name', 'Newsletter');
	await details.toggle('context.consent.categories[0].given');

	await details.executeAndSucceed();
	expect(standIn.received.map(({ message }) => message)).toEqual([
		expect.objectContaining({
			integrations: { 'My Function (Acme)': true },
			context: expect.objectContaining({
				consent: { categoryPreferences: { Newsletter: false } },
			}) as unknown,
		}),
	]);
});

test('events of a plan that is not chosen yet say so', async ({ editor, snap }) => {
	const { details } = editor;
	await addTrack(editor, DEMO_SOURCES.us.writeKey);
	await details.choose('eventFrom', 'Tracking Plan');
	await details.openList('planEvent');
	await expect(details.listProblem).toContainText(
		/No tracking plan is chosen.*Add Options → Tracking Plan, and choose it there\./s,
	);
	await expect(details.form).not.toContainText('No properties found');
	await snap('no-plan');
});

test('a source that enforces OAuth says so to a write key alone', async ({
	editor,
	standIn,
	snap,
}) => {
	const { details } = editor;
	standIn.settings.sources = [{ ...DEMO_SOURCES.us, oauthEnforced: true }];
	await addTrack(editor, DEMO_SOURCES.us.writeKey);
	await details.fill('event', 'Order Completed');
	await details.fill('userId', 'c-1');
	await details.execute();
	await expect(details.output).toContainText(
		"set the credential's Authentication to Write Key with an OAuth App",
	);
	await snap('refused');
	expect(standIn.received).toEqual([]);
});
