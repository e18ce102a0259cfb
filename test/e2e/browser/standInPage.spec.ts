import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { expect, test as base, type Page } from '@playwright/test';

import { DEMO_SOURCES, startStandIn, type StandIn } from '../../stand-in/server';
import { sign } from '../../stand-in/webhook-sender';

const SECRET = 'the secret of both sides';
const MENUS = ['Connect', 'Call a trigger', 'Simulate trouble'];

const test = base.extend<{ standIn: StandIn; snap: (name: string) => Promise<void> }>({
	standIn: async ({}, use) => {
		const standIn = await startStandIn();
		await use(standIn);
		await standIn.close();
	},
	snap: async ({ page }, use, { outputDir }) =>
		await use(async (name) => {
			await page.screenshot({ path: join(outputDir, `${name}.png`) });
		}),
});

const send = async (standIn: StandIn, ...messages: object[]) =>
	await fetch(`${standIn.url}/v1/batch`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ writeKey: DEMO_SOURCES.us.writeKey, batch: messages }),
	});

const track = (event: string) => ({ type: 'track', userId: 'u-1', event });
const ANONYMOUS = { type: 'track', event: 'Of nobody' };

const outcome = (page: Page, name: string) =>
	page.getByRole('navigation', { name: 'Outcome' }).getByRole('button', { name });
const chip = (page: Page, type: string) =>
	page.getByRole('group', { name: 'Type' }).getByRole('button', { name: type });
const entries = (page: Page) => page.locator('#entries > li:not([hidden])');
const background = async (page: Page, type: string) =>
	await page.evaluate<string>(
		`getComputedStyle(document.querySelector('#types [data-type=${type}]')).backgroundColor`,
	);

for (const width of [420, 1440]) {
	for (const colorScheme of ['light', 'dark'] as const) {
		test.describe(`at ${width} px, ${colorScheme}`, () => {
			test.use({ viewport: { width, height: 800 }, colorScheme });

			test('shows every menu whole', async ({ page, standIn, snap }) => {
				standIn.webhookSender.triggers.push({
					name: 'Tell the sales channel when someone enters an audience',
					url: 'http://localhost:5678/webhook-test/5e8f0c1a-0000-4000-8000-000000000000/segment',
					secret: SECRET,
				});
				await send(standIn, track('Order Completed'), ANONYMOUS);
				await page.goto(standIn.url);
				await expect(entries(page)).toHaveCount(2);
				for (const menu of MENUS) {
					await page.getByText(menu, { exact: true }).click();
					const panel = page.locator('.menu[open] .panel');
					await expect(panel).toBeVisible();
					await snap(`${menu} ${width} ${colorScheme}`);
					const box = await panel.boundingBox();
					expect(box?.x, `${menu} begins on the page`).toBeGreaterThanOrEqual(0);
					expect((box?.x ?? 0) + (box?.width ?? 0), `${menu} ends on it`).toBeLessThanOrEqual(
						width,
					);
					await page.keyboard.press('Escape');
					await expect(panel).toBeHidden();
				}
				const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
				expect(wide, 'nothing is wider than the page').toBeLessThanOrEqual(width);
			});

			test('shows which chips are chosen, under the mouse as well', async ({ page, standIn }) => {
				await page.goto(standIn.url);
				const unchosen = await background(page, 'track');
				await chip(page, 'track').click();
				await expect(chip(page, 'track')).toHaveAttribute('aria-pressed', 'true');
				const chosen = await background(page, 'track');
				await chip(page, 'track').click();
				await expect(chip(page, 'track')).toHaveAttribute('aria-pressed', 'false');
				const left = await background(page, 'track');
				expect(chosen).not.toBe(unchosen);
				expect(left, 'a chip that was left looks unchosen').not.toBe(chosen);
				await page.mouse.move(0, 0);
				expect(await background(page, 'track')).toBe(unchosen);
			});
		});
	}
}

