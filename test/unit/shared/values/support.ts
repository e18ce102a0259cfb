import fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';
import { Problem } from '../../../../nodes/shared/problem';

export const DATE = new Date('2026-01-31T09:30:00Z');
export const LUXON = tryToParseDateTime('2026-01-31T10:30:00', 'Europe/Berlin');
export const NO_DATE = new Date('x');

/** Reads a value, and gives what was read or the words of the problem. */
export function outcome(read: () => unknown): unknown {
	try {
		return read();
	} catch (error) {
		if (error instanceof Problem && error.advice !== '') return `! ${error.message}`;
		throw error;
	}
}

/** Whatever an expression can give, or nearly. */
export const anything = fc.oneof(
	fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, maxDepth: 2 }),
	fc.constantFrom(LUXON, NO_DATE, 'undefined', ' TRUE ', '1e400', () => 1, Symbol('a'), /a/),
);

/** Whether a reader gives nothing, what it promises, or a Problem that names the field. */
export function keepsItsPromise(
	read: (value: unknown) => unknown,
	promised: (read: unknown) => boolean,
) {
	fc.assert(
		fc.property(anything, (value) => {
			const result = outcome(() => read(value));
			if (typeof result === 'string' && result.startsWith('! ')) expect(result).toContain('Field');
			else expect(result === undefined || promised(result)).toBe(true);
		}),
		{ numRuns: 500 },
	);
}
