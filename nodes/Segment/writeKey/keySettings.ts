/**
 * What Segment's CDN says of a source: `GET /v1/projects/{write key}/settings`, the address that
 * Segment's browser library reads its settings from and its own "Segment" destination tests a key
 * with. Shape: @segment/analytics-next, `CDNSettings`.
 */
import { isFields, type Fields } from '../../shared/read/describe';

/** The source behind a write key. */
export interface KeySettings {
	/** Base address of its Tracking API; undefined where the answer names none, null where it is no address. */
	host?: string | null;
	/** Names of its destinations, as messages have them. */
	destinations: string[];
	/** Its consent categories. */
	categories: string[];
}

/** Segment itself stands among the destinations. */
const SEGMENT = 'Segment.io';

/** Where the settings of a write key are. */
export function settingsUrl(base: string, writeKey: string): string {
	return `${base}/v1/projects/${encodeURIComponent(writeKey)}/settings`;
}

/** Reads the settings; undefined for an answer that is none. */
export function readKeySettings(body: unknown): KeySettings | undefined {
	if (!isFields(body) || !isFields(body.integrations)) return undefined;
	const { integrations, remotePlugins, consentSettings } = body;
	const segment = fieldsOf(integrations[SEGMENT]);
	const host = hostOf(segment.apiHost);
	return {
		...(host !== undefined && { host }),
		destinations: sorted([
			...Object.keys(integrations),
			...textsIn(segment.unbundledIntegrations),
			...listIn(remotePlugins).flatMap((plugin) => textsIn([fieldsOf(plugin).name])),
		]).filter((name) => name !== SEGMENT),
		categories: sorted(textsIn(fieldsOf(consentSettings).allCategories)),
	};
}

/** `events.eu1.segmentapis.com/v1`, as the settings have it, as a base address. */
function hostOf(apiHost: unknown): string | null | undefined {
	if (apiHost === undefined || apiHost === null || apiHost === '') return undefined;
	const given = String(apiHost).trim();
	const url = given.startsWith('https://') ? given : `https://${given}`;
	// the write key goes to a host by its name alone, and encrypted
	if (!URL.canParse(url) || !/^https:\/\/[\w.-]+\.\w+(:\d+)?(\/[^?#]*)?$/.test(url)) return null;
	const { origin, pathname } = new URL(url);
	return `${origin}${pathname}`.replace(/\/+$/, '').replace(/\/v1$/, '');
}

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const textsIn = (value: unknown): string[] =>
	listIn(value).filter((each): each is string => typeof each === 'string' && each !== '');

function sorted(names: string[]): string[] {
	return [...new Set(names)].sort((a, b) => a.localeCompare(b));
}
