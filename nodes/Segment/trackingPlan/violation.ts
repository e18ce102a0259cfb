import type { Finding } from '../../shared/jsonSchema/check';
import { titleOf } from '../../shared/title';

/**
 * What a message breaks of a tracking plan, in the words of Segment's own "Violation Generated"
 * events (Segment docs, "Forward Violations"). Values of the message are not in it.
 */
export type Violation = {
	/** `Required`, `Invalid Type`, `Unplanned Event` … */
	type: string;
	/** Where: `properties.products.0.price`; `(root)` is the message itself. */
	field: string;
	/** Field and reason: `properties.total is required`. */
	description: string;
};

/** A finding of a rule's JSON Schema. */
export function violationOf({ keyword, path, rule }: Finding): Violation {
	const type = keyword === 'type' ? 'Invalid Type' : titleOf(keyword);
	return violation(type, path.length > 0 ? path.join('.') : '(root)', rule);
}

export function violation(type: string, field: string, rule: string): Violation {
	return { type, field, description: `${field} ${rule}` };
}
