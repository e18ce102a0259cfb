import { beginningOf, withoutCredentials, words } from '../../../nodes/shared/send/reply';

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhcHAtMSJ9.c2lnbmF0dXJl';

it.each([
	['the header', 'Wrong: Basic d2stc2VjcmV0Og==', 'Wrong: Basic …'],
	['a token in the header', 'authorization: bearer sgp_s3cr3t-1.x~', 'authorization: bearer …'],
	['a signed token by itself', `assertion ${JWT} is too old`, 'assertion eyJ… is too old'],
	['the body', '{"writeKey":"wk-s3cr3t","type":"track"}', '{"writeKey":"…","type":"track"}'],
	[
		'JSON in JSON',
		'{"body":"{\\"writeKey\\":\\"wk-s3cr3t\\"}"}',
		'{"body":"{\\"writeKey\\":\\"…\\"}"}',
	],
	['a form', `client_assertion=${JWT}&scope=a`, 'client_assertion=…&scope=a'],
	['a new token', '{"access_token": "s3cr3t"}', '{"access_token": "…"}'],
	[
		'the address of a key',
		'Cannot GET /v1/projects/wk-s3cr3t/settings',
		'Cannot GET /v1/projects/…/settings',
	],
])('leaves out what a credential travels in: %s', (_, text, left) => {
	expect(withoutCredentials(text)).toBe(left);
	expect(beginningOf({ body: text })).toBe(left);
});

it.each(['The write key is unknown', 'projects: 5', 'eyJ', 'access token expired'])(
	'leaves other words alone: %s',
	(text) => expect(withoutCredentials(text)).toBe(text),
);

it('repeats what the other side says at no length', () => {
	expect(words('no: Bearer s3cr3t')).toBe('no: Bearer …');
	expect(words('x'.repeat(500))).toBe('x'.repeat(500));
	expect(words('x'.repeat(1_000_000))).toBe(`${'x'.repeat(500)}…`);
});
