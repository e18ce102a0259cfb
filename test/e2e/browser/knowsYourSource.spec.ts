/** Events of Segment's spec and of a tracking plan, with their properties as typed fields. */
import { tokens } from '../../stand-in/public-api';
import { DEMO_SOURCES } from '../../stand-in/server';
import { expect, test } from './support/fixtures';
import { haveCredential } from './support/rest';

test.beforeEach(async ({ editor, page }) => {
	await haveCredential(page, 'segmentApi', 'Segment account', {
		writekey: DEMO_SOURCES.us.writeKey,
		region: 'us',
	});
	await editor.openNew();
});

test.describe("Segment's Spec", () => {
	test('an event is found, and its properties are typed fields', async ({
		editor,
		standIn,
		snap,
	}) => {
		const { details } = editor;
		await editor.add('manual', 'Manual Trigger');
		await editor.add('segment', 'Twilio Segment', 'Track event');
		await details.choose('eventFrom', 'Segment’s Spec');
		await expect(details.form).not.toContainText('No properties found');
		const events = await details.openList('specEvent');
		await details.searchList('e-commerce refunded');
		await expect(events).toHaveText(['Order Refunded – An order was paid back, whole or in part']);
		await details.searchList('order');
		await expect(events.filter({ hasText: 'Order Updated' })).toBeVisible();
		await snap('1-list');
		await events.getByText('Order Completed – Somebody ordered').click();
		await expect(details.mappedFields()).toHaveText([
			/^Properties/,
			/^Order ID – ID of the order/,
			/^Total – /,
			/^Revenue – /,
			/^Currency – /,
			/^Products – What was ordered: list of { product_id, sku, /,
		]);
		await snap('2-fields');

		await details.fill('userId', 'c-1');
		await details.fill('specProperties.value["order_id"]', 'A-1001');
		await details.fill('specProperties.value["revenue"]', '39.95');
		await details.executeAndSucceed();
		expect(standIn.received.map(({ message }) => message)).toEqual([
			expect.objectContaining({
				type: 'track',
				event: 'Order Completed',
				userId: 'c-1',
				properties: { order_id: 'A-1001', revenue: 39.95 },
			}),
		]);
	});

	test("Map Automatically takes the input's fields, in any spelling", async ({
		editor,
		standIn,
		snap,
	}) => {
		const { details } = editor;
		await editor.addItem({
			customer: 'c-1',
			orderId: 'A-1001',
			checkout_id: 'ch-7',
			Revenue: 39.95,
			currency: 'EUR',
			products: [{ productId: 'A1', image_url: 'https://example.com/a1.png', quantity: 1 }],
			warehouse: 'north',
		});
		await editor.add('segment', 'Twilio Segment', 'Track event');
		await details.choose('eventFrom', 'Segment’s Spec');
		await details.pickFromList('specEvent', 'order comp', 'Order Completed – Somebody ordered');
		await details.drag('customer', 'userId');
		await details.chooseMapping('Map Automatically');
		await expect(details.form).not.toContainText('no properties for this event');
		await snap('1-automatic');

		await test.step('which is shown before it is sent', async () => {
			await details.addField('options', 'Dry Run');
			await details.executeAndSucceed();
			const [row] = await details.outputRows();
			expect(row.mapping).toMatch(/orderId\s*:\s*order_id/);
			expect(row.mapping).toMatch(/warehouse/);
			await snap('2-dry-run');
			expect(standIn.requests).toEqual([]);
		});

		await details.toggle('options.dryRun');
		await details.executeAndSucceed();
		await expect.poll(() => standIn.received.length).toBe(1);
		expect(standIn.received.map(({ message }) => message)).toEqual([
			expect.objectContaining({
				type: 'track',
				event: 'Order Completed',
				userId: 'c-1',
				properties: {
					order_id: 'A-1001',
					checkout_id: 'ch-7',
					revenue: 39.95,
					currency: 'EUR',
					products: [{ product_id: 'A1', image_url: 'https://example.com/a1.png', quantity: 1 }],
				},
			}),
		]);
	});
});

test('Tracking Plan: events and typed properties, and what breaks it', async ({
	editor,
	page,
	standIn,
	snap,
}) => {
	const { details } = editor;
	await haveCredential(page, 'segmentPublicApi', 'Segment Public account', {
		region: 'us',
		authType: 'token',
		token: tokens.owner,
	});
	await editor.addItem({ customer: 'c-1', amount: 12, colour: 'red' });
	await editor.add('segment', 'Twilio Segment', 'Track event');

	await test.step('the plan is chosen, with the credential that shows it', async () => {
		await details.choose('eventFrom', 'Tracking Plan');
		await expect(details.form).toContainText('Options → Tracking Plan');
		await details.addField('options', 'Tracking Plan');
		await details.openList('options.trackingPlan');
		await expect(details.listProblem).toContainText(
			/No Segment Public API credential is chosen.*Choose it at the top of the form/s,
		);
		await snap('1-no-credential');
		await details.closeList();
		await details.chooseCredential('Segment Public account');
		await snap('2-credential');
		await details.pickFromList('options.trackingPlan', 'web', 'Website');
	});

	await test.step('an event of the plan has its properties as typed fields', async () => {
		await details.pickFromList('planEvent', 'Tour 41 ', 'Tour 41 Booked – Somebody booked tour 41');
		await expect(details.mappedFields()).toHaveText([
			/^Properties/,
			/^price – What it costs/,
			/^guide/,
		]);
		await snap('3-fields');
		await details.drag('customer', 'userId');
		await details.drag('amount', 'planProperties.value["price"]');
	});

	await test.step('Report sends, and lists the violations in the output', async () => {
		await details.dragToRow('colour', 'customProperties');
		await details.addField('options', 'Check Against Tracking Plan');
		await details.executeAndSucceed();
		const [{ violations }] = await details.outputRows();
		expect(violations).toContain('Unplanned Property');
		expect(violations).toContain('properties.colour');
		await snap('4-report');
		expect(standIn.received.map(({ message }) => message)).toEqual([
			expect.objectContaining({
				type: 'track',
				event: 'Tour 41 Booked',
				userId: 'c-1',
				properties: { price: 12, colour: 'red' },
			}),
		]);
	});

	await test.step('Refuse ends in an error, and sends nothing', async () => {
		await details.choose('options.checkAgainstTrackingPlan', 'Refuse');
		await details.execute();
		await expect(details.output).toContainText('The message breaks the tracking plan');
		await expect(details.output).toContainText('colour');
		await snap('5-refuse');
		expect(standIn.requests).toHaveLength(1);
	});
});
