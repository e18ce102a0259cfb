import { DateTime } from './luxon';

/** One value that an expression, or a field of an item, gives to a field of a node. */
export interface OddValue {
	/** How reports call it: the code that makes it. */
	name: string;
	/** A JavaScript expression, which n8n's expressions and this file evaluate alike. */
	code: string;
	/** n8n's expressions have no such constructor, or cannot make it: it comes in the item's JSON. */
	onlyInItems: boolean;
	make: () => unknown;
}

const TEXTS: string[] = [
	// what stands for nothing
	'',
	' ',
	'\t\n',
	'\u00a0',
	'\ufeff',
	'undefined',
	'null',
	'NaN',
	'Infinity',
	'-Infinity',
	'[object Object]',
	'[object Map]',
	'Invalid Date',
	'Invalid DateTime',
	' undefined ',
	// with something around or inside
	'x',
	' x ',
	' x\n',
	'\u00a0x\u00a0',
	'\ufeffx',
	'\u2003x\u3000',
	'\u0085x',
	'two words',
	'a,b',
	'a\nb',
	'Ada & Söhne/50%?#',
	'😀',
	'\ud83d',
	'..',
	'__proto__',
	'CN=Ada Lovelace,OU=People',
	'ada@example.com',
	' ada@example.com',
	'env:production',
	'https://example.com/a?b=c&d=é',
	'x'.repeat(90),
	'x'.repeat(600),
	// switches
	'true',
	'false',
	'TRUE',
	'False',
	' off ',
	'On',
	'yes',
	'NO',
	'y',
	'enabled',
	// choices
	'Off',
	'FromContent',
	'From Content',
	'fromContent',
	' custom ',
	'Source',
	' USERS ',
	'get',
	'track',
	'desc',
	// numbers
	'0',
	'1',
	'2',
	'5',
	'-1',
	'007',
	' 12 ',
	'2.5',
	'1.56E9',
	'1e400',
	'1,5',
	'12 €',
	'0x10',
	'seven',
	'9007199254740993',
	'7615917337495251231',
	'1e+21',
	// times
	'2026-01-31',
	'2026-01-31T09:30:00',
	'2026-07-31T09:30:00',
	'2026-01-31T09:30:00Z',
	'2026-01-31T09:30:00.123Z',
	'2026-01-31T09:30:00+01:00',
	'2026-01-31T09:30:00+14:00',
	'2026-01-31T09:30:00+25:00',
	'2026-01-31T09:30:00-15:00',
	'2026-01-31 09:30:00',
	' 2026-01-31T09:30:00Z\n',
	'2026-02-30',
	'2026-02-30T10:00:00Z',
	'2026-13-01',
	'2026-1-2T03:04:05Z',
	'2026-01-31T25:00:00Z',
	'01/02/2026',
	'31.01.2026',
	'Jan 31, 2026',
	'January',
	'2026-01',
	'20260131',
	'20260131093000',
	'202601310930',
	'1769851800',
	'1769851800000',
	'tomorrow',
	// JSON
	'{}',
	'[]',
	'{"plan":"pro"}',
	'{"plan":',
	'{"order_id": 7615917337495251231}',
	'{"total":1e400}',
	'{"a":{"b":[1,null,true]}}',
	'[7615917337495251231]',
	'["a","b"]',
];

const NUMBERS: string[] = [
	'0',
	'-0',
	'1',
	'2',
	'3',
	'-1',
	'5',
	'2.5',
	'0.1 + 0.2',
	'12345678901',
	'9007199254740991',
	'9007199254740993',
	'1e21',
	'1e-7',
	'0 / 0',
	'1 / 0',
	'-1 / 0',
	'46053.396',
	'20260131',
	'20260131093000',
	'202601310930',
	'1769851800',
	'1769851800000',
	'1769851800000000',
];

