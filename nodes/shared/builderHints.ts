/**
 * What n8n's AI builder and its MCP server are told (n8n 2; older ones pay no attention): prose of its
 * own, since descriptions in the form are for people. Never on the resource or operation property: n8n
 * does not load a node that has one there.
 */
import type { INodeTypeDescription, IParameterBuilderHint } from 'n8n-workflow';

type RelatedNodes = NonNullable<INodeTypeDescription['builderHint']>['relatedNodes'];

/** Of a field for one thing in Segment, chosen from a list or given by its ID. */
export const CHOSEN_THING: IParameterBuilderHint = {
	propertyHint:
		'Unless the user gave an ID or an earlier node puts one out, use mode list with an empty value, so that the user picks from the list. Never make an ID up.',
};

/** Of an ID that stands for a person, account or message. */
export const OWN_ID: IParameterBuilderHint = {
	propertyHint:
		'Take it from a field of the item by a plain reference such as $json.userId. Never put in a fixed or random value, an email address or the name of the person.',
};

const RELATIONS = {
	segment: 'Sends events, people and accounts to Segment',
	segmentProfile: 'Reads the traits, audiences, IDs and events of one person or account',
	segmentTrigger: 'Starts a workflow when Segment delivers an event or an audience changes',
	segmentWorkspace: 'Manages people, sources, audiences and deletion requests of the workspace',
};

/** The other nodes of the package, and what each is for. */
export function nodesBeside(name: keyof typeof RELATIONS): RelatedNodes {
	return Object.entries(RELATIONS)
		.filter(([other]) => other !== name)
		.map(([other, relationHint]) => ({
			nodeType: `n8n-nodes-segment.${other}`,
			relationHint,
		}));
}
