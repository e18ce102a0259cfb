/** The outcomes that the rule allows. */
export interface Verdict {
	/** One of these is sent. */
	use?: unknown[];
	/** The message or request is as it is without the field. */
	absent?: boolean;
	/** The item gets an error that names the field, and nothing is sent. */
	refuse?: boolean;
}

export const REFUSE: Verdict = { refuse: true };

export const ABSENT: Verdict = { absent: true };

export const use = (...values: unknown[]): Verdict => ({ use: values });

export const orRefuse = (verdict: Verdict): Verdict => ({ ...verdict, refuse: true });

/** Unicode's white space, and the mark that files begin with. */
export function trim(text: string): string {
	return text.replace(/^[\p{White_Space}\uFEFF]+|[\p{White_Space}\uFEFF]+$/gu, '');
}

export function unwrapLocator(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
	return isLocator ? (value as { value?: unknown }).value : value;
}

export function wrap(entry: Verdict): Verdict {
	return { ...entry, ...(entry.use && { use: entry.use.map((text) => [text]) }) };
}

export function orRefuseIf(condition: boolean, outcome: Verdict): Verdict {
	return condition ? orRefuse(outcome) : outcome;
}

export function isNothing(value: unknown): boolean {
	return value === undefined || value === null;
}

export function isBlankText(value: unknown): boolean {
	return typeof value === 'string' && trim(value) === '';
}
