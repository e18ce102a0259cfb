import type { IDataObject } from 'n8n-workflow';

import { isFields } from '../read/describe';
import { faultInWords, type NetworkFault } from './networkFault';
import { isRetryableStatus } from './retry';

/** What the other side answered, whole and with whatever HTTP status. */
export interface Answer {
	kind: 'answer';
	status: number;
	headers: IDataObject;
	/** Parsed JSON, or text where it was none. */
	body: unknown;
}

/** What became of one attempt to send a request. */
export type Reply = Answer | NetworkFault;

/** Whether the same request may work later. */
export function isRetryable(reply: Reply): boolean {
	return reply.kind === 'fault' ? reply.retryable : isRetryableStatus(reply.status);
}

/** Whether it is certain that the request did nothing: it never arrived, or a rate limit refused it. */
export function didNothing(reply: Reply): boolean {
	return reply.kind === 'fault' ? reply.notSent === true : reply.status === 429;
}

/**
 * How often a request was tried, in words for an error text: `in 6 attempts`.
 *
 * @param attempts 0 where it was not, because others had failed for ten minutes
 */
export function inAttempts(attempts: number): string {
	return ['for ten minutes', 'in one attempt'][attempts] ?? `in ${attempts} attempts`;
}

/** What to look at when a request got no answer. */
export function whereToLook({ fault, retryable }: NetworkFault): string {
	const where = retryable ? 'the network, the proxy' : 'the certificate';
	return `${faultInWords(fault)}. Check ${where} and the credential's Host.`;
}

const LONGEST_BEGINNING = 120;

/** How an answer begins that is not Segment's, for an error text: a sign-in page, another service's JSON. */
export function beginningOf({ body }: Pick<Answer, 'body'>): string {
	const text = isFields(body) || Array.isArray(body) ? JSON.stringify(body) : String(body ?? '');
	return words(text.replace(/\s+/g, ' ').trim(), LONGEST_BEGINNING) || 'nothing';
}

const LONGEST_WORDS = 500;

/** What the other side says, for an error: without what a credential travels in, and not at any length. */
export function words(text: string, longest = LONGEST_WORDS): string {
	const said = withoutCredentials(text.slice(0, 2 * longest));
	return said.length > longest ? `${said.slice(0, longest)}…` : said;
}

/** What a credential travels in: the header, the body, a signed token by itself, the address of a key. */
const CREDENTIALS = [
	/\b((?:Basic|Bearer)\s+)[\w+/=.~-]+/gi,
	/((?:write_?key|access_?token|client_assertion)\\?["']?\s*[:=]\s*\\?["']?)[\w+/=.~%-]+/gi,
	/\b(eyJ)[\w-]+\.[\w-]+\.[\w-]*/g,
	/(\/v1\/projects\/)[^\s/"'<>]+/g,
];

/** A text of somebody else's, who may repeat what the credential travels in. */
export function withoutCredentials(text: string): string {
	return CREDENTIALS.reduce((left, credential) => left.replace(credential, '$1…'), text);
}

/**
 * The host that a redirect leads to, in words for the user. The rest of the address stays out of
 * errors: it may hold a secret.
 *
 * @param url the address that was asked
 */
export function redirectedTo({ headers }: Answer, url: string): string | undefined {
	const location = Array.isArray(headers.location) ? headers.location[0] : headers.location;
	if (typeof location !== 'string' || !URL.canParse(location, url)) return undefined;
	return new URL(location, url).origin;
}

/** The first header of this name as text. */
export function header({ headers }: Answer, name: string): string | undefined {
	const value: unknown = headers[name];
	const first: unknown = Array.isArray(value) ? value[0] : value;
	return first === undefined || first === null ? undefined : String(first);
}
