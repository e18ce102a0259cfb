import { conceal, secretsIn, secretsOf, withoutKey } from '../../../nodes/shared/send/secrets';

const KEY = 'wkS3CRET/12+3';
const base64 = (text: string) => Buffer.from(text).toString('base64');

it.each([
	['as it is', `key ${KEY}.`, 'key ….'],
	['in the middle of a word', `wk=${KEY}x`, 'wk=…x'],
	['in an address', `/v1/projects/${encodeURIComponent(KEY)}/settings`, '/v1/projects/…/settings'],
	['as a header', `Basic ${base64(`${KEY}:`)}`, 'Basic …'],
	['in Base64 by itself', `k=${base64(KEY)};`, 'k=…;'],
	['twice', `${KEY},${KEY}`, '…,…'],
])('hides a secret %s', (_, text, left) => {
	expect(conceal(text, [KEY])).toBe(left);
});

it('hides it in all texts of an answer, and changes nothing else', () => {
	const body = { errors: [{ message: `no ${KEY}`, code: 404, fine: null }], [KEY]: true };
	expect(conceal(body, [KEY])).toEqual({
		errors: [{ message: 'no …', code: 404, fine: null }],
		[KEY]: true,
	});
});

it.each(['404', 'message', 'e'])('hides the short secret %j as a whole word alone', (secret) => {
	const body = { errors: [{ message: `messages of e404e, ${secret}`, code: 404 }] };
	expect(conceal(body, [secret])).toEqual({
		errors: [{ message: 'messages of e404e, …', code: 404 }],
	});
});

it.each([[[]], [['']], [['\ud800']]])('leaves an answer alone where the secrets are %j', (none) => {
	expect(conceal({ data: ['a', ''] }, none)).toEqual({ data: ['a', ''] });
});

it('knows the secrets of every credential, as they travel', () => {
	const line = 'MIIEvQIBADANBgkqhkiG9w0BAQ';
	const privateKey = `-----BEGIN PRIVATE KEY-----\\n${line}\\n-----END PRIVATE KEY-----`;
	const credential = { writekey: ' wk\n', token: 'tok', region: 'eu', host: 'h', privateKey };
	expect(secretsOf(credential).filter((secret) => secret !== '')).toEqual(['wk', 'tok', line]);
	expect(secretsOf({ accessToken: 'a' })).toContain('a');
});

it.each([
	['https://cdn.segment.com/v1/projects/a%2Fb/settings', ['a%2Fb', 'a/b']],
	['https://api.segmentapis.com/sources/s/writekey/100%?x', ['100%', '100%']],
	['/sources/s1', []],
])('finds the write key in %s', (url, secrets) => {
	expect(secretsIn(url)).toEqual(secrets);
});

it('shows a path without its write key', () => {
	expect(withoutKey('/sources/s1/writekey/abc')).toBe('/sources/s1/writekey/…');
	expect(withoutKey('/sources/s1/writekey')).toBe('/sources/s1/writekey');
});
