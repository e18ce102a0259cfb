import type { INodeExecutionData } from 'n8n-workflow';

import { quote } from '../../shared/read/describe';
import { MAX_EVENTS_PER_SECOND, type IdRates } from '../delivery/idRates';
import type { Result } from './results';

/** How many IDs a warning names; it counts all. */
const NAMED_IDS = 3;

/** What a person should know of a run that went well: nothing was lost yet, but may be on its way. */
export function warningsOf(rates: IdRates): string[] {
	const { onlyId, overLimit } = rates;
	if (onlyId !== undefined) {
		return [
			`All messages of the run have the ID ${quote(onlyId)}. Is it a fixed text where a field of the item was meant?`,
		];
	}
	if (overLimit.length === 0) return [];
	const named = overLimit
		.slice(0, NAMED_IDS)
		.map(([id, perSecond]) => `${quote(id)} had ${perSecond}`)
		.join(', ');
	const rest = overLimit.length - NAMED_IDS;
	return [
		`${overLimit.length === 1 ? 'One ID' : `${overLimit.length} IDs`} had more than ${MAX_EVENTS_PER_SECOND} messages in a second: ${named}${rest > 0 ? ` and ${rest} more` : ''}. Segment’s journeys drop what is over that. Set 'Max Messages per Second', and sort the items so that those of one ID are apart.`,
	];
}

/** Puts the warnings on the output items of the IDs that they are about. */
export function withWarnings(
	outputs: INodeExecutionData[],
	results: readonly Result[],
	rates: IdRates,
): INodeExecutionData[] {
	const [warning] = warningsOf(rates);
	if (warning === undefined) return outputs;
	const over = new Map(rates.overLimit);
	const isMeant = (result: Result) =>
		result.kind !== 'problem' && (rates.onlyId !== undefined || over.has(result.message.person));
	return outputs.map((output, index) =>
		isMeant(results[index]) && 'success' in output.json
			? { ...output, json: { ...output.json, warning } }
			: output,
	);
}
