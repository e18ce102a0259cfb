import { Problem } from '../problem';
import { quote } from '../read/describe';

/**
 * A regular expression of a schema. Segment runs them in Go, whose flags may stand in front:
 * `(?i)^eur$`.
 *
 * @throws Problem when it cannot be read
 */
export function readPattern(pattern: unknown): RegExp {
	if (typeof pattern !== 'string') throw unreadable(String(pattern));
	const [, flags = '', source = ''] = /^(?:\(\?([ims]+)\))?([^]*)$/.exec(pattern) ?? [];
	// Unicode first, as JSON Schema recommends; it is stricter about needless backslashes
	const expression = compiled(source, `${flags}u`) ?? compiled(source, flags);
	if (expression) return expression;
	throw unreadable(pattern);
}

function compiled(source: string, flags: string): RegExp | undefined {
	try {
		return new RegExp(source, flags);
	} catch {
		return undefined;
	}
}

function unreadable(pattern: string): Problem {
	return new Problem(`${quote(pattern)} is no regular expression`, 'Correct it in the schema.');
}
