import { isFields, setKey } from './json';
import { MessageProblem } from './problem';
import type { Fields } from './types';
import { isAbsent, toBoolean, toObject } from './values';

/**
 * Reads the Destinations collection into `integrations` (Segment docs, "Spec: Common Fields",
 * Integrations). Names are case sensitive and go out as they are typed.
 *
 * @throws MessageProblem for a row without a name, or options that are no JSON object
 */
export function readIntegrations(values: Fields): Fields {
	const integrations: Fields = {};
	if (!isAbsent(values.all)) integrations.All = toBoolean(values.all, 'All Destinations');
	const rows = isFields(values.destinations) ? values.destinations.destination : undefined;
	for (const { name, mode, options } of Array.isArray(rows) ? (rows as Fields[]) : []) {
		const destination = String(name ?? '').trim();
		if (destination === '') {
			throw new MessageProblem(
				'Destinations has a destination without a name',
				'Give the exact name that Segment shows in its catalog, or remove the row.',
			);
		}
		const value =
			mode === 'options' ? toObject(options, `Destinations → ${destination}`) : mode !== 'off';
		setKey(integrations, destination, value);
	}
	return integrations;
}
