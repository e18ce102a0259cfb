/**
 * What becomes of a value, by the rule alone: nothing here knows how the nodes read values. Where the
 * rule leaves two outcomes open, both are listed.
 */

export type Kind =
	| ({ is: 'id'; required?: boolean } & IdRule)
	| { is: 'secret'; required?: boolean; pathSegment?: boolean }
	| { is: 'email'; required?: boolean }
	/** A path, an endpoint or a cursor of the API: none of the values of the matrix is one. */
	| { is: 'path'; optional?: true }
	| { is: 'switch'; nullClears?: boolean; required?: boolean }
	| { is: 'choice'; options: Array<string | number>; isWeighty?: boolean }
	| { is: 'choices'; options: Array<string | number>; required?: boolean }
	| {
			is: 'number';
			min?: number;
			max?: number;
			integer?: boolean;
			nullClears?: boolean;
			required?: boolean;
	  }
	/** `label`: a name of a thing, which may be trimmed. */
	| { is: 'text' | 'label'; nullClears?: boolean; required?: boolean; emptyIsSent?: boolean }
	| { is: 'time'; required?: boolean; nullClears?: boolean; inAnyZone?: boolean }
	| { is: 'numberOrText' }
	| { is: 'month'; required?: boolean }
	| {
			is: 'list';
			of: EntryKind;
			required?: boolean;
			undoable?: boolean;
			nullClears?: boolean;
			/** Whether one can be chosen from a list, in a locator. */
			locator?: boolean;
	  }
	/** `of`: what the data has to be. */
	| {
			is: 'json';
			of: 'object' | 'list' | 'any';
			nullClears?: boolean;
			textIsJson: boolean;
			required?: boolean;
	  }
	| { is: 'name' }
	/** The name of an item's field: absent means the field's default. */
	| { is: 'fieldName' }
	| { is: 'collection'; members: Record<string, Kind> };

export type EntryKind = 'id' | 'text' | 'email' | 'label';

/** The outcomes that the rule allows. */
export interface Verdict {
	/** One of these is sent. */
	use?: unknown[];
	/** The message or request is as it is without the field. */
	absent?: boolean;
	/** The item gets an error that names the field, and nothing is sent. */
	refuse?: boolean;
}

/** Where a time without a zone is. */
export const ZONE = 'Europe/Berlin';

const REFUSE: Verdict = { refuse: true };
const ABSENT: Verdict = { absent: true };
const use = (...values: unknown[]): Verdict => ({ use: values });
const orRefuse = (verdict: Verdict): Verdict => ({ ...verdict, refuse: true });

export function verdict(kind: Kind, value: unknown): Verdict {
	const required = 'required' in kind && kind.required === true;
	const inside = unwrapLocator(value);
	const outcome =
		inside === value ||
		kind.is === 'json' ||
		((kind.is === 'id' || kind.is === 'list') && kind.locator)
			? byKind(kind, value)
			: // which text a locator means is plain, but only a locator's own field has to take it
				orRefuse(byKind(kind, inside));
	if (!required || !outcome.absent) return outcome;
	const { absent: _, ...others } = outcome;
	return { ...others, refuse: true };
}

function byKind(kind: Kind, value: unknown): Verdict {
	switch (kind.is) {
		case 'id':
			return idVerdict(kind, value);
		case 'email':
			return entryVerdict('email', value);
		case 'path':
			return kind.optional && (isNothing(value) || isBlankText(value)) ? ABSENT : REFUSE;
		case 'secret':
			return secretVerdict(kind, value);
		case 'switch':
			return value === null && kind.nullClears ? use(null) : switchVerdict(value);
		case 'choice':
			return orRefuseIf(
				kind.isWeighty === true && (isNothing(value) || value === ''),
				choiceVerdict(kind.options, value),
			);
		case 'choices':
			return choicesVerdict(kind.options, value);
		case 'number':
			return value === null && kind.nullClears ? use(null) : numberVerdict(kind, value);
		case 'numberOrText': {
			const [number, text] = [numberVerdict({}, value), textVerdict(CLEARABLE_TEXT, value)];
			if (!text.use) return text;
			const trimmed = typeof value === 'string' ? [trim(value)] : [];
			return { ...text, use: [...(number.use ?? []), ...text.use, ...trimmed], refuse: true };
		}
		case 'text':
		case 'label':
			return textVerdict(kind, value);
		case 'time':
			if (value === null && kind.nullClears) return { use: [null], absent: true };
			return timeVerdict(value, kind.inAnyZone);
		case 'month':
			return monthVerdict(value);
		case 'list':
			if (value === null && kind.nullClears) return { use: [null], absent: true };
			return listVerdict(kind, value);
		case 'json':
			return jsonVerdict(kind, value);
		case 'name':
			return nameVerdict(value);
		case 'fieldName': {
			const outcome = nameVerdict(value);
			return isNothing(value) || isBlankText(value) ? { absent: true, refuse: true } : outcome;
		}
		case 'collection':
			return collectionVerdict(kind.members, value);
	}
}

