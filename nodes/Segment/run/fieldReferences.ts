import { isFields } from '../message/json';
import type { Fields } from '../message/types';

/** What dragging a field into the form writes: `={{ $json.plan }}`, `={{ $json['last name'] }}`. */
const REFERENCE = /^=\{\{\s*\$json((?:\.[a-z_]\w*|\['[^'\\]*'\]|\["[^"\\]*"\])+)\s*\}\}$/i;

const STEP = /\.(\w+)|\['([^']*)'\]|\["([^"]*)"\]/g;

/**
 * The value of a parameter whose expressions do nothing but refer to fields of the item. The time of a
 * run goes into expressions, of which n8n's engine evaluates each one twice for each item: these need
 * no third time.
 *
 * @param parameter as it is saved in the workflow
 * @param item JSON of the item that the parameter is read for
 * @returns undefined when n8n has to evaluate the parameter
 */
export function resolveReferences(parameter: unknown, item: Fields): unknown {
	if (typeof parameter === 'string') {
		return parameter.startsWith('=') ? referredValue(parameter, item) : parameter;
	}
	if (typeof parameter !== 'object' || parameter === null) return parameter;
	const entries = Object.entries(parameter).map(
		([key, value]) => [key, resolveReferences(value, item)] as const,
	);
	if (entries.some(([, value]) => value === undefined)) return undefined;
	return Array.isArray(parameter) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** Only plain values: what n8n makes of lists, objects and dates, and of what is missing, is its own. */
function referredValue(expression: string, item: Fields): unknown {
	const [, path] = REFERENCE.exec(expression) ?? [];
	if (path === undefined) return undefined;
	let value: unknown = item;
	for (const [, afterDot, inSingle, inDouble] of path.matchAll(STEP)) {
		const key = afterDot ?? inSingle ?? inDouble;
		if (!isFields(value) || !Object.hasOwn(value, key)) return undefined;
		value = value[key];
	}
	const isPlain = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
	return isPlain ? value : undefined;
}
