import { Problem } from '../problem';
import { quote } from '../read/describe';
import { parsePattern } from './pattern/parse';
import { programOf } from './pattern/program';
import { searchFor } from './pattern/search';

/** A regular expression of a schema. */
export interface Pattern {
	/** Whether a text has a match anywhere. */
	test(text: string): boolean;
}

/**
 * A regular expression of a schema, read as Segment reads it, which runs them in Go. JavaScript's own
 * would take years for some texts and patterns, in which all of n8n stands still.
 *
 * @throws Problem when it cannot be read
 */
export function readPattern(pattern: unknown): Pattern {
	if (typeof pattern !== 'string') throw unreadable(String(pattern));
	try {
		return { test: searchFor(programOf(parsePattern(pattern))) };
	} catch {
		throw unreadable(pattern);
	}
}

function unreadable(pattern: string): Problem {
	return new Problem(
		`${quote(pattern)} is no regular expression`,
		'Correct it in the schema. Segment reads it as Go does, without lookarounds and back references.',
	);
}
