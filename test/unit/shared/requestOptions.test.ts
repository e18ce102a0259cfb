import { readRequestOptions as read } from '../../../nodes/shared/run/requestOptions';

describe('readRequestOptions', () => {
	it("has the routing engine's defaults", () => {
		expect(read({})).toEqual({
			connection: { timeout: 300_000, skipSslCertificateValidation: false },
			batching: { size: 1, interval: 0 },
		});
	});

	it('takes the time-out and whether to ignore TLS issues', () => {
		expect(read({ timeout: 5_000, allowUnauthorizedCerts: true }).connection).toEqual({
			timeout: 5_000,
			skipSslCertificateValidation: true,
		});
	});

	it.each([undefined, null, '', 0])('takes the time-out %p for none', (timeout) => {
		expect(read({ timeout }).connection.timeout).toBe(300_000);
	});

	it.each<[object, string]>([
		[{ timeout: 'soon' }, 'Timeout is “soon”, not a number'],
		[{ timeout: NaN }, 'Timeout is NaN'],
		[{ timeout: -5 }, 'Timeout is -5, and must be from 0 to 2147483647'],
		[{ timeout: 1e12 }, 'Timeout is 1000000000000, and must be from 0 to 2147483647'],
		[
			{ allowUnauthorizedCerts: 'maybe' },
			'Ignore SSL Issues (Insecure) is “maybe”, not true or false',
		],
		[
			{ batching: { batch: { batchSize: 1.5, batchInterval: 1 } } },
			'Items per Batch is 1.5, not a whole number',
		],
		[
			{ batching: { batch: { batchSize: 1, batchInterval: 'later' } } },
			'Batch Interval (ms) is “later”, not a number',
		],
	])('never guesses at %j', (options, message) => {
		expect(() => read(options)).toThrow(message);
	});

	it.each<[object, object]>([
		[
			{ batchSize: 50, batchInterval: 1_000 },
			{ size: 50, interval: 1_000 },
		],
		[
			{ batchSize: 0, batchInterval: 1_000 },
			{ size: 1, interval: 1_000 },
		],
		[
			{ batchSize: -1, batchInterval: 1_000 },
			{ size: 1, interval: 1_000 },
		],
		[{ batchSize: 10 }, { size: 10, interval: 0 }],
		[{}, { size: 1, interval: 0 }],
	])('reads the batching %j', (batch, batching) => {
		expect(read({ batching: { batch } }).batching).toEqual(batching);
	});

	it.each<[string, object]>([
		['http://proxy.example.com:8080', { host: 'proxy.example.com', port: 8080, protocol: 'http' }],
		['http://proxy.example.com:80', { host: 'proxy.example.com', port: 80, protocol: 'http' }],
		['http://proxy.example.com', { host: 'proxy.example.com', port: 80, protocol: 'http' }],
		['https://proxy.example.com:443', { host: 'proxy.example.com', port: 443, protocol: 'https' }],
		['https://proxy.example.com/', { host: 'proxy.example.com', port: 443, protocol: 'https' }],
		['http://10.0.0.1:3128/', { host: '10.0.0.1', port: 3128, protocol: 'http' }],
		['http://[::1]:3128', { host: '[::1]', port: 3128, protocol: 'http' }],
		[
			'http://user:p%40ss%3Aword@proxy.example.com:8080',
			{
				host: 'proxy.example.com',
				port: 8080,
				protocol: 'http',
				auth: { username: 'user', password: 'p%40ss%3Aword' },
			},
		],
		[
			'http://user:100%@proxy.example.com:8080',
			{
				host: 'proxy.example.com',
				port: 8080,
				protocol: 'http',
				auth: { username: 'user', password: '100%25' },
			},
		],
	])('reads the proxy %s', (proxy, parsed) => {
		expect(read({ proxy }).connection.proxy).toEqual(parsed);
	});

	it.each(['proxy.example.com:8080', 'proxy', 'http://', 'socks5://proxy.example.com:1080', ':80'])(
		'says which form the proxy has when it is %p',
		(proxy) => {
			expect(() => read({ proxy })).toThrow(
				expect.objectContaining({
					message: 'The proxy is not an address',
					advice: expect.stringContaining('http://proxy.example.com:8080') as string,
				}),
			);
		},
	);
});
