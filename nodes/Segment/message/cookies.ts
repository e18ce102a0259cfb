import { Problem } from '../../shared/problem';
import { readId, trim } from '../../shared/read/values';
import { AMPLITUDE_SESSION, CLICK_ID_SLOTS, type ClickIds } from './clickIds';

/** What the cookies of a visitor tell. */
export interface Visitor {
	userId: string | undefined;
	anonymousId: string | undefined;
	clickIds: ClickIds;
}

/**
 * Reads the cookies that Segment's browser library writes (Segment docs, "Managing identity in
 * Analytics.js") and those of advertising networks; no other is looked at.
 *
 * @param header the value of a request's Cookie header
 * @param label what the form calls it
 * @throws Problem when the text is no Cookie header, or an ID of Segment's is none; it holds nothing
 * else of the header
 */
export function readCookies(header: string, label: string): Visitor {
	const cookies = cookiesIn(header, label);
	const clickIds: ClickIds = {};
	for (const [name, slot] of Object.entries(CLICK_ID_SLOTS)) {
		const text = slot.cookies.map((cookie) => clickIdOf(cookies, cookie)).find(Boolean);
		const id = name === AMPLITUDE_SESSION ? wholeNumber(text) : text;
		if (id !== undefined) clickIds[name] = id;
	}
	return { userId: idOf('ajs_user_id'), anonymousId: idOf('ajs_anonymous_id'), clickIds };

	function idOf(name: string): string | undefined {
		const own = `${label} → ${name}`;
		return readId(valueOf(cookies, name, own), own);
	}
}

/** The cookies of a header as they are written. Of several with one name the first is the closest. */
function cookiesIn(header: string, label: string): Map<string, string> {
	if (trim(header) !== '' && !header.includes('=')) {
		throw new Problem(
			`${label} is no Cookie header`,
			'Give the header as the request had it, such as {{ $json.headers.cookie }}: name=value; name=value.',
		);
	}
	const cookies = new Map<string, string>();
	// as it is copied from a browser, with its name
	for (const pair of header.replace(/^\s*cookie:/i, '').split(';')) {
		const [name, ...rest] = pair.split('=');
		const key = name.trim();
		if (!cookies.has(key)) cookies.set(key, rest.join('=').trim());
	}
	return cookies;
}

/** A cookie's text. Analytics.js up to version 1 wrote its values as JSON: in quotes, `null` for none. */
function valueOf(cookies: Map<string, string>, name: string, label: string): string | undefined {
	const text = unquoted(decoded(cookies.get(name) ?? '', label));
	return ['', 'null', 'undefined'].includes(text) ? undefined : text;
}

/** An ID for an advertising network; whatever else its cookie holds helps nobody, and stops no event. */
function clickIdOf(cookies: Map<string, string>, name: string): string | undefined {
	try {
		return readId(valueOf(cookies, name, name), name);
	} catch {
		return undefined;
	}
}

/** @throws Problem for a text whose percent-encoding is broken; one that is not encoded stays as it is */
function decoded(text: string, label: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		if (/%[\da-f]{2}/i.test(text)) throw cutOff(label);
		return text;
	}
}

const cutOff = (label: string) =>
	new Problem(
		`${label} is not encoded as a cookie is`,
		'Give the header as the request had it; it may have been cut off.',
	);

function unquoted(text: string): string {
	if (!/^".*"$/s.test(text)) return text;
	try {
		return String(JSON.parse(text));
	} catch {
		return text.slice(1, -1);
	}
}

/** Milliseconds since 1970, as Amplitude's session is told by. */
function wholeNumber(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
