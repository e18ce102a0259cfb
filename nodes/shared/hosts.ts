import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Segment's HTTP surfaces and where each region serves them (Segment docs, "Regional Segment"). */
const HOSTS = {
	tracking: { us: 'https://api.segment.io', eu: 'https://events.eu1.segmentapis.com' },
	public: { us: 'https://api.segmentapis.com', eu: 'https://eu1.api.segmentapis.com' },
	profile: { us: 'https://profiles.segment.com', eu: 'https://profiles.euw1.segment.com' },
} as const;

export type Surface = keyof typeof HOSTS;

/** A custom host that is not a usable http(s) address. */
export class InvalidHostError extends Error {}

/**
 * The base address, without a trailing slash, that a credential's Region and Host stand for.
 *
 * @param credential the decrypted credential; one saved without a region is a US one
 * @throws InvalidHostError when Region is Custom Host and Host is not an http or https address
 */
export function baseUrl(surface: Surface, credential: ICredentialDataDecryptedObject): string {
	const { region } = credential;
	if (region === 'custom') return customBaseUrl(String(credential.host ?? ''));
	return HOSTS[surface][region === 'eu' ? 'eu' : 'us'];
}

/** Accepts a host as people paste it: with or without a trailing slash or `/v1`. */
function customBaseUrl(host: string): string {
	const trimmed = host.trim();
	const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
	if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
		throw new InvalidHostError(invalidHost(trimmed));
	}
	return `${url.origin}${url.pathname}`
		.replace(/\/+$/, '')
		.replace(/\/v1$/, '')
		.replace(/\/+$/, '');
}

function invalidHost(host: string): string {
	const given = host === '' ? 'is empty' : `“${host}” is not a web address`;
	return `The credential's Host ${given}: use the form https://events.example.com`;
}
