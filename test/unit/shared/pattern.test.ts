import fc from 'fast-check';

import { readPattern } from '../../../nodes/shared/jsonSchema/pattern';

/** A pattern, texts that have a match, texts that have none. */
const CASES: Array<[pattern: string, matching: string[], others: string[]]> = [
	['', ['', 'a'], []],
	['b', ['abc'], ['', 'ac']],
	['^abc$', ['abc'], ['abcd', 'xabc', 'abc\n']],
	['\\Aabc\\z', ['abc'], ['abc\n', 'xabc']],
	['a|^b$|', [''], []],
	['^(a|bc|)d$', ['ad', 'bcd', 'd'], ['bd']],
	['^a*?b+?c??$', ['b', 'aab', 'abbc'], ['a', 'abcc']],
	['^a{2}b{1,}c{0,2}$', ['aab', 'aabbcc'], ['ab', 'aabccc']],
	['^(ab){2,3}$', ['abab', 'ababab'], ['ab', 'abababab']],
	['^a{0}b{0,0}$', [''], ['a', 'b']],
	['^x{1000}$', ['x'.repeat(1_000)], ['x'.repeat(999)]],
	['^{$', ['{'], ['']],
	['^a{,2}]}$', ['a{,2}]}'], ['aa]}']],
	['^.$', ['a', '\r', '\u2028', '🐲'], ['\n', '']],
	['(?s)^.$', ['\n'], []],
	['(?m)^b$', ['a\nb\nc'], ['ab\nc']],
	['(?m)\\Ab\\z', ['b'], ['a\nb']],
	['^(?i)eur$', ['EUR', 'eur'], ['euro']],
	['^(?i:e)ur$', ['Eur'], ['EUR']],
	['^(?i)a(?-i)b|C$', ['Ab', 'C'], ['AB', 'c']],
	['^((?i)a)b$', ['Ab'], ['AB']],
	['^(?i)[a-c]\\x44$', ['BD', 'bd'], ['e']],
	['^(?i)[^a]$', ['b'], ['a', 'A']],
	['(?i)ß|Σ', ['ẞ', 'ς', 'σ'], ['s']],
	['(?U)^a+$', ['aa'], ['']],
	['^(?P<year>\\d{4})-(?<month>\\d\\d)(?:-x)?$', ['2026-01', '2026-01-x'], ['26-01']],
	['^[[:alpha:]]+$', ['abcXYZ'], ['a1', 'ä', ':']],
	['^[[:^digit:][:digit:]]$', ['1', 'a'], []],
	['^[^[:space:][:punct:]]+$', ['a1ä'], ['a b', 'a-']],
	['^[-a\\]b^]+$', ['-a]b^'], ['c']],
	['^[]a]+$', [']a'], ['b']],
	['^[^]a]$', ['b'], [']', 'a']],
	['^[\\w-.]+$', ['a-b.c'], ['a b']],
	['^[a-c-e]+$', ['b-e'], ['d']],
	['^[\\d\\-x]+$', ['1-x'], ['y']],
	['^[\\W\\d]+$', ['1 ä'], ['a']],
	['^\\pL+$', ['aäж'], ['1']],
	['^\\p{Greek}\\P{Lu}\\p{^Lu}$', ['αbc'], ['aBc', 'αBc']],
	['^[\\p{Greek}\\PL]+$', ['α1'], ['a']],
	['^\\d\\w\\s$', ['1a '], ['١a ', '1ä ', '1a\u00a0', '1a\v']],
	['^\\D\\W\\S$', ['ä-\u00a0'], ['1-a', 'a_a']],
	['\\bfoo\\b', ['a foo.', 'foo'], ['foobar', 'food']],
	['\\Boo\\B', ['food'], ['oo', 'foo']],
	['^\\x41\\x{1F432}\\t\\v\\a\\f\\r\\n\\.\\_\\/\\-$', ['A🐲\t\v\x07\f\r\n._/-'], []],
	['^\\0\\012\\07\\u0041\\u{42}\\cC$', ['\0\n\x07AB\x03'], []],
	['^\\Qa.b*\\E+\\\\Q$', ['a.b*\\Q', 'a.b**\\Q'], ['axb*\\Q']],
	['\\Q(', ['('], ['']],
	['^(?:)*^a', ['ab'], ['ba']],
	['(^a|b)c', ['ac', 'abc'], ['aac']],
	['^(|(a*)*)+$', ['', 'aaa'], ['b']],
	['^🐲*$', ['', '🐲🐲'], ['🐉']],
];