// --- IDs and secrets -------------------------------------------------------------------------

/** What JavaScript makes of a missing or wrong value. */
const WORDS_FOR_NOTHING = [
	'undefined',
	'null',
	'NaN',
	'Infinity',
	'[object Object]',
	'Invalid Date',
	'Invalid DateTime',
];
/** Of the same make, though the rule does not name them. */
const SIMILAR_WORDS = ['-Infinity', '[object Map]'];

/** Unicode's white space, and the mark that files begin with. */
export function trim(text: string): string {
	return text.replace(/^[\p{White_Space}\uFEFF]+|[\p{White_Space}\uFEFF]+$/gu, '');
}

const HALF_CHARACTER = /\p{Surrogate}/u;

interface IdRule {
	locator?: boolean;
	/** Whether it stands in a path, where two dots lead elsewhere. */
	pathSegment?: boolean | 'sometimes';
	maxLength?: number;
}

function idVerdict(rule: IdRule, given: unknown): Verdict {
	const value = rule.locator ? unwrapLocator(given) : given;
	if (isNothing(value)) return ABSENT;
	if (typeof value === 'bigint') return use(String(value));
	if (typeof value === 'number') {
		return Number.isSafeInteger(value) ? use(String(value + 0)) : REFUSE;
	}
	if (typeof value !== 'string') return REFUSE;
	const text = trim(value);
	if (text === '') return ABSENT;
	if (WORDS_FOR_NOTHING.includes(text)) return REFUSE;
	if (rule.pathSegment && /^\.{1,2}$/.test(text)) {
		return rule.pathSegment === 'sometimes' ? orRefuse(use(text)) : REFUSE;
	}
	if (text.length > (rule.maxLength ?? Infinity)) return REFUSE;
	const isDoubtful = SIMILAR_WORDS.includes(text) || HALF_CHARACTER.test(text) || text.length > 500;
	return isDoubtful ? orRefuse(use(text)) : use(text);
}

function secretVerdict(rule: IdRule, value: unknown): Verdict {
	const outcome = idVerdict(rule, value);
	const [text] = outcome.use ?? [];
	// nobody pastes a number
	if (outcome.use && typeof value !== 'string') return orRefuse(outcome);
	return typeof text === 'string' && /\s/.test(text) ? REFUSE : outcome;
}

function unwrapLocator(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
	return isLocator ? (value as { value?: unknown }).value : value;
}

// --- switches and choices --------------------------------------------------------------------

const ON = ['true', '1', 'yes', 'on'];
const OFF = ['false', '0', 'no', 'off'];

function switchVerdict(value: unknown): Verdict {
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'boolean') return use(value);
	if (value === 1 || value === 0) return use(value === 1);
	if (typeof value !== 'string') return REFUSE;
	const text = trim(value).toLowerCase();
	if (text === '') return { absent: true, refuse: true };
	if (ON.includes(text)) return use(true);
	return OFF.includes(text) ? use(false) : REFUSE;
}

function choiceVerdict(options: Array<string | number>, value: unknown): Verdict {
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'number') return options.includes(value) ? use(value) : REFUSE;
	if (typeof value !== 'string') return REFUSE;
	const text = trim(value).toLowerCase();
	if (text === '') return { absent: true, refuse: true };
	const option = options.find((candidate) => String(candidate).toLowerCase() === text);
	return option === undefined ? REFUSE : use(option);
}

