/** Keeps the secrets that a request travels with out of whatever is made of its answer. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { decoded, mapTexts } from '../read/texts';
import { trim } from '../read/values';

/** What is secret in the credentials of the nodes. */
const SECRET_FIELDS = ['writekey', 'token', 'accessToken', 'privateKey'];

/** The lines of a pasted key, of which each is a secret; what is shorter only names its kind. */
const LINE_OF_KEY = /[\w+/=-]{16,}/g;

/** The secrets of a credential. */
export function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	return SECRET_FIELDS.flatMap((name) => {
		const secret = trim(String(credential[name] ?? ''));
		if (name !== 'privateKey') return [secret];
		return secret.replace(/\\n/g, '\n').match(LINE_OF_KEY) ?? [];
	});
}

/** A write key in an address: of Segment's CDN, and of the Public API. */
const KEY_IN_ADDRESS = /(\/(?:writekey|v1\/projects)\/)([^/?#]+)/gi;

/** The secrets that stand in an address. */
export function secretsIn(url: string): string[] {
	return Array.from(url.matchAll(KEY_IN_ADDRESS), ([, , secret]) => [
		secret,
		decoded(secret),
	]).flat();
}

/** The path of a request for an error text. */
export function withoutKey(path: string): string {
	return path.replace(KEY_IN_ADDRESS, '$1…');
}

/** A shorter one may be part of any word, such as a key for trying out. */
const LONG = 12;

/**
 * Replaces secrets in all texts of an answer, in every form in which they travel.
 *
 * @returns the same where there is none of them
 */
export function conceal(value: unknown, secrets: string[]): unknown {
	const forms = secrets
		.map((secret) => secret.toWellFormed())
		.filter((secret) => secret !== '')
		.flatMap((secret) => [secret, encodeURIComponent(secret), base64(`${secret}:`), base64(secret)])
		// a form may be the beginning of another
		.sort((one, other) => other.length - one.length);
	if (forms.length === 0) return value;
	const pattern = new RegExp(`(?:${forms.map(inTexts).join('|')})=*`, 'gu');
	return mapTexts(value, (text) => text.replace(pattern, '…'));
}

const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '');

function inTexts(form: string): string {
	const exact = form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
	// the letters of all languages would take milliseconds to compile, for each request
	return form.length < LONG ? `(?<!\\w)${exact}(?!\\w)` : exact;
}
