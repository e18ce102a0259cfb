import type { INodeProperties } from 'n8n-workflow';

import type { Field } from './fields';
import type { Kind } from './rule';

/** The kinds of text fields, which their type does not tell. The first pattern that fits counts. */
const TEXT_KINDS: Array<[RegExp, Kind]> = [
	[/^(userId|anonymousId)$/, { is: 'id' }],
	[/^(groupId|previousId)$/, { is: 'id', required: true }],
	[/^additionalFields\.messageId$/, { is: 'id', maxLength: 99 }],
	[/^additionalFields\.cookies$/, { is: 'cookies' }],
	[/^additionalFields\.clickIds\..+$/, { is: 'id' }],
	[/^context\.externalIds\.externalId\.id$/, { is: 'id' }],
	[/^context\.externalIds\.externalId\.type$/, { is: 'id', required: true }],
	[/^context\.groupId$/, { is: 'id' }],
	[/^event$/, { is: 'label', required: true }],
	[/^specEvent$/, { is: 'name' }],
	[/^(name|category|eventName)$/, { is: 'label' }],
	[/^pageProperties\.keywords$/, { is: 'list', of: 'text', nullClears: true }],
	[/^(email|fullName|(traits|groupTraits|properties|pageProperties)\..+)$/, textToClear()],
	[/^context\.page\.(referrer|search)$/, { is: 'text', emptyIsSent: true }],
	[/^context\.consent\.categories\.category$/, { is: 'name' }],
	[/^context\..+$/, { is: 'text' }],
	[/^integrations\.destinations\.destination\.name$/, { is: 'name' }],
	[/^fieldNames\.(contextFields|externalIds)\..+\.from$/, { is: 'name' }],
	[/^fieldNames\.(contextFields|externalIds)\..+\.(to|type)$/, { is: 'id', required: true }],
	[/^(typeField|userIdField|objectField|fieldNames\..+)$/, { is: 'fieldName' }],
	[/^chosenFields\.field\.from$/, { is: 'name' }],
	[/^chosenFields\.field\.to$/, { is: 'fieldName' }],
];

function textToClear(): Kind {
	return { is: 'text', nullClears: true };
}

const JSON_KINDS: Array<[RegExp, Kind]> = [
	[/^custom(Traits|Properties)Json$/, { is: 'json', of: 'object', textIsJson: true }],
	[/^context\.(additionalContext|traits)$/, { is: 'json', of: 'object', textIsJson: true }],
	[/^context\.userAgentData\..+$/, { is: 'json', of: 'any', textIsJson: true }],
	[/^integrations\..+\.options$/, { is: 'json', of: 'object', textIsJson: true }],
];

const textKind = (id: string) => TEXT_KINDS.find(([pattern]) => pattern.test(id))?.[1];

/** What kind of value a field takes; undefined when a new field has to be put into a table first. */
export function segmentKind(field: Field): Kind | undefined {
	const { id, definition } = field;
	const { type, typeOptions, options } = definition;
	if (id === 'groupTraits.employees') return { is: 'numberOrText' };
	if (id.endsWith('.amplitudeSessionId')) return { is: 'number', integer: true };
	switch (type) {
		case 'boolean':
			return { is: 'switch' };
		case 'options':
			return { is: 'choice', options: valuesOf(options) };
		case 'multiOptions':
			return { is: 'choices', options: valuesOf(options) };
		case 'resourceLocator':
			return textKind(id) ?? { is: 'id', locator: true };
		case 'number':
			return {
				is: 'number',
				min: typeOptions?.minValue,
				max: typeOptions?.maxValue,
				integer: typeOptions?.minValue !== undefined,
				nullClears: /^(traits|groupTraits|properties)\./.test(id),
			};
		case 'dateTime':
			return { is: 'time', nullClears: /^(traits|groupTraits)\./.test(id) };
		case 'collection':
			return { is: 'collection', members: memberKinds(field) };
		case 'fixedCollection':
		case 'assignmentCollection':
			return { is: 'collection', members: {} };
		case 'json':
			return JSON_KINDS.find(([pattern]) => pattern.test(id))?.[1];
		case 'string':
			return textKind(id);
		default:
			return undefined;
	}
}

export function valuesOf(options: INodeProperties['options']): string[] {
	return (options ?? []).map((option) => ('value' in option ? String(option.value) : ''));
}

function memberKinds(collection: Field): Record<string, Kind> {
	const members = (collection.definition.options ?? []) as INodeProperties[];
	const kinds = members.map((definition) => {
		const kind = segmentKind({
			...collection,
			definition,
			path: [...collection.path, definition.name],
			id: `${collection.id}.${definition.name}`,
		});
		return [definition.name, kind] as const;
	});
	return Object.fromEntries(
		kinds.filter((entry): entry is readonly [string, Kind] => entry[1] !== undefined),
	);
}
