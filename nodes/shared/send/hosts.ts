import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { Problem } from '../problem';
import { quote } from '../read/describe';
import { readChoice, trim } from '../read/values';

/** Segment's HTTP surfaces and where each region serves them (Segment docs, "Regional Segment"). */
const HOSTS = {
	tracking: { us: 'https://api.segment.io', eu: 'https://events.eu1.segmentapis.com' },
	public: { us: 'https://api.segmentapis.com', eu: 'https://eu1.api.segmentapis.com' },
	profile: { us: 'https://profiles.segment.com', eu: 'https://profiles.euw1.segment.com' },
	oauth: { us: 'https://oauth2.segment.io', eu: 'https://oauth2.eu1.segmentapis.com' },
	/** The settings of each source, of both regions. */
	settings: { us: 'https://cdn.segment.com', eu: 'https://cdn.segment.com' },
} as const;

const REGIONS = ['us', 'eu', 'custom'] as const;

/** A write key's own settings name its region; no other secret has any. */
const REGIONS_OF_KEY = ['auto', ...REGIONS] as const;

/** Segment's regions, as the credentials name them. */
export const REGION_NAMES = { us: 'US (Oregon)', eu: 'EU (Dublin)' } as const;

export type Surface = keyof typeof HOSTS;

/** The field of a credential that holds the address when Region is Custom Host. */
const HOST_FIELD = { name: 'host', displayName: 'Host' };
const CUSTOM_HOST_FIELDS: Record<Surface, { name: string; displayName: string }> = {
	tracking: HOST_FIELD,
	public: HOST_FIELD,
	profile: HOST_FIELD,
	oauth: { name: 'oauthServer', displayName: 'Token Server' },
	settings: HOST_FIELD,
};

/** Whether the region is to be found out. */
export function isAutomatic(credential: ICredentialDataDecryptedObject): boolean {
	return regionOf(credential) === 'auto';
}

export function regionOf(
	{ region }: ICredentialDataDecryptedObject,
	surface: Surface = 'tracking',
): (typeof REGIONS_OF_KEY)[number] | undefined {
	const isOfKey = surface !== 'public' && surface !== 'profile';
	return readChoice(region, "The credential's Region", isOfKey ? REGIONS_OF_KEY : REGIONS);
}

/** The region whose Tracking API is at this base address. */
export function regionAt(host: string): 'us' | 'eu' | undefined {
	if (host === HOSTS.tracking.us) return 'us';
	return host === HOSTS.tracking.eu ? 'eu' : undefined;
}

/**
 * The base address, without a trailing slash, that a credential's Region and Host stand for.
 *
 * @param credential the decrypted credential; one saved without a region is a US one
 * @throws Problem when Region is Custom Host and Host is not an http or https address
 */
export function baseUrl(surface: Surface, credential: ICredentialDataDecryptedObject): string {
	const region = regionOf(credential, surface);
	if (region === 'custom') return customBaseUrl(CUSTOM_HOST_FIELDS[surface], credential);
	return HOSTS[surface][region === 'eu' ? 'eu' : 'us'];
}

/**
 * The region of Segment's that a credential does not have; none where Region is Custom Host, whose
 * secret is nobody else's business.
 *
 * @returns its name as Region shows it, and its base address
 */
export function otherRegion(
	surface: Surface,
	credential: ICredentialDataDecryptedObject,
): { name: string; baseUrl: string } | undefined {
	const own = regionOf(credential, surface) ?? 'us';
	if (own === 'custom') return undefined;
	const other = own === 'eu' ? 'us' : 'eu';
	return { name: REGION_NAMES[other], baseUrl: HOSTS[surface][other] };
}

/** Accepts a host as people paste it: with or without a trailing slash or `/v1`. */
function customBaseUrl(
	field: { name: string; displayName: string },
	credential: ICredentialDataDecryptedObject,
): string {
	const host = trim(String(credential[field.name] ?? ''));
	const url = URL.canParse(host) ? new URL(host) : undefined;
	if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
		const given = host === '' ? 'is empty' : `${quote(host)} is not a web address`;
		throw new Problem(
			`The credential's ${field.displayName} ${given}`,
			'Use the form https://events.example.com.',
			{},
			true,
		);
	}
	return `${url.origin}${url.pathname}`
		.replace(/\/+$/, '')
		.replace(/\/v1$/, '')
		.replace(/\/+$/, '');
}

/** A field of a credential without white space around it, as `trim` has it; for use in an expression. */
export function trimmedInExpression(field: string): string {
	return `$credentials.${field}.replace(/^[\\s\\u0085]+|[\\s\\u0085]+$/g, "")`;
}

/**
 * The same address as an expression, for what n8n itself sends: a credential's test, and requests of
 * its routing engine, where n8n then counts the address as the credential's own and lets a credential
 * that is restricted to certain domains talk to it.
 */
export function baseUrlExpression(surface: Surface): string {
	const { us, eu } = HOSTS[surface];
	const given = trimmedInExpression(CUSTOM_HOST_FIELDS[surface].name);
	const custom = `${given}.replace(/[?#].*$/, "").replace(/\\/+$/, "").replace(/\\/v1$/, "").replace(/\\/+$/, "")`;
	return `={{ $credentials.region === "custom" ? ${custom} : $credentials.region === "eu" ? "${eu}" : "${us}" }}`;
}

export const PUBLIC_API_BASE_URL = baseUrlExpression('public');