it.each(CASES)('%s', (pattern, matching, others) => {
	const { test } = readPattern(pattern);
	// twice: the second search uses what the first has found out
	for (let time = 0; time < 2; time++) {
		expect(matching.filter((text) => !test(text))).toEqual([]);
		expect(others.filter((text) => test(text))).toEqual([]);
	}
});

it.each([
	...['(', ')', 'a)', '(a', '[', '[]', '[^]', '[a', '[b-a]', '[a-\\d]', '[[:nobody:]]', '\\'],
	...[
		'*',
		'a|*',
		'(+)',
		'a**',
		'a{2}{3}',
		'a*??',
		'a{2,1}',
		'a{1001}',
		'a{1,1001}',
		'((a{1000}){1000})',
	],
	...['(?=a)', '(?!a)', '(?<=a)', '(?<!a)', '(?#a)', '(?x)', '(?P=n)', '(a)\\1', '(?<n>a)\\k<n>'],
	...['\\Z', '\\C', '\\e', '\\p', '\\p{Nobody}', '\\pQ', '\\x', '\\x{110000}', '\\8'],
	...['('.repeat(2_000) + ')'.repeat(2_000), '(){1000}'.repeat(1_000)],
])('cannot read %s', (pattern) => {
	expect(() => readPattern(pattern)).toThrow('is no regular expression');
});

it.each([
	['^([a-zA-Z0-9]+[ -]?)+$', 'a'.repeat(30_000) + '!'],
	['^(a|a)*$', 'a'.repeat(30_000) + '!'],
	['(x+x+)+y', 'x'.repeat(30_000)],
	['(.*)*.*=.*;', '='.repeat(30_000)],
])('is read through %s in no time', (pattern, text) => {
	const { test } = readPattern(pattern);
	const started = performance.now();
	expect(test(text)).toBe(false);
	expect(performance.now() - started).toBeLessThan(1_000);
});

it('forgets what it knows of a text that has no two places alike, and goes on', () => {
	const { test } = readPattern('(?:[ab]{1,60}c){1,60}[^a-z]d$');
	const text = Array.from({ length: 20_000 }, (_, at) => 'abc'[(at * at + (at >> 3)) % 3]).join('');
	expect(test(text)).toBe(false);
	expect(test(`${text}abc\u{1F432}d`)).toBe(true);
	const many = Array.from({ length: 5_000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
	expect(test(many)).toBe(false);
	expect(test(`${many}ac日d`)).toBe(true);
});

it('finds what JavaScript finds, in patterns that mean the same in both', () => {
	const atom = fc.constantFrom(
		...[
			'a',
			'b',
			'-',
			' ',
			'[ab]',
			'[^a]',
			'[a-c1]',
			'\\d',
			'\\w',
			'\\W',
			'\\p{L}',
			'\\bA?',
			'\\B',
			'^',
			'$',
		],
	);
	const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
		part: fc.oneof(
			{ weight: 4, arbitrary: atom },
			{ weight: 1, arbitrary: tie('pattern').map((inner) => `(?:${inner})`) },
		),
		pattern: fc
			.array(
				fc.array(
					fc
						.tuple(tie('part'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{2,}?'))
						// JavaScript repeats no places
						.map(([part, sign]) => (/^(\^|\$|\\b|\\B)/.test(part) ? part : part + sign)),
					{ maxLength: 4 },
				),
				{ minLength: 1, maxLength: 3 },
			)
			.map((options) => options.map((parts) => parts.join('')).join('|')),
	}));
	const texts = fc.array(
		fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'ä', '1', '-', ' '), maxLength: 8 }),
		{
			minLength: 1,
			maxLength: 5,
		},
	);
	fc.assert(
		fc.property(pattern, fc.boolean(), texts, (source, ignoresCase, given) => {
			const { test } = readPattern(ignoresCase ? `(?i)${source}` : source);
			const expression = new RegExp(source, ignoresCase ? 'iu' : 'u');
			expect(given.map((text) => test(text))).toEqual(given.map((text) => expression.test(text)));
		}),
		{ numRuns: 3_000 },
	);
});