function choicesVerdict(options: Array<string | number>, value: unknown): Verdict {
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'string' || typeof value === 'number') {
		const one = choiceVerdict(options, value);
		return one.use ? orRefuse(use(one.use)) : one;
	}
	if (!Array.isArray(value)) return REFUSE;
	if (value.length === 0) return ABSENT;
	const entries = Array.from(value, (entry) => choiceVerdict(options, entry));
	if (entries.some((entry) => !entry.use)) {
		return entries.every((entry) => entry.use ?? entry.absent)
			? { ...listOrAbsent(entries), refuse: true }
			: REFUSE;
	}
	return use(entries.map((entry) => entry.use?.[0]));
}

function listOrAbsent(entries: Verdict[]): Verdict {
	const taken = entries.flatMap((entry) => entry.use ?? []);
	return taken.length > 0 ? use(taken) : ABSENT;
}

// --- numbers and text ------------------------------------------------------------------------

interface NumberRule {
	min?: number;
	max?: number;
	integer?: boolean;
}

function numberVerdict(rule: NumberRule, value: unknown): Verdict {
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'bigint') return orRefuse(withinRange(rule, Number(value)));
	if (typeof value === 'number') return withinRange(rule, value);
	if (typeof value !== 'string') return REFUSE;
	const text = trim(value);
	if (text === '') return { absent: true, refuse: true };
	if (!/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return REFUSE;
	const number = Number(text);
	const losesDigits = /^[+-]?\d+$/.test(text) && BigInt(text) !== BigInt(number);
	return losesDigits ? REFUSE : withinRange(rule, number);
}

function withinRange({ min, max, integer }: NumberRule, value: number): Verdict {
	if (!Number.isFinite(value)) return REFUSE;
	if (integer && !Number.isInteger(value)) return REFUSE;
	return value < (min ?? -Infinity) || value > (max ?? Infinity) ? REFUSE : use(value + 0);
}

interface TextRule {
	is: 'text' | 'label';
	nullClears?: boolean;
	emptyIsSent?: boolean;
}

const CLEARABLE_TEXT: TextRule = { is: 'text', nullClears: true };

function textVerdict({ is, nullClears, emptyIsSent }: TextRule, value: unknown): Verdict {
	if (value === undefined) return ABSENT;
	if (value === null) {
		if (emptyIsSent) return { use: [''], absent: true };
		return nullClears ? use(null) : ABSENT;
	}
	if (value === '') return emptyIsSent ? { use: [''], absent: true } : ABSENT;
	if (typeof value === 'string') {
		if (trim(value) === '') return { absent: true, use: [value] };
		const isDoubtful = WORDS_FOR_NOTHING.includes(trim(value)) || HALF_CHARACTER.test(value);
		const texts = is === 'label' ? use(value, trim(value)) : use(value);
		return isDoubtful || (is === 'label' && value.length > 500) ? orRefuse(texts) : texts;
	}
	if (typeof value === 'boolean') return use(String(value));
	if (typeof value === 'bigint') return orRefuse(use(String(value)));
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) return REFUSE;
		const plain = String(value);
		// how a number with more digits than JavaScript keeps is written is open
		return Math.abs(value) < Number.MAX_SAFE_INTEGER ? use(plain) : orRefuse(use(plain));
	}
	const ms = dateMs(value);
	return ms === undefined || Number.isNaN(ms) ? REFUSE : use(new Instant(ms, true));
}

// --- times -----------------------------------------------------------------------------------

/** A moment, however precisely its ISO 8601 text is written. */
export class Instant {
	/** @param inAnyZone whether it may be written in a zone other than UTC */
	constructor(
		readonly ms: number,
		readonly inAnyZone = false,
	) {}
}

function timeVerdict(value: unknown, inAnyZone = false): Verdict {
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'string' && trim(value) === '') return { absent: true, refuse: true };
	const moments = momentsOf(value);
	if (!moments) return REFUSE;
	const outcome = use(...moments.ms.map((ms) => new Instant(ms, inAnyZone)));
	return moments.doubtful ? orRefuse(outcome) : outcome;
}

interface Moments {
	ms: number[];
	/** ISO 8601 says this, or another text that is clear; the rule does not say that it is taken. */
	doubtful?: boolean;
}

