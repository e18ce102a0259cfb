import { DEMO_SOURCES } from '../../stand-in/server';
import { expect, test } from './support/fixtures';
import { haveCredential } from './support/rest';

const CUSTOMER = {
	id: 4711,
	email: 'peter@example.com',
	name: 'Peter Gibbons',
	seats: 12,
};

test.beforeEach(async ({ editor, page }) => {
	await haveCredential(page, 'segmentApi', 'Segment account', {
		writekey: DEMO_SOURCES.us.writeKey,
		region: 'us',
	});
	await editor.openNew();
});

test('Identify: email, name, a nested trait and traits as JSON', async ({ editor, standIn }) => {
	const { details } = editor;
	await editor.addItem(CUSTOMER);
	await editor.add('segment', 'Twilio Segment', 'Identify user');
	await details.fill('userId', '97980cfea0067');
	await details.drag('email', 'email');
	await details.drag('name', 'fullName');
	await details.addField('traits', 'Address');
	await details.addField('traits.address', 'City');
	await details.fill('traits.address.city', 'San Francisco');
	await details.choose('specifyTraits', 'Using JSON');
	await details.writeCode('customTraitsJson', '{ "plan": "premium", "seats": 12, "trial": false }');
	await details.executeAndSucceed();
	expect(standIn.received.map(({ message }) => message)).toEqual([
		expect.objectContaining({
			type: 'identify',
			userId: '97980cfea0067',
			traits: {
				email: 'peter@example.com',
				name: 'Peter Gibbons',
				address: { city: 'San Francisco' },
				plan: 'premium',
				seats: 12,
				trial: false,
			},
		}),
	]);
});

test('Group: an account with traits, one of them dragged', async ({ editor, standIn }) => {
	const { details } = editor;
	await editor.addItem(CUSTOMER);
	await editor.add('segment', 'Twilio Segment', 'Add user to group');
	await details.fill('groupId', 'acct_19');
	await details.fill('userId', '97980cfea0067');
	await details.addField('groupTraits', 'Name');
	await details.fill('groupTraits.name', 'Initech');
	await details.addField('groupTraits', 'Employees');
	await details.fill('groupTraits.employees', '329');
	await details.dragToRow('seats', 'customTraits');
	await details.executeAndSucceed();
	expect(standIn.received.map(({ message }) => message)).toEqual([
		expect.objectContaining({
			type: 'group',
			groupId: 'acct_19',
			userId: '97980cfea0067',
			traits: { name: 'Initech', employees: 329, seats: 12 },
		}),
	]);
});

test('Track: a page, then a screen', async ({ editor, standIn }) => {
	const { details } = editor;
	await editor.add('manual', 'Manual Trigger');
	await editor.add('segment', 'Twilio Segment', 'Track page');
	await details.fill('anonymousId', '507f191e810c');
	await details.fill('name', 'Pricing');
	await details.fill('category', 'Website');
	await details.addField('pageProperties', 'URL');
	await details.fill('pageProperties.url', 'https://example.com/pricing');
	await details.executeAndSucceed();

	await details.choose('operation', 'Screen');
	await expect(details.parameter('pageProperties.url')).toBeHidden();
	await details.fill('name', 'Checkout');
	await details.execute();
	await expect.poll(() => standIn.received.length).toBe(2);
	expect(standIn.received.map(({ message }) => message)).toEqual([
		expect.objectContaining({
			type: 'page',
			anonymousId: '507f191e810c',
			name: 'Pricing',
			category: 'Website',
			properties: { url: 'https://example.com/pricing' },
		}),
		expect.objectContaining({
			type: 'screen',
			anonymousId: '507f191e810c',
			name: 'Checkout',
			category: 'Website',
		}),
	]);
});

test('Alias: from one ID to another', async ({ editor, standIn }) => {
	const { details } = editor;
	await editor.add('manual', 'Manual Trigger');
	await editor.add('segment', 'Twilio Segment', 'Create alias');
	await details.fill('previousId', '507f191e');
	await details.fill('userId', '97980cfea0067');
	await details.executeAndSucceed();
	expect(standIn.received.map(({ message }) => message)).toEqual([
		expect.objectContaining({ type: 'alias', previousId: '507f191e', userId: '97980cfea0067' }),
	]);
});

test('Track: properties, context and destinations, nested', async ({ editor, standIn, snap }) => {
	const { details } = editor;
	await editor.add('manual', 'Manual Trigger');
	await editor.add('segment', 'Twilio Segment', 'Track event');
	await details.fill('event', 'Order Completed');
	await details.fill('userId', '97980cfea0067');
	await details.addField('properties', 'Revenue');
	await details.fill('properties.revenue', '39.95');
	await details.addField('context', 'Device');
	await details.addField('context.device', 'Model');
	await details.fill('context.device.model', 'Pixel 9');
	await details.addField('integrations', 'All Destinations');
	await details.addField('integrations', 'Single Destinations');
	await details.addRow('integrations.destinations');
	await details.fillLocator('integrations.destinations.destination[0].name', 'By Name', 'Mixpanel');
	await details.addRow('integrations.destinations');
	await details.fillLocator(
		'integrations.destinations.destination[1].name',
		'By Name',
		'Google Analytics 4',
	);
	await details.choose('integrations.destinations.destination[1].mode', 'On, with Options');
	await details.writeCode(
		'integrations.destinations.destination[1].options',
		'{ "clientId": "1033501218.1368477899" }',
	);
	await snap('nested');
	await details.executeAndSucceed();
	expect(standIn.received.map(({ message }) => message)).toEqual([
		expect.objectContaining({
			type: 'track',
			properties: { revenue: 39.95 },
			context: expect.objectContaining({ device: { model: 'Pixel 9' } }) as unknown,
			integrations: {
				All: false,
				Mixpanel: true,
				'Google Analytics 4': { clientId: '1033501218.1368477899' },
			},
		}),
	]);
});

test('Batch: 1,000 items in one request', async ({ editor, standIn, snap }) => {
	const { details } = editor;
	await editor.addItems(
		`return Array.from({ length: 1000 }, (_, i) => ({ json: { userId: 'user-' + i, plan: 'premium', seats: i } }));`,
	);
	await editor.add('segment', 'Twilio Segment', 'Send many messages');
	await details.choose('output', 'Summary');
	await details.executeAndSucceed();
	await snap('batch');
	expect(await details.outputRows()).toEqual([
		expect.objectContaining({ sent: '1000', failed: '0', requests: '1' }),
	]);
	expect(standIn.counts).toMatchObject({ accepted: 1000, duplicates: 0, discarded: 0 });
	expect(standIn.requests).toHaveLength(1);
	expect(standIn.received[999].message).toMatchObject({
		type: 'identify',
		userId: 'user-999',
		traits: { plan: 'premium', seats: 999 },
	});
});

test('an event without an ID ends in an error that says what to do', async ({
	editor,
	standIn,
	snap,
}) => {
	const { details } = editor;
	await editor.addItems(
		`return [{ json: { user: 'u1' } }, { json: {} }, { json: { user: 'u3' } }];`,
	);
	await editor.add('segment', 'Twilio Segment', 'Track event');
	await details.fill('event', 'Order Completed');
	await details.drag('user', 'userId');
	await details.execute();
	await expect(details.output).toContainText(
		'Nothing was sent: User ID and Anonymous ID are both empty in 1 of 3 items [item 1]',
	);
	await expect(details.output).toContainText(/Item 1: Fill in one of them/);
	await snap('error-of-one-item');
	expect(standIn.requests).toEqual([]);
});
