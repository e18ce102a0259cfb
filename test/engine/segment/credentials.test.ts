import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { MAX_BATCH_MESSAGES } from '../../../nodes/Segment/message/limits';
import { TestCredentials } from '../../support/credentials';
import { runCaught, WRITE_KEY } from './support';

const EVENT = { resource: 'track', operation: 'event', userId: 'u-1', event: 'Tested' };
const US = 'https://api.segment.io';
const EU = 'https://events.eu1.segmentapis.com';
const OWN = 'https://cdp.example.com';

describe('in use', () => {
	it.each<[string, ICredentialDataDecryptedObject, string]>([
		['saved by n8n’s built-in node', { writekey: WRITE_KEY }, `${US}/v1/track`],
		['pasted with white space', { writekey: ` ${WRITE_KEY}\n` }, `${US}/v1/track`],
		['for the US', { writekey: WRITE_KEY, region: 'us' }, `${US}/v1/track`],
		['for the EU', { writekey: WRITE_KEY, region: 'eu' }, `${EU}/v1/track`],
		[
			'for the EU with a host left over',
			{ writekey: WRITE_KEY, region: 'eu', host: OWN },
			`${EU}/v1/track`,
		],
		...[OWN, `${OWN}/`, `${OWN}/v1`, `${OWN}/v1/`, ` ${OWN} `].map(
			(host): [string, ICredentialDataDecryptedObject, string] => [
				`with the host ${JSON.stringify(host)}`,
				{ writekey: WRITE_KEY, region: 'custom', host },
				`${OWN}/v1/track`,
			],
		),
		[
			'with a host over http, with a port and a path',
			{ writekey: WRITE_KEY, region: 'custom', host: 'http://127.0.0.1:4010/segment/v1' },
			'http://127.0.0.1:4010/segment/v1/track',
		],
	])('a credential %s sends to its host', async (_what, credential, url) => {
		const { requests, error } = await runCaught(EVENT, { credential, host: new URL(url).origin });
		expect(error).toBeUndefined();
		expect(requests.map((request) => request.url)).toEqual([url]);
		expect(requests[0].headers.authorization).toBe(
			`Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}`,
		);
		expect(requests[0].body).not.toHaveProperty('writeKey');
	});

	it.each([
		['', "The credential's Host is empty"],
		['cdp.example.com', "The credential's Host “cdp.example.com” is not a web address"],
	])('the host %j is refused before anything is sent', async (host, message) => {
		const credential = { writekey: WRITE_KEY, region: 'custom', host };
		const stopped = await runCaught(EVENT, { credential, items: [{}, {}] });
		expect(stopped.requests).toEqual([]);
		expect(stopped.error?.message).toBe(message);
		expect(stopped.error?.description).toBe('Use the form https://events.example.com.');

		const settings = { onError: 'continueRegularOutput' as const };
		const continued = await runCaught(EVENT, { credential, items: [{}, {}], settings });
		expect(continued.requests).toEqual([]);
		expect(continued.json.map(({ error }) => error)).toEqual([message, message]);
	});

	it('is read from n8n’s database once in bulk, however many requests it takes', async () => {
		const getDecrypted = jest.spyOn(TestCredentials.prototype, 'getDecrypted');
		const { requests } = await runCaught(
			{ resource: 'batch', operation: 'send', messageType: 'identify' },
			{ items: Array.from({ length: MAX_BATCH_MESSAGES + 1 }, () => ({ userId: 'u-1' })) },
		);
		const reads = getDecrypted.mock.calls.length;
		getDecrypted.mockRestore();
		expect(requests).toHaveLength(2);
		expect(reads).toBe(1);
	});

	describe.each([
		['us', US],
		['eu', EU],
		['custom', OWN],
	])('restricted to some domains, region %s', (region, host) => {
		it.each<ICredentialDataDecryptedObject>([
			{ allowedHttpRequestDomains: 'all' },
			{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.org, *.example.net' },
			{ allowedHttpRequestDomains: 'domains', allowedDomains: new URL(host).hostname },
			{ allowedHttpRequestDomains: 'domains', allowedDomains: '' },
			{ allowedHttpRequestDomains: 'none' },
		])('works with %j', async (restriction) => {
			const credential = { writekey: WRITE_KEY, region, host: OWN, ...restriction };
			const { requests, error } = await runCaught(EVENT, { credential, host });
			expect(error).toBeUndefined();
			expect(requests.map(({ url }) => url)).toEqual([`${host}/v1/track`]);
		});

		it.each<ICredentialDataDecryptedObject>([
			{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.org' },
			{ allowedHttpRequestDomains: 'domains', allowedDomains: '' },
			{ allowedHttpRequestDomains: 'none' },
		])('works in bulk with %j', async (restriction) => {
			const credential = { writekey: WRITE_KEY, region, host: OWN, ...restriction };
			const { requests, error } = await runCaught(
				{ resource: 'batch', operation: 'send', messageType: 'identify' },
				{ credential, host, items: [{ userId: 'u-1' }, { userId: 'u-2' }] },
			);
			expect(error).toBeUndefined();
			expect(requests.map(({ url }) => url)).toEqual([`${host}/v1/batch`]);
		});
	});
});
