import type { IDataObject } from 'n8n-workflow';

import { brief } from './compare';
import type { Verdict } from './rule';
import { OTHER_VALUES, PLAIN_VALUES, type OddValue } from './values';

/** What a node made of one value in one field. */
export interface Outcome {
	/** The texts of the item's error, or of the run's. */
	error?: string;
	/** What was sent, in the form that the expectation has. */
	sent?: unknown;
}

/** A cell of the matrix that is not as the rule says. */
export interface Mismatch {
	field: string;
	kind: string;
	value: string;
	expected: string;
	got: string;
}

/** How the values get into a field: an expression for all of them, and an item for each. */
export interface Feed {
	values: OddValue[];
	expression: string;
	items: IDataObject[];
}

/** What dragging a field into the form writes, over items that hold the values. */
export const FROM_ITEMS: Feed = {
	values: PLAIN_VALUES,
	expression: '={{ $json.value }}',
	items: PLAIN_VALUES.map(({ make }) => ({ value: make() as IDataObject })),
};

/** An expression that makes each value when it is evaluated. */
export const FROM_CODE: Feed = {
	values: OTHER_VALUES,
	expression: `={{ [${OTHER_VALUES.map(
		({ code, onlyInItems }) => `() => (${onlyInItems ? '$json.value' : code})`,
	).join(', ')}][$json.at]() }}`,
	items: OTHER_VALUES.map(({ make, onlyInItems }, at) => ({
		at,
		...(onlyInItems && { value: make() as IDataObject }),
	})),
};

export const FEEDS = [FROM_ITEMS, FROM_CODE];

export interface Judged {
	field: string;
	kind: string;
	/** Any of these names the field. */
	labels: string[];
	value: OddValue;
	verdict: Verdict;
	outcome: Outcome;
	/** Whether what was sent is as it is with this value of the field, or without one. */
	matches: (sent: unknown, use: { value: unknown } | 'absent') => boolean;
}

/** @returns undefined when the outcome is one that the rule allows */
export function judge(cell: Judged): Mismatch | undefined {
	const { verdict, outcome, value, matches } = cell;
	const allowed =
		outcome.error === undefined
			? (verdict.use ?? []).some((used) => matches(outcome.sent, { value: used })) ||
				(verdict.absent === true && matches(outcome.sent, 'absent'))
			: verdict.refuse === true &&
				outcome.sent === undefined &&
				(isNamed(cell.labels, outcome.error) || isRefusedByN8n(value));
	if (allowed) return undefined;
	return {
		field: cell.field,
		kind: cell.kind,
		value: value.name,
		expected: describe(verdict),
		got:
			outcome.error === undefined
				? `sent ${brief(outcome.sent)}`
				: `error ${brief(outcome.error)}${outcome.sent === undefined ? '' : ', yet sent'}`,
	};
}

function isNamed(labels: string[], error: string): boolean {
	return labels.some((label) => error.includes(label));
}

/** n8n itself refuses an expression that gives a function, before a node sees it. */
function isRefusedByN8n({ code }: OddValue): boolean {
	return code === '() => "x"';
}

function describe({ use, absent, refuse }: Verdict): string {
	return [
		...(use ?? []).map((value) => brief(value, 80)),
		...(absent ? ['absent'] : []),
		...(refuse ? ['an error'] : []),
	].join(' or ');
}

/** The mismatches of many fields, those of one kind and value together. */
export function report(mismatches: Mismatch[]): string {
	const groups = new Map<string, Mismatch[]>();
	for (const mismatch of mismatches) {
		const { kind, value, expected } = mismatch;
		const key = `${kind} | ${value} | expected ${expected}`;
		groups.set(key, [...(groups.get(key) ?? []), mismatch]);
	}
	const lines = [...groups].map(([key, [first, ...others]]) => {
		const fields = [first, ...others].map(({ field }) => field);
		const shown = fields.slice(0, 5).join(', ');
		const more = fields.length > 5 ? ` and ${fields.length - 5} more` : '';
		return `${key} | got ${first.got} | in ${shown}${more}`;
	});
	return lines.length === 0 ? '' : [`${mismatches.length} cells`, ...lines].join('\n');
}
