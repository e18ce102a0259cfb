/** What can go wrong with Segment's Public API, in the user's words: what happened, and what to do next. */
import type { IDataObject } from 'n8n-workflow';

import { clock } from '../clock';
import { Problem } from '../problem';
import { describe, isFields } from '../read/describe';
import { mapTexts } from '../read/texts';
import type { ApiRequest } from './publicApi';
import { retryAfterMs } from './retry';
import { beginningOf, didNothing, header, redirectedTo, words, type Answer } from './reply';
import { withoutKey } from './secrets';
import type { Sent } from './sender';

/** One entry of Segment's error envelope. */
interface ServiceError extends IDataObject {
	message?: string;
	field?: string;
}

/** The entries of Segment's error envelope; none in an answer that is not Segment's. */
export function errorsIn(body: unknown): ServiceError[] {
	const errors = isFields(body) ? body.errors : undefined;
	return Array.isArray(errors) ? (errors.filter(isFields) as ServiceError[]) : [];
}

/**
 * Where a 429 of the Public API without `Retry-After` says when to try again: `msBeforeNext` in the
 * body, or the date in `X-RateLimit-Reset` (Segment docs, Public API, "Rate Limits").
 *
 * @returns milliseconds
 */
export function resetHint(answer: Answer, now: number): number | undefined {
	if (answer.status !== 429) return undefined;
	const { data } = errorsIn(answer.body)[0] ?? {};
	const wait = Number(isFields(data) ? data.msBeforeNext : NaN);
	if (wait > 0) return wait;
	const reset = Date.parse(header(answer, 'x-ratelimit-reset') ?? '') - now;
	return reset > 0 ? reset : undefined;
}

/**
 * Why a request did not end well.
 *
 * @param url the address that was asked
 */
export function problemOf(request: ApiRequest, sent: Sent, url: string): Problem {
	const { reply, attempts } = sent;
	if (reply.kind === 'fault') {
		return new Problem(
			'Segment did not answer',
			`${afterSilence(request, sent)} The network says: ${reply.fault}.`,
			{ attempts },
		);
	}
	if (reply.status < 200 || (reply.status >= 300 && reply.status < 400)) {
		return redirected(reply, url);
	}
	const errors = errorsIn(reply.body);
	if (reply.status < 300 && errors.length === 0) return notSegments(request, reply);
	return refused(request, sent, reply);
}

/** @param what the member of `data` that is missing */
export function missingIn(request: ApiRequest, data: IDataObject, what: string): Problem {
	const names = Object.keys(data).join(', ');
	const found = Object.hasOwn(data, what)
		? `What is there is ${describe(data[what])}`
		: names
			? `It has only ${names}`
			: 'It is empty';
	return new Problem(
		`Segment's answer lacks “${what}”`,
		`${found}. ${mayBeDone(request) ? LOOK_FIRST : TRY_LATER}`,
	);
}

/** The request was not to be followed to another place, where it would arrive as another request. */
function redirected(answer: Answer, url: string): Problem {
	const host = redirectedTo(answer, url);
	return new Problem(
		`The address ${new URL(url).origin} does not answer, but leads elsewhere (HTTP ${answer.status})`,
		host === undefined
			? "Nothing was done. Check the credential's Region and Host."
			: `Nothing was done. If ${host} is where Segment is to be reached, make it the credential's Host; else check the proxy that n8n goes through.`,
		{ status: answer.status },
		true,
	);
}

/** A sign-in page, another service's JSON, an empty answer. */
function notSegments(request: ApiRequest, answer: Answer): Problem {
	return new Problem(
		'The answer does not come from Segment’s Public API',
		[
			"Check the credential's Region and Host, and the proxy that n8n goes through.",
			mayBeDone(request) && LOOK_FIRST,
			begins(answer),
		]
			.filter(Boolean)
			.join(' '),
		{ status: answer.status },
	);
}

function begins(answer: Answer): string {
	return `The answer begins: ${beginningOf(answer)}`;
}

/** How many entries of Segment's error envelope are handed on. */
const MAX_ERRORS = 20;

function refused(request: ApiRequest, sent: Sent, answer: Answer): Problem {
	const { status, body } = answer;
	const errors = mapTexts(errorsIn(body).slice(0, MAX_ERRORS), words) as ServiceError[];
	const said = errors
		.map(({ message, field }) => [field, message].filter(Boolean).join(': '))
		.filter(Boolean)
		.join('; ');
	const now = clock.now();
	const wait = status === 429 ? waitOf(answer, now) : undefined;
	const [message, advice] =
		status === 429 ? rateLimited(wait, now) : byStatus(status, request, sent, errors[0]?.field);
	const isOthers = errors.length === 0 && typeof body === 'string' && body.trim() !== '';
	const told = said ? `Segment says: ${words(said)}` : isOthers ? begins(answer) : '';
	return new Problem(
		message,
		[advice, told].filter(Boolean).join(' '),
		{ status, errors, ...(wait !== undefined && { retryAfter: Math.ceil(wait / 1_000) }) },
		status === 401,
	);
}

/** What a failed request is about, and what to do. */
type Explanation = [message: string, advice: string];