const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:([T ])(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?$/;

function momentsOf(value: unknown): Moments | undefined {
	const ms = dateMs(value);
	if (ms !== undefined) return Number.isNaN(ms) ? undefined : { ms: [ms] };
	if (typeof value === 'number') return epoch(value);
	if (typeof value !== 'string') return undefined;
	const text = trim(value);
	if (/^\d+$/.test(text)) {
		const moment = epoch(Number(text));
		return moment && { ...moment, doubtful: true };
	}
	if (/^\d{4}-\d{2}$/.test(text) && Number(text.slice(5)) <= 12) {
		return { ms: [zoned(Number(text.slice(0, 4)), Number(text.slice(5)), 1)], doubtful: true };
	}
	if (/^[+-]?\d+(\.\d+)?e\d+$/i.test(text)) {
		const moment = epoch(Number(text));
		return moment && { ...moment, doubtful: true };
	}
	return isoMoments(text);
}

function epoch(value: number): Moments | undefined {
	if (value >= 1e9 && value <= 4.1e9) return { ms: [Math.round(value * 1_000)] };
	return value >= 1e12 && value <= 4.1e12 ? { ms: [Math.round(value)] } : undefined;
}

function isoMoments(text: string): Moments | undefined {
	const match = ISO.exec(text);
	if (!match) return undefined;
	const [, year, month, day, separator, hour = '0', minute = '0', second = '0', fraction] = match;
	const offset = match[9];
	const parts = [year, month, day, hour, minute, second].map(Number);
	const [y, mo, d, h, mi, s] = parts;
	const utc = new Date(Date.UTC(y, mo - 1, d, h, mi, s));
	const exists =
		utc.getUTCMonth() === mo - 1 && utc.getUTCDate() === d && h < 24 && mi < 60 && s < 60;
	if (!exists) return undefined;
	const doubtful = separator === ' ';
	const fractionMs = fraction ? Number(`0.${fraction}`) * 1_000 : 0;
	if (offset === undefined) {
		return { ms: [zoned(y, mo, d, h, mi, s) + Math.trunc(fractionMs)], doubtful };
	}
	const minutes = offset === 'Z' ? 0 : offsetMinutes(offset);
	if (Math.abs(minutes) > 14 * 60) return undefined;
	return { ms: [utc.getTime() - minutes * 60_000 + Math.trunc(fractionMs)], doubtful };
}

function offsetMinutes(offset: string): number {
	const [hours, minutes] = offset.slice(1).split(':').map(Number);
	return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** The moment at which the clocks of the workflow's zone show this. */
function zoned(y: number, mo: number, d: number, h = 0, mi = 0, s = 0): number {
	const asUtc = Date.UTC(y, mo - 1, d, h, mi, s);
	for (const hours of [1, 2]) {
		const guess = asUtc - hours * 3_600_000;
		if (wallClock(guess) === asUtc) return guess;
	}
	return asUtc;
}

/** What the clocks of the workflow's zone show, as if it were UTC. */
function wallClock(ms: number): number {
	const shown = new Intl.DateTimeFormat('sv-SE', {
		timeZone: ZONE,
		dateStyle: 'short',
		timeStyle: 'medium',
	}).format(ms);
	return Date.parse(`${shown.replace(' ', 'T')}Z`);
}

/** Milliseconds of a Date or DateTime, NaN for an invalid one, undefined for anything else. */
function dateMs(value: unknown): number | undefined {
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'object' && value !== null && 'isLuxonDateTime' in value) {
		return (value as unknown as { toMillis(): number }).toMillis();
	}
	return undefined;
}

/** Segment takes the first day of a month. */
function monthVerdict(value: unknown): Verdict {
	const outcome = timeVerdict(value);
	if (!outcome.use) return outcome;
	const months = outcome.use.map((moment) => {
		const { ms } = moment as Instant;
		const shown = new Date(wallClock(ms)).toISOString();
		return `${shown.slice(0, 7)}-01`;
	});
	// a month by itself is what the field is for
	const isMonth = typeof value === 'string' && /^\d{4}-\d{2}$/.test(trim(value));
	return isMonth ? use(...months) : { ...outcome, use: months };
}

// --- lists -----------------------------------------------------------------------------------

interface ListRule {
	of: EntryKind;
	undoable?: boolean;
	locator?: boolean;
}

function listVerdict(rule: ListRule, given: unknown): Verdict {
	const value = rule.locator ? unwrapLocator(given) : given;
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'string') {
		const entry = entryVerdict(rule.of, value);
		if (/^\s*\[.*\]\s*$/s.test(value))
			return rule.undoable === false ? REFUSE : orRefuse(wrap(entry));
		return trim(value) === '' ? { absent: true, refuse: true } : wrap(entry);
	}
	if (!Array.isArray(value)) {
		// one value that an entry could be is no list, but nothing would be lost
		return orRefuse(wrap(entryVerdict(rule.of, value)));
	}
	if (isCyclic(value)) return REFUSE;
	const entries = Array.from(value, (entry) => entryVerdict(rule.of, entry));
	if (entries.some((entry) => entry.refuse && !entry.use)) return REFUSE;
	const taken = entries.filter((entry) => entry.use);
	const list = taken.length > 0 ? use(taken.map((entry) => entry.use?.[0])) : ABSENT;
	const mayRefuse = taken.length < entries.length && entries.length > 0;
	return mayRefuse || entries.some((entry) => entry.refuse) ? orRefuse(list) : list;
}

