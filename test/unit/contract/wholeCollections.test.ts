import { NodeHelpers } from 'n8n-workflow';

import { Segment } from '../../../nodes/Segment/Segment.node';

/**
 * Why docs/values.md tells people to fill in collections field by field: what n8n makes of a saved
 * workflow, before any node sees it. Should n8n keep the expression one day, this fails, and the
 * nodes read it (`Form.collection`).
 */
it.each([
	['context', 'track', 'event'],
	['traits', 'identify', 'create'],
])('n8n replaces an expression for the whole of %s', (name, resource, operation) => {
	const { properties } = new Segment().description;
	const saved = { resource, operation, [name]: '={{ $json.all }}' };
	const loaded = NodeHelpers.getNodeParameters(properties, saved, true, false, null, null);
	expect(loaded).toMatchObject({ resource, operation, [name]: {} });
});
