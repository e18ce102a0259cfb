import {
	oneOf,
	perlClass,
	posixClass,
	range,
	unicodeClass,
	type Characters,
	type Part,
} from './characters';

/** What is asked of a place between two characters. */
export type Assertion =
	'textStart' | 'textEnd' | 'lineStart' | 'lineEnd' | 'boundary' | 'noBoundary';

export type Node =
	| { kind: 'character'; characters: Characters }
	| { kind: 'assertion'; assertion: Assertion }
	| { kind: 'sequence'; parts: Node[] }
	| { kind: 'choice'; options: Node[] }
	| { kind: 'repetition'; part: Node; min: number; max: number };

/** RE2 takes no more of either. */
const MOST_REPETITIONS = 1_000;
const DEEPEST = 1_000;

const REPETITION = /([*+?]|\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\})\??/y;
const FLAGS = /\(\?([imsU]*)(?:-([imsU]+))?([:)])/y;
const NAMED = /\(\?P?<[\p{L}\p{N}_$]+>/uy;
const POSIX = /\[:(\^?\w+):\]/y;
const PERL = /\\([dDsSwW])/y;
const UNICODE = /\\([pP])(?:([A-Z])|\{([^}]+)\})/y;
const ESCAPE =
	/\\(?:x\{([\da-fA-F]+)\}|x([\da-fA-F]{2})|u\{([\da-fA-F]+)\}|u([\da-fA-F]{4})|(0[0-7]{0,2}|[1-7][0-7]{1,2})|c([a-zA-Z])|([afnrtv])|([^a-zA-Z\d]))/uy;
const CONTROLS: Record<string, number> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

const PLACES: Record<string, Assertion> = {
	A: 'textStart',
	b: 'boundary',
	B: 'noBoundary',
	z: 'textEnd',
};

/**
 * Reads a regular expression as Go does (github.com/google/re2/wiki/Syntax), and of ECMAScript what Go
 * does not have and reads in the same way: `\cA`, `\u0041`, `\p{Letter}`.
 *
 * @throws SyntaxError when it is none: also for lookarounds and back references
 */
export function parsePattern(source: string): Node {
	return new Parser(withoutQuotes(source)).whole();
}

/** `\Q…\E` is text as it stands. */
const withoutQuotes = (source: string) =>
	source.replace(/\\(?:Q([^]*?)(?:\\E|$)|[^])/g, (match, quoted?: string) =>
		quoted === undefined ? match : quoted.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&'),
	);

class Parser {
	private at = 0;

	private depth = 0;

	/** Those in force: `i`, `m`, `s`. Which match is found does not matter, and so `U` neither. */
	private flags = new Set<string>();

	constructor(private readonly source: string) {}

	whole(): Node {
		const node = this.choice();
		if (this.at < this.source.length) throw new SyntaxError();
		return node;
	}

	private choice(): Node {
		const options = [this.sequence()];
		while (this.take('|')) options.push(this.sequence());
		return options.length === 1 ? options[0] : { kind: 'choice', options };
	}

	private sequence(): Node {
		const parts: Node[] = [];
		while (this.at < this.source.length && !this.isNext('|') && !this.isNext(')')) {
			const part = this.part();
			if (part) parts.push(this.repeated(part));
		}
		return parts.length === 1 ? parts[0] : { kind: 'sequence', parts };
	}

	private repeated(part: Node): Node {
		const match = this.match(REPETITION);
		if (!match) return part;
		const [, sign, least, more, most] = match;
		const min = least === undefined ? Number(sign === '+') : Number(least);
		const bounded = more === undefined ? min : most === undefined ? Infinity : Number(most);
		const max = least !== undefined ? bounded : sign === '?' ? 1 : Infinity;
		const largest = max === Infinity ? min : max;
		if (largest < min || largest > MOST_REPETITIONS || this.match(REPETITION)) {
			throw new SyntaxError();
		}
		return { kind: 'repetition', part, min, max };
	}

	/** Undefined for flags. */
	private part(): Node | undefined {
		if (this.match(REPETITION)) throw new SyntaxError();
		if (this.isNext('(')) return this.group();
		if (this.isNext('[')) return this.characterClass();
		if (this.isNext('\\')) return this.escape();
		if (this.take('^')) return place(this.flags.has('m') ? 'lineStart' : 'textStart');
		if (this.take('$')) return place(this.flags.has('m') ? 'lineEnd' : 'textEnd');
		if (this.take('.')) return this.characters(this.flags.has('s') ? [] : [range(10)], true);
		return this.literal(this.plain());
	}

