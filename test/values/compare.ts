import { Instant } from './rule';

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether what was sent is what was expected, key by key; an Instant is any ISO 8601 text of it. */
export function isSame(expected: unknown, sent: unknown): boolean {
	if (expected instanceof Instant) {
		const [, , zone] = typeof sent === 'string' ? (ISO.exec(sent) ?? []) : [];
		const isWellWritten = zone === 'Z' || (zone !== undefined && expected.inAnyZone);
		return isWellWritten && Date.parse(sent as string) === expected.ms;
	}
	if (typeof expected !== 'object' || expected === null) return Object.is(expected, sent);
	if (
		typeof sent !== 'object' ||
		sent === null ||
		Array.isArray(sent) !== Array.isArray(expected)
	) {
		return false;
	}
	const present = Object.entries(expected).filter(([, value]) => value !== undefined);
	return (
		present.length === Object.values(sent).filter((value) => value !== undefined).length &&
		present.every(
			([key, value]) =>
				Object.hasOwn(sent, key) && isSame(value, (sent as Record<string, unknown>)[key]),
		)
	);
}

/** A value in few characters. */
export function brief(value: unknown, length = 160): string {
	let text: string | undefined;
	try {
		text = JSON.stringify(value, (_key, entry: unknown) => {
			if (entry instanceof Instant) return new Date(entry.ms).toISOString();
			return typeof entry === 'bigint' ? `${entry}n` : entry;
		});
	} catch {
		text = Object.prototype.toString.call(value);
	}
	const shown = text ?? String(value);
	return shown.length > length ? `${shown.slice(0, length)}…` : shown;
}
