/**
 * Parameters as they are saved, made into functions that read them for one item. Evaluating an
 * expression is what costs in a run; what only refers to fields of the item, as dragging writes it,
 * is read without n8n. A property test holds both ways equal.
 */
import { isFields, isPlainObject, isPlainValue, type Fields } from '../read/describe';

/** Lets n8n evaluate an expression for the item; given without its `=`. */
export type Evaluate = (expression: string) => unknown;

/** Reads a parameter for an item. */
export type ReadParameter = (item: Fields, evaluate: Evaluate) => unknown;

/** `{{ $json.plan }}`, `{{ $json['last name'] }}`, `{{ $json.items[0] }}`: what dragging a field writes. */
const REFERENCE =
	/\{\{\s*\$json((?:\.[a-z_]\w*|\['[^'\\]*'\]|\["[^"\\]*"\]|\[\d{1,6}\])+)\s*\}\}/gi;

const STEP = /\.(\w+)|\['([^']*)'\]|\["([^"]*)"\]|\[(\d+)\]/g;

/** Stands for: n8n has to evaluate it. */
const LEFT_TO_N8N = Symbol('left to n8n');

/**
 * @param saved a parameter as it is in the workflow: text, a list of rows, a collection …
 */
export function compileParameter(saved: unknown): ReadParameter {
	if (!hasExpression(saved)) return () => saved;
	if (typeof saved === 'string') return compileExpression(saved.slice(1));
	if (Array.isArray(saved)) {
		const entries = saved.map(compileParameter);
		return (item, evaluate) => entries.map((read) => read(item, evaluate));
	}
	const fields = Object.entries(saved as Fields).map(
		([key, value]) => [key, compileParameter(value)] as const,
	);
	return (item, evaluate) => {
		const values: Fields = {};
		for (const [key, read] of fields) values[key] = read(item, evaluate);
		return values;
	};
}

function hasExpression(saved: unknown): boolean {
	if (typeof saved === 'string') return saved.startsWith('=');
	return typeof saved === 'object' && saved !== null && Object.values(saved).some(hasExpression);
}

/** Whether n8n evaluates something of a saved parameter anew for each item. */
export function isComputed(saved: unknown): boolean {
	if (typeof saved === 'string') {
		return saved.startsWith('=') && referencesIn(saved.slice(1)) === undefined;
	}
	return typeof saved === 'object' && saved !== null && Object.values(saved).some(isComputed);
}

function compileExpression(expression: string): ReadParameter {
	const parts = referencesIn(expression);
	if (parts === undefined) return (_item, evaluate) => evaluate(expression);
	const [only] = parts;
	const resolve =
		parts.length === 1 && typeof only !== 'string'
			? (item: Fields) => referredValue(item, only)
			: (item: Fields) => textOf(parts, item);
	return (item, evaluate) => {
		const value = resolve(item);
		return value === LEFT_TO_N8N ? evaluate(expression) : value;
	};
}

/** Keys and list positions, from the outside in. */
type Path = string[];

/** The texts and references that an expression consists of; undefined when there is more to it. */
function referencesIn(expression: string): Array<string | Path> | undefined {
	const parts: Array<string | Path> = [];
	let end = 0;
	for (const match of expression.matchAll(REFERENCE)) {
		if (match.index > end) parts.push(expression.slice(end, match.index));
		parts.push(
			Array.from(match[1].matchAll(STEP), ([, afterDot, inSingle, inDouble, position]) =>
				[afterDot, inSingle, inDouble, position].find((key) => key !== undefined),
			) as Path,
		);
		end = match.index + match[0].length;
	}
	if (end < expression.length) parts.push(expression.slice(end));
	const isMore = parts.some((part) => typeof part === 'string' && /\{\{|\}\}|\\/.test(part));
	return isMore || parts.every((part) => typeof part === 'string') ? undefined : parts;
}

/** Only plain values: what n8n makes of dates and other objects is its own. */
function referredValue(item: Fields, path: Path): unknown {
	let value: unknown = item;
	for (const [depth, key] of path.entries()) {
		if (typeof value !== 'object' || value === null) return LEFT_TO_N8N;
		if (!Object.hasOwn(value, key)) {
			const isMissing = depth === path.length - 1 && isFields(value) && !(key in value);
			return isMissing ? undefined : LEFT_TO_N8N;
		}
		value = (value as Fields)[key];
	}
	return isPlain(value) ? value : LEFT_TO_N8N;
}

/** Deeper than any reader goes, as what contains itself is. */
const TOO_DEEP = 200;

function isPlain(value: unknown, depth = 0): boolean {
	switch (typeof value) {
		case 'string':
		case 'boolean':
		case 'undefined':
			return true;
		case 'number':
			return Number.isFinite(value);
		case 'object':
			if (value === null) return true;
			if (depth > TOO_DEEP) return false;
			return Array.isArray(value)
				? value.every((entry) => entry !== undefined && isPlain(entry, depth + 1))
				: isPlainObject(value) && Object.values(value).every((entry) => isPlain(entry, depth + 1));
		default:
			return false;
	}
}

/** A reference with text around it: what is missing is nothing, as n8n has it. */
function textOf(parts: Array<string | Path>, item: Fields): unknown {
	let text = '';
	for (const part of parts) {
		const value = typeof part === 'string' ? part : referredValue(item, part);
		if (value === undefined || value === null) continue;
		if (typeof value === 'object' || typeof value === 'symbol') return LEFT_TO_N8N;
		text += String(value as string | number | boolean);
	}
	return text;
}

/** An expression that is one block and nothing around it: with a blank there, its value would be text. */
const ONE_BLOCK = /^\{\{((?:(?!\{\{|\}\})[^])*)\}\}$/;

/** Joint evaluations in a row that gave nothing, after which no more are tried. */
const MAX_FAILURES = 3;

/**
 * Evaluates the expressions of an item together, since n8n takes about as long for a list of several
 * as for one: those that the first item of the run needed, in one list for each further item. Only
 * plain values are taken from the list; whatever else comes, or fails, is evaluated by itself.
 *
 * @param evaluate lets n8n evaluate an expression for an item
 */
export function evaluateTogether(
	evaluate: (expression: string, item: number) => unknown,
): (expression: string, item: number) => unknown {
	const needed = new Set<string>();
	const values = new Map<string, unknown>();
	let first: number | undefined;
	let current: number | undefined;
	let failures = 0;

	return (expression, item) => {
		first ??= item;
		if (item === first) {
			if (ONE_BLOCK.test(expression)) needed.add(expression);
			return evaluate(expression, item);
		}
		if (item !== current) {
			current = item;
			values.clear();
			if (needed.size > 1 && failures < MAX_FAILURES) evaluateAll(item);
		}
		return values.has(expression) ? values.get(expression) : evaluate(expression, item);
	};

	function evaluateAll(item: number): void {
		const together = [...needed];
		// the line break ends a comment in the expression before it
		const list = together.map((each) => `(${ONE_BLOCK.exec(each)?.[1] ?? ''}\n)`).join(',');
		const all = valueOrNothing(() => evaluate(`{{ [${list}] }}`, item));
		if (!Array.isArray(all) || all.length !== together.length) {
			failures++;
			return;
		}
		failures = 0;
		together.forEach((expression, index) => {
			const value: unknown = all[index];
			if (isPlainValue(value)) values.set(expression, value);
		});
	}
}

function valueOrNothing(evaluate: () => unknown): unknown {
	try {
		return evaluate();
	} catch {
		return undefined;
	}
}