	private group(): Node | undefined {
		const outside = this.flags;
		const flags = this.match(FLAGS);
		if (flags) {
			const [, on, off = '', end] = flags;
			this.flags = new Set([...outside, ...on].filter((flag) => !off.includes(flag)));
			if (end === ')') return undefined;
		} else if (!this.match(NAMED)) {
			this.at++;
			if (this.isNext('?')) throw new SyntaxError();
		}
		if (++this.depth > DEEPEST) throw new SyntaxError();
		const node = this.choice();
		this.depth--;
		if (!this.take(')')) throw new SyntaxError();
		this.flags = outside;
		return node;
	}

	private characterClass(): Node {
		this.at++;
		const isNegated = this.take('^');
		const parts: Part[] = [];
		do parts.push(this.classPart());
		while (!this.take(']'));
		return this.characters(parts, isNegated);
	}

	private classPart(): Part {
		const posix = this.match(POSIX);
		if (posix) return known(posixClass(posix[1]));
		const named = this.namedClass();
		if (named) return named;
		const from = this.classCharacter();
		const isRange = this.isNext('-') && !this.source.startsWith(']', this.at + 1);
		if (!isRange) return range(from);
		this.at++;
		const to = this.classCharacter();
		if (to < from) throw new SyntaxError();
		return range(from, to);
	}

	private classCharacter(): number {
		if (this.at >= this.source.length) throw new SyntaxError();
		return this.isNext('\\') ? this.escaped() : this.plain();
	}

	private namedClass(): Part | undefined {
		const perl = this.match(PERL);
		if (perl) return perlClass(perl[1]);
		const unicode = this.match(UNICODE);
		if (!unicode) return undefined;
		const [, sign, letter, name = letter] = unicode;
		const part = known(unicodeClass(name));
		return { ...part, isNegated: part.isNegated !== (sign === 'P') };
	}

	private escape(): Node {
		const named = this.namedClass();
		if (named) return this.characters([named]);
		const letter = this.source[this.at + 1];
		if (letter === undefined || !Object.hasOwn(PLACES, letter)) return this.literal(this.escaped());
		this.at += 2;
		return place(PLACES[letter]);
	}

	private escaped(): number {
		const match = this.match(ESCAPE);
		if (!match) throw new SyntaxError();
		const [, ...forms] = match;
		const [octal, control, letter, literal] = forms.slice(4);
		const hex = forms.slice(0, 4).find((each) => each !== undefined);
		if (hex !== undefined) return codePoint(parseInt(hex, 16));
		if (octal !== undefined) return parseInt(octal, 8);
		if (control !== undefined) return control.charCodeAt(0) % 32;
		return letter === undefined ? (literal.codePointAt(0) as number) : CONTROLS[letter];
	}

	private plain(): number {
		const own = this.source.codePointAt(this.at) as number;
		this.at += own > 0xffff ? 2 : 1;
		return own;
	}

	private literal(own: number): Node {
		if (this.flags.has('i')) return this.characters([range(own)]);
		return { kind: 'character', characters: (given) => given === own };
	}

	private characters(parts: Part[], isNegated = false): Node {
		const characters = oneOf(parts, this.flags.has('i'), isNegated);
		return { kind: 'character', characters };
	}

	private isNext(text: string): boolean {
		return this.source.startsWith(text, this.at);
	}

	private take(text: string): boolean {
		const isNext = this.isNext(text);
		if (isNext) this.at += text.length;
		return isNext;
	}

	private match(expression: RegExp): RegExpExecArray | null {
		expression.lastIndex = this.at;
		const match = expression.exec(this.source);
		if (match) this.at = expression.lastIndex;
		return match;
	}
}

const place = (assertion: Assertion): Node => ({ kind: 'assertion', assertion });

function known(part: Part | undefined): Part {
	if (part) return part;
	throw new SyntaxError();
}

function codePoint(value: number): number {
	if (value <= 0x10ffff) return value;
	throw new SyntaxError();
}
