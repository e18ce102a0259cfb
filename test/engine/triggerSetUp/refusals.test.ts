import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import express from 'express';

import { known, tokens } from '../../stand-in/public-api';
import { changes, failure, own, papi, trigger } from './support';

describe('refusals', () => {
	const BY_HAND = /choose Manual in 'Set-Up'/;

	it('tells about the missing feature', async () => {
		papi.state.features.delete('Destination Subscriptions');
		const { message, description } = await failure((await trigger()).activate());
		expect(message).toMatch(/HTTP 403/);
		expect(message).toMatch(/Destination Subscriptions/);
		expect(message).toMatch(BY_HAND);
		expect(description).toMatch(/Webhooks \(Actions\).*\/webhook\//);
	});

	it.each([
		['restricted', tokens.restricted, /HTTP 403.*Workspace Owner/],
		['unknown', 'some-other-token', /HTTP 401.*Workspace Owner/],
	])('tells about a token that is %s', async (_what, token, text) => {
		const webhook = await trigger();
		webhook.credentials.segmentPublicApi = { ...webhook.credentials.segmentPublicApi, token };
		const { message, description } = await failure(webhook.activate());
		expect(message).toMatch(text);
		expect(message).toMatch(BY_HAND);
		expect(message + description).not.toContain(token);
		expect(own()).toEqual([]);
	});

	it('tells how long to wait after too many changes', async () => {
		papi.fault({
			method: 'POST',
			path: /subscriptions$/,
			status: 429,
			headers: { 'Retry-After': '42' },
		});
		const { message } = await failure((await trigger()).activate());
		expect(message).toMatch(/HTTP 429.*Try again in 42 seconds/);
		expect(message).toMatch(BY_HAND);
	});

	it('tells about a source that is not there', async () => {
		const source = { __rl: true, mode: 'id', value: 'nowhere' };
		const { message, description } = await failure((await trigger({ source })).activate());
		expect(message).toMatch(/HTTP 404.*Choose the source again/);
		expect(description).toMatch(/nowhere/);
	});

	it.each([
		['an answer without the list', { data: {} }],
		['a list beside errors', { data: { destinations: [] }, errors: [{ message: 'no' }] }],
		['a sign-in page', '<html>Sign in</html>'],
		['an echo of the request', { headers: { authorization: `Bearer ${tokens.owner}` } }],
	])('adds no second destination because of %s', async (_what, body) => {
		const webhook = await trigger();
		await webhook.activate();
		await webhook.deactivate();
		papi.requests.length = 0;

		papi.fault({ path: /connected-destinations$/, status: 200, body });
		const { message, description } = await failure(webhook.activate());
		expect(message).toMatch(/Segment/);
		expect(message + description).not.toContain(tokens.owner);
		expect(changes()).toEqual([]);
		expect(own()).toHaveLength(1);
	});

	it.each(['<html>Sign in</html>', { error: 'unauthorized' }, undefined])(
		'does not take %j for the word that the destination is on again',
		async (body) => {
			const webhook = await trigger();
			await webhook.activate();
			await webhook.deactivate();
			papi.fault({ method: 'PATCH', path: /^\/destinations\/[^/]+$/, status: 200, body });
			const { message } = await failure(webhook.activate());
			expect(message).toMatch(/Segment/);
		},
	);

	it('follows no redirect with the token', async () => {
		const seen: string[] = [];
		const thief = express()
			.use((req, res) => {
				seen.push(String(req.headers.authorization));
				res.json({ data: {} });
			})
			.listen(0, '127.0.0.1');
		await once(thief, 'listening');
		const location = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/`;
		for (const status of [301, 302, 307, 308]) {
			papi.fault({ status, headers: { location } });
			const { message } = await failure((await trigger()).activate());
			expect(message).toMatch(new RegExp(`HTTP ${status}`));
		}
		thief.close();
		expect(seen).toEqual([]);
	});

	it('tells when Segment cannot be reached', async () => {
		const webhook = await trigger();
		webhook.credentials.segmentPublicApi = {
			...webhook.credentials.segmentPublicApi,
			host: 'http://127.0.0.1:1',
		};
		expect((await failure(webhook.activate())).message).toMatch(/could not be reached.*Region/);
	});

	it('tells what is wrong with the credential', async () => {
		const webhook = await trigger();
		webhook.credentials.segmentPublicApi = {
			...webhook.credentials.segmentPublicApi,
			host: 'nowhere',
		};
		expect((await failure(webhook.activate())).message).toMatch(
			/^The credential's Host “nowhere” is not a web address\. Use the form/,
		);
	});

	it('tells when Segment could not reach n8n', async () => {
		const webhook = await trigger();
		const { host: _host, ...credential } = webhook.credentials.segmentPublicApi;
		webhook.credentials.segmentPublicApi = { ...credential, region: 'us' };
		expect((await failure(webhook.activate())).message).toMatch(
			/Segment cannot reach this n8n, whose address is http:\/\/127.* WEBHOOK_URL/,
		);
	});

	it('tells when the filters let nothing through', async () => {
		const webhook = await trigger({ events: ['group'], filters: { eventNames: ['Signed Up'] } });
		expect((await failure(webhook.activate())).message).toMatch(
			/^No event can pass the filters: .* Add one of them to 'Trigger On'/,
		);
	});

	it('never shows the generated secret', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const secret = String(webhook.staticData.sharedSecret);
		papi.fault({ method: 'PATCH', status: 500, body: { errors: [{ message: 'no' }] } });
		const { message, description } = await failure(webhook.activate());
		expect(message + description).not.toContain(secret);
	});
});

describe('the list of sources', () => {
	interface Listed {
		results: Array<{ name: string; value: string }>;
		paginationToken?: string;
	}

	it('shows names and gives ids', async () => {
		const webhook = await trigger();
		const { results } = (await webhook.listSearch('searchSources')) as Listed;
		expect(results).toHaveLength(papi.state.sources.length);
		expect(results).toContainEqual(
			expect.objectContaining({ name: 'Website Production', value: known.sourceId }),
		);
	});

	it('goes on with the next page', async () => {
		const webhook = await trigger();
		const [source] = papi.state.sources;
		papi.state.sources = Array.from({ length: 250 }, (_, n) => ({ ...source, id: `s${n}` }));
		const first = (await webhook.listSearch('searchSources')) as Listed;
		expect(first.results).toHaveLength(200);
		const cursor = first.paginationToken;
		const rest = (await webhook.listSearch('searchSources', undefined, cursor)) as Listed;
		expect(rest.results).toHaveLength(50);
		expect(rest.paginationToken).toBeUndefined();
	});

	it('finds by name, in any case', async () => {
		const webhook = await trigger();
		const { results } = (await webhook.listSearch('searchSources', 'WEBSITE prod')) as Listed;
		expect(results).toMatchObject([{ value: known.sourceId }]);
	});

	it('says what to do when it cannot be fetched', async () => {
		const webhook = await trigger();
		papi.fault({ status: 403 });
		const { message } = await failure(webhook.listSearch('searchSources'));
		expect(message).toMatch(/token is not allowed/);
	});
});
