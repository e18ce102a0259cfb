/**
 * Whether a request was signed by Segment. Segment's webhook destinations put a lower-case hex
 * HMAC-SHA1 of the JSON they deliver into the header X-Signature; it carries no time, so a
 * signature alone does not stop a replay.
 * Rules: Segment docs, "Webhooks (Actions) Destination", and the code of Segment's destinations.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** The part of a body that a signature vouches for. */
export type SignedPart = 'wholeBody' | 'firstElement';

const HEX_SHA1 = /^[0-9a-f]{40}$/;

/**
 * Finds the part of the body that the signature is for.
 *
 * @param secret the shared secret, never empty
 * @param signature the header X-Signature as it came
 * @param rawBody the bytes that were posted
 * @param body the same, parsed
 * @returns undefined when nothing is signed with this secret: the request must be refused
 */
export function signedPart(
	secret: string,
	signature: unknown,
	rawBody: Buffer,
	body: unknown,
): SignedPart | undefined {
	if (secret === '' || typeof signature !== 'string' || !HEX_SHA1.test(signature)) {
		return undefined;
	}
	const signs = (message: Buffer | string | undefined) =>
		message !== undefined && isEqual(signature, hmac(secret, message));

	if (signs(rawBody) || signs(stringify(body))) return 'wholeBody';
	if (!Array.isArray(body) || body.length === 0) return undefined;

	// In a batch only the first event is signed today; Extensible Webhook wraps each one in `json`.
	const first: unknown = body[0];
	if (signs(stringify(first)) || signs(stringify(wrapped(first)))) return 'firstElement';
	return undefined;
}

function hmac(secret: string, message: Buffer | string): string {
	return createHmac('sha1', secret).update(message).digest('hex');
}

function isEqual(one: string, other: string): boolean {
	const [a, b] = [Buffer.from(one), Buffer.from(other)];
	return a.length === b.length && timingSafeEqual(a, b);
}

function wrapped(element: unknown): unknown {
	const isObject = typeof element === 'object' && element !== null;
	return isObject && 'json' in element ? element.json : undefined;
}

/** JSON as Segment writes it; undefined where there is none, or when it is nested too deeply to write. */
function stringify(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}
