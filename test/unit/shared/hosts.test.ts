import fc from 'fast-check';

import { SegmentPublicApi } from '../../../credentials/SegmentPublicApi.credentials';
import { Problem } from '../../../nodes/shared/problem';
import {
	baseUrl,
	baseUrlExpression,
	otherRegion,
	REGION_NAMES,
} from '../../../nodes/shared/send/hosts';

it.each([
	['tracking', 'us', 'https://api.segment.io'],
	['tracking', 'eu', 'https://events.eu1.segmentapis.com'],
	['public', 'us', 'https://api.segmentapis.com'],
	['public', 'eu', 'https://eu1.api.segmentapis.com'],
	['profile', 'us', 'https://profiles.segment.com'],
	['profile', 'eu', 'https://profiles.euw1.segment.com'],
] as const)('knows the %s host of region %s', (surface, region, url) => {
	expect(baseUrl(surface, { region, host: 'https://left-over.example.com' })).toBe(url);
});

describe('the other region', () => {
	it.each([
		['us', 'EU (Dublin)', 'https://eu1.api.segmentapis.com'],
		['', 'EU (Dublin)', 'https://eu1.api.segmentapis.com'],
		['eu', 'US (Oregon)', 'https://api.segmentapis.com'],
	])('of %s is %s', (region, name, url) => {
		expect(otherRegion('public', { region })).toEqual({ name, baseUrl: url });
	});

	it('is none for a custom host', () => {
		const credential = { region: ' Custom ', host: 'https://proxy.example.com' };
		expect(otherRegion('public', credential)).toBeUndefined();
	});

	it('is called as the credential calls it', () => {
		const [{ options = [] }] = new SegmentPublicApi().properties;
		expect(options).toMatchObject(
			Object.entries(REGION_NAMES)
				.map(([value, name]) => ({ value, name }))
				.concat({
					value: 'custom',
					name: 'Custom Host',
				} as never),
		);
	});
});

it.each(['public', 'profile'] as const)('knows no automatic region of the %s API', (surface) => {
	expect(() => baseUrl(surface, { region: 'auto' })).toThrow(
		expect.objectContaining({ advice: 'Use one of us, eu, custom.' }),
	);
	expect(baseUrl('oauth', { region: 'auto' })).toBe('https://oauth2.segment.io');
});

it('takes a credential without a region, as the built-in node saves it, for a US one', () => {
	expect(baseUrl('tracking', { writekey: 'abc' })).toBe('https://api.segment.io');
});

it.each([
	['https://events.example.com', 'https://events.example.com'],
	['https://events.example.com/', 'https://events.example.com'],
	['https://events.example.com/v1', 'https://events.example.com'],
	['https://events.example.com/v1/', 'https://events.example.com'],
	['  https://events.example.com//  ', 'https://events.example.com'],
	['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
	['http://127.0.0.1:4010/v1', 'http://127.0.0.1:4010'],
	['HTTPS://Events.Example.com', 'https://events.example.com'],
	['https://example.com/segment/v1', 'https://example.com/segment'],
	['https://example.com/segment/', 'https://example.com/segment'],
	['https://example.com/v1?x=1#y', 'https://example.com'],
	['https://example.com/v12', 'https://example.com/v12'],
	['\u00a0https://example.com\ufeff\n', 'https://example.com'],
	['https://example.com//v1//', 'https://example.com'],
])('takes the custom host %j', (host, url) => {
	expect(baseUrl('tracking', { region: 'custom', host })).toBe(url);
});

it.each([
	[undefined, 'is empty'],
	['', 'is empty'],
	['  ', 'is empty'],
	['events.example.com', '“events.example.com” is not a web address'],
	['localhost:8080', '“localhost:8080” is not a web address'],
	['ftp://example.com', '“ftp://example.com” is not a web address'],
	['https://', '“https://” is not a web address'],
])('refuses the custom host %j', (host, reason) => {
	const run = () => baseUrl('tracking', { region: 'custom', host: host as string });
	expect(run).toThrow(Problem);
	expect(run).toThrow(
		expect.objectContaining({
			message: `The credential's Host ${reason}`,
			advice: 'Use the form https://events.example.com.',
			endsRun: true,
		}),
	);
});

it('makes the same of a host however it is ended', () => {
	fc.assert(
		fc.property(fc.webAuthority({ withPort: true }), (authority) => {
			const urls = ['', '/', '/v1', '/v1/', '//'].map((end) =>
				baseUrl('tracking', { region: 'custom', host: `https://${authority}${end}` }),
			);
			expect(new Set(urls).size).toBe(1);
			expect(urls[0]).not.toMatch(/\/$/);
		}),
	);
});

describe('as an expression', () => {
	/** As n8n resolves it; an engine test sends the credentials' tests through n8n itself. */
	const resolve = (credential: object) => {
		const [, code] = /^=\{\{(.*)\}\}$/.exec(baseUrlExpression('profile')) ?? [];
		return new Function('$credentials', `return ${code}`)(credential) as string;
	};

	it('is the same address', () => {
		const url = fc
			.tuple(
				fc.constantFrom('', ' ', '\n', '\u00a0', '\ufeff', '\u0085'),
				fc.webAuthority({ withPort: true }),
				fc.constantFrom('', '/', '//', '/v1', '/v1/', '/segment', '/segment/v1', '/v12', '?x#y'),
			)
			.map(([space, authority, path]) => `${space}https://${authority}${path}${space}`)
			// a port that is the protocol's own, which a parsed address leaves out
			.filter((text) => !text.includes(':443'));
		fc.assert(
			fc.property(url, (host) => {
				const credential = { region: 'custom', host };
				expect(resolve(credential).toLowerCase()).toBe(
					baseUrl('profile', credential).toLowerCase(),
				);
			}),
		);
	});

	it.each(['us', 'eu'])('of region %s', (region) => {
		const credential = { region, host: 'https://left-over.example.com' };
		expect(resolve(credential)).toBe(baseUrl('profile', credential));
	});

	it('takes a credential without a region for a US one', () => {
		expect(resolve({})).toBe('https://profiles.segment.com');
	});
});