function byStatus(
	status: number,
	request: ApiRequest,
	sent: Sent,
	field: string | undefined,
): Explanation {
	switch (status) {
		case 401:
			return [
				'Segment does not accept the credential for this',
				`Check that the credential's Region is the one of your workspace and that its token was not revoked. ${rightsFor(request)}.`,
			];
		case 403:
			return ["The credential's token is not allowed to do this", `${rightsFor(request)}.`];
		case 404:
			return [
				`Segment does not know the ${thing(request.path)} in this workspace`,
				`Check the ID, and that the credential belongs to the workspace and the region you mean. Asked for: ${askedFor(request)}.`,
			];
		case 409:
			return [
				'Segment refused this because of a conflict',
				'It may exist already, or be in use: remove what uses it first.',
			];
		case 413:
			return ['The request is too large for Segment', 'Send less at once.'];
		case 400:
		case 422:
			return [
				'Segment did not accept the values',
				field ? `Check the field '${field}'.` : 'Check the fields of the node.',
			];
	}
	if (status < 300) {
		return ['Segment answered with an error', mayBeDone(request) ? LOOK_FIRST : TRY_LATER];
	}
	return [`Segment could not complete the request (HTTP ${status})`, afterSilence(request, sent)];
}

/** Milliseconds until Segment takes requests again, where a 429 says so. */
function waitOf(answer: Answer, now: number): number | undefined {
	return retryAfterMs(header(answer, 'retry-after'), now) ?? resetHint(answer, now);
}

/** The path, and the IDs of what is not named in it. */
function askedFor({ path, query, body }: ApiRequest): string {
	const ids = Object.entries({ ...query, ...body }).filter(([name]) => /Ids?$|^emails$/.test(name));
	const named = ids.map(([name, value]) => `, ${name} ${words([value].flat().join(', '))}`);
	return `${withoutKey(path)}${named.join('')}`;
}

/** Reached when the request was repeated in vain, or when the wait would be too long to be waited. */
function rateLimited(wait: number | undefined, now: number): Explanation {
	const until = wait === undefined ? '' : ` again from ${new Date(now + wait).toISOString()}`;
	return [
		"Segment's rate limit is used up",
		`Run the node${until || ' later'}, or with fewer items.`,
	];
}

const TRY_LATER = "Try again later, and check the credential's Region and Host.";
const LOOK_FIRST =
	'It may have been carried out all the same: look in Segment before you run this again.';

/** Whether sending the request again could do it twice. */
export function isRepeatable({ method, repeatable }: ApiRequest): boolean {
	return repeatable ?? method !== 'POST';
}

const mayBeDone = (request: ApiRequest) => !isRepeatable(request);

/** What to do when it is not known what became of a request. */
function afterSilence(request: ApiRequest, { reply, attempts }: Sent): string {
	if (attempts === 0) {
		return 'It was not sent, because nothing else was answered for ten minutes. Try again later.';
	}
	if (mayBeDone(request) && !didNothing(reply)) return `It was not sent again. ${LOOK_FIRST}`;
	return attempts > 1 ? `It was tried ${attempts} times. ${TRY_LATER}` : TRY_LATER;
}

const PEOPLE =
	'Managing people needs a token with Workspace Owner access (Settings → Access Management → Tokens)';

/** Rights and plans, by the first part of the path (Segment docs, "Public API" and "Roles"). */
const RIGHTS: Record<string, string> = {
	users: PEOPLE,
	invites: PEOPLE,
	groups: PEOPLE,
	group: PEOPLE,
	roles: PEOPLE,
	labels: 'Labels need a token with Workspace Owner access',
	'audit-events': 'The audit trail needs a token with Workspace Owner access and the Business plan',
	regulations:
		'Privacy requests need a token with Workspace Owner or End User Privacy Admin access',
	suppressions:
		'Privacy requests need a token with Workspace Owner or End User Privacy Admin access',
	spaces: 'Spaces and audiences need Unify or Engage, and a token with access to the space',
	'tracking-plans':
		'Tracking plans need Protocols, and a token with Tracking Plan and Source Read-only access',
	'reverse-etl-models': 'Reverse ETL needs a token with access to the warehouse source',
	'reverse-etl-syncs': 'Reverse ETL needs a token with access to the warehouse source',
};

function rightsFor({ path }: ApiRequest): string {
	const [, first = ''] = path.split('/');
	return (
		RIGHTS[first] ??
		'The token needs Workspace Owner access, or a role for this resource. The Public API comes with the Team and Business plans'
	);
}

/** Names of the things that stand in paths, by the part before their ID. */
const THINGS: Record<string, string> = {
	users: 'user',
	groups: 'group',
	group: 'group',
	sources: 'source',
	destinations: 'destination',
	labels: 'label',
	spaces: 'space',
	audiences: 'audience or its space',
	previews: 'preview',
	'tracking-plans': 'tracking plan',
	regulations: 'deletion request',
	'reverse-etl-models': 'model',
	syncs: 'sync or its model',
};

/**
 * The last thing whose ID the path names: of `/groups/g1/users` it is the group that may be unknown.
 * Where no ID follows, the query names it.
 */
function thing(path: string): string {
	const parts = path.split('/');
	const isThing = (part: string) => Object.hasOwn(THINGS, part);
	const withId = parts.filter((part, place) => isThing(part) && Boolean(parts[place + 1]));
	const named = withId.at(-1) ?? parts.filter(isThing).at(-1);
	return named ? THINGS[named] : 'resource';
}