test.describe('what it says', () => {
	test('its numbers are those of the list that the filters leave', async ({ page, standIn }) => {
		await send(standIn, { type: 'identify', userId: 'u-1' }, ANONYMOUS, ANONYMOUS);
		await page.goto(standIn.url);
		await expect(outcome(page, 'Discarded')).toHaveText('2Discarded');

		await chip(page, 'identify').click();
		await outcome(page, 'Discarded').click();
		await expect(outcome(page, 'Discarded')).toHaveText('0Discarded');
		await expect(outcome(page, 'All')).toHaveText('1All');
		await expect(entries(page)).toHaveCount(0);
		await expect(page.getByText('Nothing matches these filters.')).toBeVisible();

		await page.getByRole('button', { name: 'Remove the filters' }).click();
		await expect(outcome(page, 'Discarded')).toHaveText('2Discarded');
		await expect(entries(page)).toHaveCount(2);
	});

	test('lists the discarded ones of a flood, however long ago they came', async ({
		page,
		standIn,
	}) => {
		await send(standIn, ANONYMOUS, ANONYMOUS);
		await send(standIn, ...Array.from({ length: 1200 }, (_, n) => track(`Event ${n}`)));
		await page.goto(standIn.url);
		await outcome(page, 'Discarded').click();
		await expect(outcome(page, 'Discarded')).toHaveText('2Discarded');
		await expect(entries(page)).toHaveCount(2);

		await outcome(page, 'Accepted').click();
		await expect(outcome(page, 'Accepted')).toContainText('1,200');
		await expect(entries(page)).toHaveCount(500);
		await expect(page.getByText('The newest 500 are listed')).toBeVisible();
	});

	test('is live, or paused with what waits', async ({ page, standIn }) => {
		await page.goto(standIn.url);
		const state = page.locator('#live');
		await expect(state).toHaveText('Live');
		await page.getByRole('button', { name: 'Pause' }).click();
		await expect(state).toHaveText('Paused');

		await send(standIn, track('While paused'), ANONYMOUS);
		await expect(state).toHaveText('Paused, 2 waiting');
		await expect(outcome(page, 'All')).toHaveText('0All');
		await expect(entries(page)).toHaveCount(0);

		await page.getByRole('button', { name: 'Resume' }).click();
		await expect(state).toHaveText('Live');
		await expect(outcome(page, 'All')).toHaveText('2All');
		await expect(entries(page)).toHaveCount(2);
	});
});

test('calls the address of a trigger that listens, and says what it answered', async ({
	page,
	standIn,
}) => {
	const trigger = await startTrigger();
	await page.goto(standIn.url);
	await page.getByText('Call a trigger', { exact: true }).click();
	await page.getByLabel('Webhook URL').fill(`${trigger.url}/webhook/abc/segment`);
	await page.getByLabel('Shared Secret').fill(SECRET);
	const result = page.locator('#call-result');
	const call = async (name: string) => await page.getByRole('button', { name }).click();

	await call('An event');
	await expect(result).toContainText('Nobody listens there. Press Execute step');

	trigger.listens = '/webhook-test/';
	await call('An event');
	await expect(result).toContainText('Test URL: taken');
	trigger.listens = '/webhook/';
	await call('A batch of 3');
	await expect(result).toContainText('Production URL: taken');
	await call('An audience entry');
	await expect.poll(() => trigger.taken.length).toBe(3);
	await call('A deletion');
	await expect.poll(() => trigger.taken.length).toBe(4);

	expect(trigger.taken.map(({ body }) => body)).toEqual([
		expect.objectContaining({ type: 'track', event: 'Order Completed' }),
		[
			expect.objectContaining({ type: 'identify' }),
			expect.objectContaining({ type: 'track' }),
			expect.objectContaining({ type: 'page' }),
		],
		expect.objectContaining({ event: 'Audience Entered' }),
		expect.objectContaining({ type: 'delete' }),
	]);
	for (const { body, signature } of trigger.taken) {
		const signed = JSON.stringify(Array.isArray(body) ? body[0] : body);
		expect(signature).toBe(sign(SECRET, signed));
	}

	trigger.status = 401;
	await call('An event');
	await expect(result).toContainText('refused with 401. {"message":"why"}');
	await trigger.close();
	await call('An event');
	await expect(result).toContainText('Is n8n running?');
});

/** As n8n's webhooks behave: 404 unless the address listens. */
async function startTrigger() {
	const state = {
		url: '',
		listens: '',
		status: 200,
		taken: [] as Array<{ body: unknown; signature: unknown }>,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	const server = createServer(async (request: IncomingMessage, response) => {
		const body = await text(request);
		if (state.listens === '' || !request.url?.startsWith(state.listens)) {
			response.writeHead(404).end();
			return;
		}
		if (state.status === 200) {
			const signature = request.headers['x-signature'];
			state.taken.push({ body: JSON.parse(body), signature });
		}
		response.writeHead(state.status).end(JSON.stringify({ message: 'why' }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return state;
}
