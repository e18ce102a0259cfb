/** From what a user filled in, or an expression gave, to the values that Segment takes. Pure. */
import type { IDataObject } from 'n8n-workflow';

import { InputError } from './errors';

/** `trackingPlan` → `Tracking Plan`, `subjectIds` → `Subject IDs`: a field as the panel names it. */
export function fieldName(parameter: string): string {
	return parameter
		.replace(/([A-Z])/g, ' $1')
		.replace(/^./, (letter) => letter.toUpperCase())
		.replace(/\bId(s?)\b/g, 'ID$1');
}

/** A resource locator's ID, or the value itself. */
export function unwrap(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
	return isLocator ? (value as { value?: unknown }).value : value;
}

export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Text without blanks around it. Numbers and booleans from expressions are taken as text. */
export function toText(value: unknown, parameter: string): string {
	const plain = unwrap(value);
	const text = isEmpty(plain) ? '' : String(plain).trim();
	if (typeof plain === 'object' && plain !== null) {
		throw new InputError(
			`'${fieldName(parameter)}' is not text`,
			'Use an expression that gives text',
		);
	}
	if (text === '') {
		throw new InputError(
			`'${fieldName(parameter)}' is empty`,
			'Fill it in, or check the expression',
		);
	}
	return text;
}

/**
 * A list of texts: an array (from an expression), or text with one entry per line or entries
 * separated by commas. Blank entries and repetitions are dropped.
 */
export function toList(value: unknown, parameter: string): string[] {
	if (isEmpty(value)) return [];
	const entries = Array.isArray(value)
		? value
		: (parsedArray(value) ?? String(value).split(/[\n,]/));
	const texts = entries
		.filter((entry) => !isEmpty(entry))
		.map((entry: unknown) => {
			if (typeof entry === 'object') {
				throw new InputError(
					`'${fieldName(parameter)}' contains something that is not text`,
					'Give a list of texts, for example ["a", "b"]',
				);
			}
			return String(entry).trim();
		});
	return [...new Set(texts.filter((text) => text !== ''))];
}

function parsedArray(value: unknown): unknown[] | undefined {
	if (typeof value !== 'string' || !value.trim().startsWith('[')) return undefined;
	try {
		const parsed: unknown = JSON.parse(value);
		return Array.isArray(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

/** E-mail addresses; anything else in the list is refused by name. */
export function toEmails(value: unknown, parameter: string): string[] {
	const emails = toList(value, parameter);
	const wrong = emails.find((email) => !/^[^\s@]+@[^\s@]+$/.test(email));
	if (wrong !== undefined) {
		throw new InputError(
			`'${fieldName(parameter)}' contains something that is not an e-mail address`,
			`Correct or remove “${wrong}”`,
		);
	}
	return emails;
}

/** A JSON object, written as text or given by an expression. */
export function toObject(value: unknown, parameter: string): IDataObject {
	let parsed = value;
	if (typeof value === 'string') {
		try {
			parsed = JSON.parse(value);
		} catch {
			throw notAnObject(parameter);
		}
	}
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		throw notAnObject(parameter);
	}
	return parsed as IDataObject;
}

function notAnObject(parameter: string): InputError {
	return new InputError(
		`'${fieldName(parameter)}' is not a JSON object`,
		'Use the form {"key": "value"}',
	);
}

/** Labels written as `key:value`, or objects with `key` and `value` from an expression. */
export function toLabels(value: unknown, parameter: string): IDataObject[] {
	if (Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null)) {
		return value.map(({ key, value: labelValue }) => ({
			key: toText(key, parameter),
			value: toText(labelValue, parameter),
		}));
	}
	return toList(value, parameter).map((entry) => {
		const [, key, labelValue] = /^([^:]+):(.+)$/.exec(entry) ?? [];
		if (!key) {
			throw new InputError(
				`'${fieldName(parameter)}' contains something that is not a label`,
				`Write “${entry}” in the form key:value`,
			);
		}
		return { key: key.trim(), value: labelValue.trim() };
	});
}

/**
 * A moment as ISO 8601 in UTC. A text without a time zone is local to the workflow.
 *
 * @param timezone IANA name, from the workflow's settings
 */
export function toIso(value: unknown, parameter: string, timezone: string): string {
	const time = moment(value, timezone);
	if (Number.isNaN(time)) {
		throw new InputError(
			`'${fieldName(parameter)}' is not a date`,
			'Use the form 2026-01-31T08:00:00Z',
		);
	}
	return new Date(time).toISOString();
}

function moment(value: unknown, timezone: string): number {
	if (typeof value === 'number') return value;
	// a JavaScript date, or the DateTime of an expression
	if (typeof value === 'object' && value !== null) return value.valueOf() as number;
	const text = String(value ?? '').trim();
	const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(text) && text.includes('T');
	if (zoned) return Date.parse(text);
	const asUtc = Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? '' : 'T00:00'}Z`);
	if (Number.isNaN(asUtc)) return Date.parse(text);
	// twice, because the offset can be another one on the other side of a clock change
	const first = asUtc - offsetMs(asUtc, timezone);
	return asUtc - offsetMs(first, timezone);
}

/** How far a zone's clocks are ahead of UTC at a moment. */
function offsetMs(time: number, timezone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(time);
	const part = (type: string) => Number(parts.find((entry) => entry.type === type)?.value);
	const local = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return local - Math.floor(time / 1_000) * 1_000;
}

/** Fills the IDs into a path such as `/users/{user}/groups`, each encoded. */
export function fillPath(template: string, valueOf: (parameter: string) => unknown): string {
	return template.replace(/\{(\w+)\}/g, (_, parameter: string) => {
		const id = toText(valueOf(parameter), parameter);
		if (/^\.{1,2}$/.test(id)) {
			// would lead to another path
			throw new InputError(`'${fieldName(parameter)}' is not an ID`, 'Choose one from the list');
		}
		return encodeURIComponent(id);
	});
}
