import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import axios from 'axios';

import { basic, get, post, WRITE_KEY } from './client';
import { startStandIn, type StandIn } from './server';

let standIn: StandIn;

beforeAll(async () => {
	standIn = await startStandIn({ writeKeys: [{ writeKey: WRITE_KEY, name: 'Shop' }] });
});
beforeEach(() => standIn.reset());
afterAll(async () => await standIn.close());

interface PageEvent {
	event: string;
	data: Record<string, unknown> & { messages: unknown[]; requests: unknown[] };
}

/** Reads the page's stream of events until those that came are enough. */
async function readEvents(
	enough: (events: PageEvent[]) => boolean,
	meanwhile?: () => Promise<unknown>,
): Promise<PageEvent[]> {
	const leaving = new AbortController();
	const { body } = await fetch(`${standIn.url}/stand-in/events`, { signal: leaving.signal });
	await meanwhile?.();
	const events: PageEvent[] = [];
	let text = '';
	for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
		text += Buffer.from(chunk).toString();
		const blocks = text.split('\n\n');
		text = blocks.pop() ?? '';
		for (const block of blocks) {
			const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
			events.push({ event, data: JSON.parse(data) as PageEvent['data'] });
		}
		if (enough(events)) break;
	}
	leaving.abort();
	return events;
}

const messagesOf = (events: PageEvent[]) => events.flatMap(({ data }) => data.messages ?? []);
const countOf = (events: PageEvent[], name: string) =>
	events.filter(({ event }) => event === name).length;

describe('the page', () => {
	const folder = join(__dirname, 'live-page', 'public');
	const files = readdirSync(folder);

	test('is served at /, with all that it needs, and asks nobody else', async () => {
		const { status, headers, data } = await get(standIn, '/');

		expect(status).toBe(200);
		expect(headers['content-type']).toContain('text/html');
		expect(headers['content-security-policy']).toBe("default-src 'self'");
		const needed = [...String(data).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
		expect(needed).toEqual(expect.arrayContaining(['/page.js', '/page.css', '/icon.svg']));
		for (const path of [...needed, ...files.map((file) => `/${file}`)]) {
			expect(await get(standIn, path)).toMatchObject({ status: 200 });
		}
	});

	test.each(files)('%s names no other host', (file) => {
		const text = readFileSync(join(folder, file), 'utf8').replace('http://www.w3.org/2000/svg', '');

		expect(text).not.toMatch(/\/\/[a-z0-9-]+\.[a-z]/i);
	});
});

describe('the stream of events', () => {
	test('brings what came before, without keys', async () => {
		await post(standIn, '/v1/track', { userId: 'u-1', event: 'Song Played', writeKey: WRITE_KEY });
		await post(standIn, '/v1/track', { userId: 'u-1' }, basic('NoSourceHasThisWriteKey000000000'));
		const events = await readEvents((all) => messagesOf(all).length === 2);

		expect(events.map(({ event }) => event)).toEqual(['reset', 'update']);
		expect(events[1].data).toMatchObject({
			counts: { accepted: 1, discarded: 1 },
			sources: [{ name: 'Shop', writeKey: WRITE_KEY }],
			messages: [
				{ number: 1, outcome: 'accepted', source: 'Shop', message: { event: 'Song Played' } },
				{ number: 2, outcome: 'discarded', source: 'Unknown (NoSo…)', code: 'project_not_found' },
			],
			requests: [{ number: 1, status: 200 }, { number: 2 }],
		});
		const shown = JSON.stringify([events[1].data.messages, events[1].data.requests]);
		expect(shown).not.toContain(WRITE_KEY);
		expect(shown).not.toContain('NoSourceHasThisWriteKey');
		expect(shown.toLowerCase()).not.toContain('basic ');
	});

	test('brings what comes, once', async () => {
		await post(standIn, '/v1/page', { userId: 'u-1' });
		const events = await readEvents(
			(all) => messagesOf(all).length >= 2,
			async () => await post(standIn, '/v1/screen', { userId: 'u-1' }),
		);

		expect(messagesOf(events)).toMatchObject([{ type: 'page' }, { type: 'screen' }]);
	});

	test('shows the body of a request that was refused', async () => {
		await post(standIn, '/v1/track', '{ "userId": oops');
		const [, { data }] = await readEvents((all) => countOf(all, 'update') === 1);

		expect(data.requests).toMatchObject([{ status: 400, body: '{ "userId": oops' }]);
	});

	test('starts anew after a reset', async () => {
		await post(standIn, '/v1/page', { userId: 'u-1' });
		const events = await readEvents(
			(all) => countOf(all, 'reset') === 2 && countOf(all, 'update') === 2,
			async () => await axios.post(`${standIn.url}/stand-in/reset`),
		);

		expect(events[3].data).toMatchObject({ counts: { messages: 0 }, messages: [] });
	});
});

describe('inspection over HTTP', () => {
	test('shows messages, requests and counts', async () => {
		const message = { userId: 'u-1', event: 'Song Played', messageId: 'm-1' };
		for (const path of ['/v1/track', '/v1/track', '/v1/group']) await post(standIn, path, message);

		expect((await get(standIn, '/stand-in/received')).data).toMatchObject([{ sent: message }]);
		expect((await get(standIn, '/stand-in/duplicates')).data).toMatchObject([{ messageId: 'm-1' }]);
		expect((await get(standIn, '/stand-in/discarded')).data).toMatchObject([
			{ code: 'id_required' },
		]);
		expect((await get(standIn, '/stand-in/requests')).data).toMatchObject([
			{ number: 1, attempt: 1, body: message },
			{ number: 2, attempt: 2 },
			{ number: 3, path: '/v1/group' },
		]);
		expect((await get(standIn, '/stand-in/counts')).data).toMatchObject({
			accepted: 1,
			duplicates: 1,
			discarded: 1,
		});
	});

	test('changes settings until the next reset', async () => {
		const settings = `${standIn.url}/stand-in/settings`;
		const { data } = await axios.patch(settings, { suppressedUserIds: ['u-1'] });
		expect(data).toMatchObject({ suppressedUserIds: ['u-1'], region: 'us' });

		await post(standIn, '/v1/page', { userId: 'u-1' });
		expect(standIn.discarded).toMatchObject([{ code: 'suppressed_user' }]);
		await axios.post(`${standIn.url}/stand-in/reset`);
		expect((await get(standIn, '/stand-in/settings')).data).toMatchObject({
			suppressedUserIds: [],
		});
	});

	test('names a setting that does not exist', async () => {
		const request = axios.patch(`${standIn.url}/stand-in/settings`, { suppressed: ['u-1'] });

		await expect(request).rejects.toMatchObject({
			response: { status: 400, data: { message: 'There is no setting suppressed' } },
		});
	});
});
