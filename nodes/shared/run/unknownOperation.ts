import type { INode } from 'n8n-workflow';

import { Problem } from '../problem';
import { describe } from '../read/describe';

/**
 * What is wrong where n8n finds no function for a resource and operation, as in a workflow that was
 * written by hand: it runs the node's routing then, which would ask for something else.
 */
export function unknownOperation({ parameters: { resource, operation } }: INode): Problem {
	return new Problem(
		`Operation is ${describe(operation)}, which Resource ${describe(resource)} does not have`,
		'Choose both from their lists.',
	);
}
