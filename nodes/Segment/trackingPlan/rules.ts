import { flattener } from '../../shared/jsonSchema/flatten';
import { isFields, type Fields } from '../../shared/read/describe';

export type RuleType = 'COMMON' | 'GROUP' | 'IDENTIFY' | 'PAGE' | 'SCREEN' | 'TRACK';

/** One rule of a tracking plan (Public API, "List Rules from Tracking Plan"). */
export interface Rule {
	type: RuleType;
	/** The event of a TRACK rule; the others have none. */
	key: string | undefined;
	version: number;
	/** JSON Schema (draft 7) of a whole message: its `properties`, `traits` and `context`. */
	schema: unknown;
}

/** What of a message's schema a rule describes its data with. */
export type DataKey = 'properties' | 'traits';

/** A rule as Segment's Public API gives it. */
export function readRule({ type, key, version, jsonSchema }: Fields): Rule {
	return {
		type: type as RuleType,
		key: typeof key === 'string' && key !== '' ? key : undefined,
		version: typeof version === 'number' ? version : 1,
		schema: jsonSchema ?? true,
	};
}

/** The schema of a message's properties or traits, as far as the rule has one, in one piece. */
export function dataSchema({ schema }: Rule, dataKey: DataKey): Fields {
	const flat = flattener(schema);
	const { properties } = flat(schema);
	return flat(isFields(properties) ? properties[dataKey] : undefined);
}

/** What the rule says about itself. */
export function descriptionOf({ schema }: Rule): string | undefined {
	const description = isFields(schema) ? schema.description : undefined;
	return typeof description === 'string' && description !== '' ? description : undefined;
}
