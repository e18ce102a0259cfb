/** The rules of a tracking plan, and what tells one from another. */
import type { IDataObject } from 'n8n-workflow';

import { quote } from '../../shared/read/describe';
import { missing, readChoice, readNumber, readText, readTrimmed } from '../../shared/read/values';

/** What tells one rule from another. */
export interface RuleName {
	type: string;
	/** Name of the event; a type such as IDENTIFY may do without. */
	key?: string;
	version: number;
}

export interface Rule extends RuleName {
	/** What the event has to look like. */
	jsonSchema?: unknown;
	/** What the event is to be called from now on. */
	newKey?: string;
}

const RULE_TYPES = ['COMMON', 'GROUP', 'IDENTIFY', 'PAGE', 'SCREEN', 'TRACK'];

/** The same for two rules that are one. */
export const nameOf = ({ type, key, version }: RuleName) =>
	JSON.stringify([type, key ?? '', version]);

/** How an error calls a rule. */
export const titleOf = ({ type, key, version }: RuleName) =>
	`${quote(key ?? type)} (${type}, version ${version})`;

/** The name of a rule as Segment takes it. */
export const ruleName = ({ type, key, version }: RuleName): IDataObject => ({
	type,
	...(key !== undefined && { key }),
	version,
});

/**
 * @param key stays as it is, blanks and all: a rule of a plan may be misspelt like that
 * @throws Problem where the type is none, or the name is missing that it needs
 */
export function readName(type: unknown, key: unknown, version: unknown, label: string): RuleName {
	const readType = readChoice(type, `${label} → type`, RULE_TYPES);
	if (readType === undefined) throw missing(`${label} → type`);
	const readKey = readTrimmed(key, `${label} → key`) && readText(key, `${label} → key`);
	if (readType === 'TRACK' && readKey === undefined) throw missing(`${label} → key`);
	return {
		type: readType,
		...(readKey !== undefined && { key: readKey }),
		version: readNumber(version, `${label} → version`, { min: 1, whole: true }) ?? 1,
	};
}
