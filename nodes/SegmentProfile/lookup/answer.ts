/** What an answer of the Profile API means, in the user's words. */
import { Problem } from '../../shared/problem';
import { isFields, type Fields } from '../../shared/read/describe';
import {
	beginningOf,
	header,
	inAttempts,
	redirectedTo,
	whereToLook,
	words,
	type Answer,
} from '../../shared/send/reply';
import type { Sent } from '../../shared/send/sender';
import { identifierText, type Identifier } from './identifier';

/**
 * The body of an answer that is a success.
 *
 * @param url the address that was asked
 * @returns undefined when Segment has no such profile
 * @throws Problem for every other answer, and for none
 */
export function bodyOf({ reply, attempts }: Sent, url: string): Fields | undefined {
	if (reply.kind === 'fault') {
		throw new Problem(`Segment could not be reached ${inAttempts(attempts)}`, whereToLook(reply), {
			attempts,
		});
	}
	const { status, body } = reply;
	if (status >= 200 && status < 300) {
		if (isFields(body) && body.error === undefined) return body;
		throw notSegments(body);
	}
	if (isProfileNotFound(reply)) return undefined;
	throw refusal(reply, attempts, url);
}

/** Other 404s mean an unknown space or address, and must not pass for a person nobody knows. */
function isProfileNotFound(answer: Answer): boolean {
	const { code, message } = errorIn(answer);
	return answer.status === 404 && code === 'not_found' && /profile/i.test(message);
}

/**
 * An answer that looks like a success and is none of the Profile API's: a sign-in page, another service's.
 *
 * @param what what is wrong with it, where that is known
 */
export function notSegments(body: unknown, what?: string): Problem {
	return new Problem(
		what === undefined ? "This is not Segment's answer" : `This is not Segment's answer: ${what}`,
		`If the credential has a Host, check that it forwards to https://profiles.segment.com. The answer begins: ${beginningOf({ body })}`,
	);
}

/** For *If Not Found: Stop With an Error*. */
export function profileNotFound(identifier: Identifier): Problem {
	return new Problem(
		'The profile was not found',
		`Segment has no profile for ${identifierText(identifier)}. Check the ID and the kind of ID in Look Up By, or choose under If Not Found what shall happen instead.`,
		{ status: 404 },
	);
}

/** What Segment says when it does not do what it was asked to. */
function errorIn({ body }: Answer): { code: string; message: string } {
	const error = isFields(body) && isFields(body.error) ? body.error : {};
	const text = (value: unknown) => (typeof value === 'string' ? words(value) : '');
	return { code: text(error.code), message: text(error.message) };
}

interface Words {
	message: string;
	advice: string;
	/** Whether the other items of the run would be told the same. */
	endsRun?: true;
}

const BY_STATUS: Record<number, Words | undefined> = {
	400: {
		message: 'Segment did not accept the request',
		advice: 'Check the ID, its type and the filters.',
	},
	401: {
		message: 'Segment did not accept the access token',
		advice: 'Check in the credential that Space ID, Access Token and Region belong together.',
		endsRun: true,
	},
	403: {
		message: 'Segment does not allow this access token to read profiles',
		advice: 'Generate a token under Unify → Unify Settings → API Access of this space.',
		endsRun: true,
	},
	404: {
		message: 'Segment does not know this space',
		advice: 'Check Space ID and Region in the credential.',
		endsRun: true,
	},
	429: {
		message: 'The space receives too many requests',
		advice:
			'Segment takes 100 requests a second for each space. Run fewer workflows at a time that read this space, or ask Segment for a higher limit.',
	},
	500: {
		message: 'Segment could not answer, status 500',
		advice: 'Try again later; if only some IDs fail, look for unusual characters in them.',
	},
};

function refusal(answer: Answer, attempts: number, url: string): Problem {
	const { status } = answer;
	const { code, message } = errorIn(answer);
	const requestId = header(answer, 'request-id');
	const explained = wordsFor(answer, url);
	const advice = [
		explained.advice,
		attempts !== 1 && `Segment answered so ${inAttempts(attempts)}.`,
		message && `Segment says: ${message}`,
		code === '' && status >= 400 && `The answer begins: ${beginningOf(answer)}`,
		requestId && `Request ID: ${words(requestId)}`,
	];
	return new Problem(
		explained.message,
		advice.filter(Boolean).join(' '),
		{ status, ...(code && { code }), attempts },
		explained.endsRun,
	);
}

function wordsFor(answer: Answer, url: string): Words {
	const { status } = answer;
	if (status >= 300 && status < 400) {
		const host = redirectedTo(answer, url) ?? 'that address';
		return {
			message: `The host points to another address, status ${status}`,
			advice: `The access token goes to no other host by itself. If ${host} is right, enter it as the credential's Host.`,
			endsRun: true,
		};
	}
	const known = BY_STATUS[status];
	// a proxy has pages of its own for an address that it does not know
	if (known && (status !== 404 || errorIn(answer).code !== '')) return known;
	return {
		message: `Segment could not answer, status ${status}`,
		advice:
			status >= 500
				? 'Try again later.'
				: 'If the credential has a Host, check that it forwards to https://profiles.segment.com.',
	};
}
