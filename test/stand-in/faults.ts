import { TLSSocket } from 'node:tls';

import type { RequestHandler, Response } from 'express';

/** What goes wrong with the next requests: another status, a reset connection or just a late answer. */
export interface Fault {
	/** How many requests it meets before it is used up; default 1. */
	times?: number;
	/** Meets only requests whose path starts with this; default: every POST under `/v1/`. */
	path?: string;
	/** Answers with this HTTP status. */
	status?: number;
	/** With `status`: seconds for the headers Retry-After and X-RateLimit-Reset; none when left out. */
	retryAfter?: number;
	/** Writes Retry-After as an HTTP date instead of seconds. */
	retryAfterAs?: 'seconds' | 'date';
	/** With `status`: whether the messages are taken all the same; default false. */
	accept?: boolean;
	/** Resets the connection before or after the messages are taken, or in the middle of a 200. */
	reset?: 'before' | 'after' | 'mid-answer';
	/** Answers this much later. Alone, the messages are taken at once and the usual answer is late. */
	delayMs?: number;
}

/** An HTTP answer with a JSON body. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body: object;
}

/** A fault whose fields make no sense; the message says which. */
export class InvalidFaultError extends Error {}

/** The faults that wait for requests. The first one added that fits a request meets it. */
export class Faults {
	private waiting: Array<{ fault: Fault; left: number }> = [];

	/** @param now the clock, in milliseconds since 1970, for Retry-After as a date */
	constructor(private readonly now: () => number = Date.now) {}

	/** @throws InvalidFaultError */
	add(fault: Fault): void {
		check(fault);
		this.waiting.push({ fault, left: fault.times ?? 1 });
	}

	/** The fault that meets this request, if any; uses it up once. */
	take(method: string, path: string): Fault | undefined {
		const met = this.waiting.find(({ fault }) =>
			fault.path === undefined
				? method === 'POST' && path.startsWith('/v1/')
				: path.startsWith(fault.path),
		);
		if (!met) return undefined;
		met.left--;
		if (met.left === 0) this.waiting = this.waiting.filter((entry) => entry !== met);
		return met.fault;
	}

	/** What is still to come. */
	list(): Fault[] {
		return this.waiting.map(({ fault, left }) => ({ ...fault, times: left }));
	}

	clear(): void {
		this.waiting = [];
	}

	/** The answer that a fault makes of this one; a fault without a status leaves it as it is. */
	alter(answer: Answer, fault: Fault | undefined): Answer {
		if (fault?.status === undefined) return answer;
		const { status, retryAfter, retryAfterAs } = fault;
		const message = `the stand-in was told to answer ${status}`;
		const body = { success: false, message, code: 'fault' };
		if (retryAfter === undefined) return { status, body };
		const seconds = String(retryAfter);
		const date = new Date(this.now() + retryAfter * 1_000).toUTCString();
		const headers = {
			'Retry-After': retryAfterAs === 'date' ? date : seconds,
			'X-RateLimit-Reset': seconds,
		};
		return { status, headers, body };
	}

	/** For parts that answer by `res.json`: mount it before their router. */
	middleware(): RequestHandler {
		return (req, res, next) => {
			const fault = this.take(req.method, req.originalUrl);
			if (!fault) return next();
			const reply = (answer: Answer) => {
				respond(res, this.alter(answer, fault), fault);
				return res;
			};
			if (!takesMessages(fault)) return void reply({ status: 200, body: {} });
			res.json = (body: object) => reply({ status: res.statusCode, body });
			next();
		};
	}
}

/** Whether a request that meets this fault is still processed. */
export function takesMessages(fault: Fault): boolean {
	if (fault.reset) return fault.reset !== 'before';
	return fault.status === undefined || fault.accept === true;
}

/** Sends an answer; late, by half or not at all when the fault says so. */
export function respond(res: Response, answer: Answer, fault?: Fault): void {
	const send = () => {
		if (fault?.reset === 'mid-answer') return sendHalf(res, answer);
		if (fault?.reset) return resetConnection(res);
		const { status, headers, body } = answer;
		res
			.status(status)
			.set({ ...headers, 'Content-Type': 'application/json; charset=utf-8' })
			.end(JSON.stringify(body));
	};
	if (!fault?.delayMs) return send();
	const timer = setTimeout(send, fault.delayMs);
	res.once('close', () => clearTimeout(timer));
}

function resetConnection({ socket }: Response): void {
	if (socket instanceof TLSSocket) socket.destroy();
	else socket?.resetAndDestroy();
}

function sendHalf(res: Response, { status, body }: Answer): void {
	const bytes = Buffer.from(JSON.stringify(body));
	res.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': bytes.length });
	res.write(bytes.subarray(0, bytes.length / 2), () => res.socket?.destroy());
}

const FIELDS: Record<keyof Fault, { wanted: string; fits: (value: unknown) => boolean }> = {
	times: { wanted: 'a whole number from 1', fits: (value) => isWhole(value, 1) },
	path: { wanted: 'text that starts with /', fits: (value) => String(value).startsWith('/') },
	status: {
		wanted: 'an HTTP status from 200 to 599',
		fits: (value) => isWhole(value, 200) && Number(value) < 600,
	},
	retryAfter: { wanted: 'whole seconds', fits: (value) => isWhole(value, 0) },
	retryAfterAs: oneOf('seconds', 'date'),
	accept: { wanted: 'true or false', fits: (value) => typeof value === 'boolean' },
	reset: oneOf('before', 'after', 'mid-answer'),
	delayMs: { wanted: 'whole milliseconds', fits: (value) => isWhole(value, 0) },
};

function isWhole(value: unknown, least: number): boolean {
	return typeof value === 'number' && Number.isInteger(value) && value >= least;
}

function oneOf(...values: string[]) {
	return {
		wanted: values.join(' or '),
		fits: (value: unknown) => values.some((allowed) => allowed === value),
	};
}

function check(fault: Fault): void {
	for (const [field, value] of Object.entries(fault)) {
		const rule = field in FIELDS ? FIELDS[field as keyof Fault] : undefined;
		if (!rule) throw new InvalidFaultError(`A fault has no field ${field}`);
		if (value !== undefined && !rule.fits(value)) {
			throw new InvalidFaultError(`The fault's ${field} must be ${rule.wanted}`);
		}
	}
	const { status, reset, delayMs } = fault;
	if (status !== undefined && reset !== undefined) {
		throw new InvalidFaultError('A fault has a status or a reset, not both');
	}
	if (status === undefined && reset === undefined && delayMs === undefined) {
		throw new InvalidFaultError('A fault needs a status, a reset or a delayMs');
	}
}