function wrap(entry: Verdict): Verdict {
	return { ...entry, ...(entry.use && { use: entry.use.map((text) => [text]) }) };
}

function entryVerdict(of: EntryKind, value: unknown): Verdict {
	switch (of) {
		case 'id':
			return idVerdict({}, value);
		case 'email': {
			const outcome = idVerdict({}, value);
			const [text] = outcome.use ?? [];
			if (text === undefined) return outcome;
			return /^[^\s@,]+@[^\s@,]+$/.test(String(text)) ? use(text) : REFUSE;
		}
		case 'label': {
			if (isLabelObject(value)) return use({ key: value.key, value: value.value });
			const outcome = idVerdict({}, value);
			const [text] = outcome.use ?? [];
			if (text === undefined) return outcome;
			const [, key, rest] = /^([^:]+):(.+)$/s.exec(String(text)) ?? [];
			if (key === undefined) return REFUSE;
			return orRefuseIf(/[\s:,]/.test(String(text)), use({ key: trim(key), value: trim(rest) }));
		}
		case 'text': {
			const outcome = textVerdict({ is: 'label' }, value);
			if (!outcome.use || typeof outcome.use[0] !== 'string') return outcome;
			const texts = outcome.use as string[];
			return { ...outcome, use: [trim(texts[0])] };
		}
	}
}

function isLabelObject(value: unknown): value is { key: string; value: string } {
	if (typeof value !== 'object' || value === null) return false;
	const { key, value: text } = value as { key?: unknown; value?: unknown };
	return typeof key === 'string' && typeof text === 'string';
}

function orRefuseIf(condition: boolean, outcome: Verdict): Verdict {
	return condition ? orRefuse(outcome) : outcome;
}

// --- objects ---------------------------------------------------------------------------------

interface JsonRule {
	of: 'object' | 'list' | 'any';
	nullClears?: boolean;
	textIsJson: boolean;
}

const MAX_LEVELS = 100;

function jsonVerdict({ of, nullClears, textIsJson }: JsonRule, value: unknown): Verdict {
	if (value === undefined) return ABSENT;
	if (value === null) {
		if (nullClears) return use(null);
		return of === 'any' ? { use: [null], absent: true } : { absent: true, refuse: true };
	}
	if (typeof value !== 'string' || !textIsJson) {
		const copy = plainCopy(value);
		return copy === NOT_PLAIN ? REFUSE : fitting(of, copy);
	}
	if (trim(value) === '') return { absent: true, refuse: value !== '' };
	let parsed: unknown;
	try {
		parsed = JSON.parse(trim(value));
	} catch {
		return REFUSE;
	}
	if (losesDigits(value)) return REFUSE;
	const copy = plainCopy(parsed);
	return copy === NOT_PLAIN ? REFUSE : fitting(of, copy);
}

function fitting(of: JsonRule['of'], copy: unknown): Verdict {
	const doubtful = hasBigint(copy);
	const data = doubtful ? withoutBigints(copy) : copy;
	const isList = Array.isArray(data);
	const isObject =
		typeof data === 'object' && data !== null && !isList && !(data instanceof Instant);
	const fits = of === 'any' || (of === 'list' ? isList : isObject);
	if (!fits) return REFUSE;
	if (of === 'object' && Object.keys(data as object).length === 0) {
		return { use: [data], absent: true };
	}
	// a date by itself is no object, but what JSON makes of it is plain
	return doubtful || data instanceof Instant ? orRefuse(use(data)) : use(data);
}

