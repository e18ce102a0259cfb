import type { IDataObject } from 'n8n-workflow';

import { isFields } from '../../shared/read/describe';
import { firstGiven, isAbsent } from '../../shared/read/values';

/** The objects in a list, also when Segment leaves it out. */
export function objects(value: unknown): IDataObject[] {
	return Array.isArray(value) ? (value.filter(isFields) as IDataObject[]) : [];
}

/** An object, also when Segment leaves it out. */
export function object(value: unknown): IDataObject {
	return isFields(value) ? (value as IDataObject) : {};
}

/** What a warehouse is called: Segment keeps the name among its settings. */
export function warehouseName({ settings, metadata }: IDataObject): unknown {
	return firstGiven(object(settings).name, object(metadata).name);
}

/** Names in one cell, each once. */
export function joined(values: unknown[]): string {
	return [...new Set(values.filter((value) => !isAbsent(value)))].join(', ');
}

/** `environment:production, team:growth`. */
export function labelText(labels: unknown): string {
	return joined(objects(labels).map(({ key, value }) => `${String(key)}:${String(value)}`));
}

/** A date of Segment's as ISO 8601 in UTC; null when there is none. */
export function isoDate(value: unknown): string | null {
	if (isAbsent(value)) return null;
	const time = new Date(value as string | number);
	return Number.isNaN(time.getTime()) ? String(value) : time.toISOString();
}

/** Unix seconds as ISO 8601; null when there are none. */
export function isoFromSeconds(value: unknown): string | null {
	return typeof value === 'number' ? isoDate(value * 1_000) : isoDate(value);
}

/** A count, also as text, as Segment writes large ones; null when there is none. */
export function count(value: unknown): number | null {
	const number = value === null || value === '' ? NaN : Number(value);
	return Number.isFinite(number) ? number : null;
}

/** Whether two JSON values say the same; the order of an object's fields does not matter. */
export function isEqual(one: unknown, other: unknown): boolean {
	return JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);
}

const inOrder = (_: string, value: unknown): unknown =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: value;