/** Code that JSON has a form for. */
const PLAIN: string[] = [
	'null',
	'true',
	'false',
	...NUMBERS,
	'({})',
	'[]',
	'[null]',
	'["a", "b"]',
	'[1, 2]',
	'[" x "]',
	'["a,b"]',
	'[true]',
	'["ada@example.com"]',
	'["env:production"]',
	'[["a"]]',
	'[{}]',
	'[{ key: "env", value: "production" }]',
	'({ plan: "pro" })',
	'({ id: 5, name: "Ada" })',
	'({ a: { b: [1, null, true, "x"] } })',
	'({ "a.b": 1 })',
	'({ value: "x" })',
	'({ __rl: true, mode: "id", value: "x" })',
	'({ __rl: true, mode: "list", value: " x " })',
	'({ __rl: true, mode: "id", value: "" })',
	'({ __rl: true, mode: "id", value: 5 })',
	'({ __rl: true, mode: "id", value: { id: 1 } })',
];

/** Code for what JSON has no form for. */
const EXOTIC: string[] = [
	'undefined',
	'5n',
	'9007199254740993n',
	'new Date("2026-01-31T09:30:00Z")',
	'new Date("x")',
	'DateTime.fromISO("2026-01-31T09:30:00Z")',
	'DateTime.fromISO("2026-07-31T09:30:00+02:00", { setZone: true })',
	'DateTime.fromISO("x")',
	'new Map()',
	'new Map([["a", 1]])',
	'new Set(["a"])',
	'/x/g',
	'new Uint8Array([1, 2])',
	'new Float64Array([0.5])',
	'new ArrayBuffer(2)',
	'new Error("x")',
	'Symbol("x")',
	'() => "x"',
	'({ f: () => "x" })',
	'[() => "x"]',
	'Object("x")',
	'Object(false)',
	'Object(5)',
	'[undefined]',
	'[0 / 0]',
	'[new Date("x")]',
	'["a", undefined, "b"]',
	'({ a: undefined })',
	'({ ltv: 0 / 0 })',
	'({ a: { b: [1 / 0] } })',
	'({ a: new Map([["a", 1]]) })',
	'({ a: new Set() })',
	'({ a: /x/ })',
	'({ a: new Uint8Array([1]) })',
	'({ at: new Date("x") })',
	'({ at: new Date("2026-01-31T09:30:00Z") })',
	'({ at: DateTime.fromISO("2026-01-31T09:30:00Z") })',
	'({ at: DateTime.fromISO("x") })',
	'({ n: 9007199254740993n })',
	'(() => { const o = { a: 1 }; o.self = o; return o; })()',
	'(() => { const l = ["a"]; l.push(l); return l; })()',
	'(() => { let v = 1; for (let i = 0; i < 90; i++) v = { a: v }; return v; })()',
	'(() => { let v = 1; for (let i = 0; i < 20000; i++) v = { a: v }; return v; })()',
	'(() => { let v = []; for (let i = 0; i < 20000; i++) v = [v]; return v; })()',
];

const ONLY_IN_ITEMS: string[] = ['Buffer.from("ab")', '({ a: Buffer.from("ab") })'];

function oddValue(code: string, onlyInItems = false): OddValue {
	return { name: shorten(code), code, onlyInItems, make: () => evaluate(code) };
}

function shorten(code: string): string {
	const visible = code.replace(/[^\x20-\x7e\ud83d]/gu, (character) => {
		return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
	});
	return visible.length > 120 ? `${visible.slice(0, 30)}… (${code.length} characters)` : visible;
}

/** What the code makes; as with n8n's expressions, a new object each time. */
function evaluate(code: string): unknown {
	// eslint-disable-next-line no-new-func
	const make = new Function('DateTime', 'Buffer', `return (${code});`) as (
		...args: unknown[]
	) => unknown;
	return make(DateTime, Buffer);
}

const plainValues = [...TEXTS.map((text) => JSON.stringify(text)), ...PLAIN].map((code) =>
	oddValue(code),
);

/** Values that go through JSON unchanged, so they can come in an item or out of an expression. */
export const PLAIN_VALUES: OddValue[] = plainValues.filter(({ make }) => survivesJson(make()));

/** All others come out of an expression of their own, or are put into the item by another node. */
export const OTHER_VALUES: OddValue[] = [
	...plainValues.filter(({ make }) => !survivesJson(make())),
	...EXOTIC.map((code) => oddValue(code)),
	...ONLY_IN_ITEMS.map((code) => oddValue(code, true)),
];

export const ALL_VALUES: OddValue[] = [...PLAIN_VALUES, ...OTHER_VALUES];

function survivesJson(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
	return true;
}