const NOT_PLAIN = Symbol('not plain data');

function plainCopy(value: unknown, level = 0): unknown {
	if (level > MAX_LEVELS) return NOT_PLAIN;
	if (value === null || ['string', 'boolean', 'bigint'].includes(typeof value)) return value;
	if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : NOT_PLAIN;
	if (typeof value !== 'object') return NOT_PLAIN;
	const ms = dateMs(value);
	if (ms !== undefined) return Number.isNaN(ms) ? NOT_PLAIN : new Instant(ms);
	if (Array.isArray(value)) {
		const copies: unknown[] = [];
		for (const entry of value as unknown[]) {
			const copy = plainCopy(entry, level + 1);
			if (copy === NOT_PLAIN) return NOT_PLAIN;
			copies.push(copy);
		}
		return copies;
	}
	if (Object.prototype.toString.call(value) !== '[object Object]') return NOT_PLAIN;
	const copies: Array<[string, unknown]> = [];
	for (const [key, entry] of Object.entries(value)) {
		if (entry === undefined) continue;
		const copy = plainCopy(entry, level + 1);
		if (copy === NOT_PLAIN) return NOT_PLAIN;
		copies.push([key, copy]);
	}
	return Object.fromEntries(copies);
}

function isCyclic(list: unknown[]): boolean {
	return list.includes(list);
}

function hasBigint(value: unknown): boolean {
	if (typeof value === 'bigint') return true;
	return typeof value === 'object' && value !== null && Object.values(value).some(hasBigint);
}

/** JSON has no bigint; its digits as text lose nothing. */
function withoutBigints(value: unknown): unknown {
	if (typeof value === 'bigint') return String(value);
	if (typeof value !== 'object' || value === null || value instanceof Instant) return value;
	if (Array.isArray(value)) return value.map(withoutBigints);
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, withoutBigints(entry)]),
	);
}

/** Whether JSON.parse would change an integer of the text. */
function losesDigits(json: string): boolean {
	const outsideTexts = json.replace(/"(?:[^"\\]|\\.)*"/g, '""');
	const integers = outsideTexts.match(/(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g) ?? [];
	return integers.some((digits) => BigInt(digits) !== BigInt(Number(digits)));
}

// --- names and collections -------------------------------------------------------------------

function nameVerdict(value: unknown): Verdict {
	if (typeof value === 'string') {
		const text = trim(value);
		if (text === '' || text === '[object Object]') return REFUSE;
		const isDoubtful =
			WORDS_FOR_NOTHING.includes(text) ||
			SIMILAR_WORDS.includes(text) ||
			HALF_CHARACTER.test(text) ||
			text === '__proto__' ||
			text.length > 500;
		return isDoubtful ? orRefuse(use(text)) : use(text);
	}
	if (typeof value === 'number' && Number.isSafeInteger(value)) {
		return orRefuse(use(String(value + 0)));
	}
	if (typeof value === 'boolean' || typeof value === 'bigint') return orRefuse(use(String(value)));
	return REFUSE;
}

function collectionVerdict(members: Record<string, Kind>, value: unknown): Verdict {
	if (isNothing(value)) return ABSENT;
	if (value === '') return { absent: true, refuse: true };
	if (typeof value !== 'object' || value === null || dateMs(value) !== undefined) return REFUSE;
	if (Array.isArray(value) || Object.prototype.toString.call(value) !== '[object Object]') {
		return REFUSE;
	}
	const taken: Record<string, unknown> = {};
	let mayRefuse = false;
	for (const [key, entry] of Object.entries(value)) {
		if (!(key in members)) return REFUSE;
		const outcome = verdict(members[key], entry);
		if (outcome.use) taken[key] = outcome.use[0];
		else if (!outcome.absent) return REFUSE;
		mayRefuse ||= outcome.refuse === true;
	}
	const outcome = Object.keys(taken).length > 0 ? use(taken) : ABSENT;
	return mayRefuse ? orRefuse(outcome) : outcome;
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null;
}

function isBlankText(value: unknown): boolean {
	return typeof value === 'string' && trim(value) === '';
}
