/** Sets of characters, each of which JavaScript's own expressions can tell. */

/** Whether a code point belongs to it. */
export type Characters = (codePoint: number) => boolean;

/** A part of a class; `source` stands between brackets in an expression of JavaScript. */
export interface Part {
	source: string;
	isNegated: boolean;
}

const PERL: Record<string, string> = { d: '0-9', s: '\\t\\n\\f\\r ', w: '0-9A-Za-z_' };

const POSIX: Record<string, string> = {
	alnum: '0-9A-Za-z',
	alpha: 'A-Za-z',
	ascii: '\\x00-\\x7F',
	blank: '\\t ',
	cntrl: '\\x00-\\x1F\\x7F',
	digit: '0-9',
	graph: '!-~',
	lower: 'a-z',
	print: ' -~',
	punct: '!-\\/:-@\\[-`\\{-~',
	space: '\\t-\\r ',
	upper: 'A-Z',
	word: '0-9A-Za-z_',
	xdigit: '0-9A-Fa-f',
};

/** `\d`, `\W` … by their letter. */
export function perlClass(letter: string): Part {
	const name = letter.toLowerCase();
	return { source: PERL[name], isNegated: letter !== name };
}

/** `[:alpha:]` by its name; undefined when there is none. */
export function posixClass(name: string): Part | undefined {
	const isNegated = name.startsWith('^');
	const own = isNegated ? name.slice(1) : name;
	return Object.hasOwn(POSIX, own) ? { source: POSIX[own], isNegated } : undefined;
}

/** `\p{Lu}` or `\p{Greek}` by its name: a category or a script. */
export function unicodeClass(name: string): Part | undefined {
	const isNegated = name.startsWith('^');
	const own = isNegated ? name.slice(1) : name;
	const sources = [`\\p{${own}}`, `\\p{Script=${own}}`];
	const source = sources.find((each) => expression(each) !== undefined);
	return source === undefined ? undefined : { source, isNegated };
}

export function range(from: number, to = from): Part {
	return { source: `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`, isNegated: false };
}

/** What is in any of the parts, or in none of them. */
export function oneOf(parts: Part[], ignoresCase: boolean, isNegated = false): Characters {
	const flags = ignoresCase ? 'i' : '';
	const source = parts.map((part) => (part.isNegated ? '' : part.source)).join('');
	const [positive, ...negative] = [
		source,
		...parts.filter((each) => each.isNegated).map((each) => each.source),
	].map((each) => expression(each, flags) as RegExp);
	return (codePoint) => {
		const text = String.fromCodePoint(codePoint);
		const isIn = positive.test(text) || negative.some((each) => !each.test(text));
		return isIn !== isNegated;
	};
}

/** The expression for one character; undefined when it names what there is not. */
function expression(source: string, flags = ''): RegExp | undefined {
	try {
		return new RegExp(`[${source}]`, `u${flags}`);
	} catch {
		return undefined;
	}
}
