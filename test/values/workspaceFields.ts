import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { SegmentWorkspace } from '../../nodes/SegmentWorkspace/SegmentWorkspace.node';
import type { ApiField } from './api';
import { apiFields, type ApiForm } from './apiFields';
import type { Kind } from './rule';
import { valuesOf } from './segmentKinds';

const CLEARABLE: Kind = { is: 'label', emptyIsSent: true };

/** The kinds of text fields, by resource and field. The first pattern that fits counts. */
const TEXT_KINDS: Array<[RegExp, Kind]> = [
	[/directory: cursor$/, { is: 'id' }],
	[/: requestId$/, { is: 'id', required: true, pathSegment: true }],
	[/: filters\.resourceId$/, { is: 'id' }],
	[/deletionRequest: filters\.sourceId$/, { is: 'id', pathSegment: 'sometimes' }],
	[/: schemaFields\.forwarding\w+To$/, { is: 'id' }],
	[/: subjectIds$/, { is: 'list', of: 'id', required: true, undoable: false }],
	[/invite: emails$/, { is: 'list', of: 'email', required: true }],
	[/: emails$/, { is: 'list', of: 'email', required: true }],
	[/: email$/, { is: 'email', required: true }],
	[/transformation: .*\.(allowProperties|hashPaths|propertyPaths)$/, { is: 'list', of: 'text' }],
	[/\.propertyValue$/, { is: 'text', required: true, emptyIsSent: true }],
	[/\.hashKey$/, { is: 'secret' }],
	[/: (labels|permissions\.permission\.labels)$/, { is: 'list', of: 'label' }],
	[/\.filterByExternalIds$/, { is: 'list', of: 'text' }],
	[/delivery: filters\.sourceId$/, { is: 'list', of: 'id' }],
	[/delivery: filters\.(appVersion|discardReason|eventName)$/, { is: 'list', of: 'text' }],
	[/: writeKey$/, { is: 'secret', required: true, pathSegment: true }],
	[/: month$/, { is: 'month', required: true }],
	[/customCall: path$/, { is: 'path' }],
	[/directory: cursor$/, { is: 'path', optional: true }],
	// in the path only where a label is deleted
	[/label: (key|value)$/, { is: 'id', required: true, pathSegment: 'sometimes' }],
	[/: updateFields\.description$/, CLEARABLE],
	[
		/: (name|query|collection|slug|code|condition|displayName|queryIdentifierColumn)$/,
		{ is: 'label', required: true },
	],
	[
		/\.(setting\.name|propertyName|fql|oldName|newName|override\.collection)$/,
		{ is: 'label', required: true },
	],
	[/\.setting\.(label|description)$|: timezone$/, { is: 'label' }],
	// empty it would mean everything
	[/\.(override\.property|change\.(collection|property))$/, { is: 'label', required: true }],
	[/: (additionalFields|updateFields)\.\w+$/, { is: 'label' }],
	[/: filters\.(search|resourceType)$/, { is: 'label' }],
	[/(trackingPlan|destinationFilter): updateFields\.description$/, CLEARABLE],
	[/: (condition|title|trigger)$/, { is: 'label', required: true }],
	[/: (additionalFields\.name|updateFields\.(condition|title|trigger))$/, { is: 'label' }],
	[/\.action\.path$/, { is: 'label' }],
];

/** Choices that say what is deleted, granted or called: a missing one may be an error. */
const WEIGHTY =
	/: (scope|regulationType|subjectType|method|permissions\.permission\.resourceType|(updateFields\.)?actions\.action\.type)$|function: functionType$|: strategy$/;

/** Choices that are numbers. */
const NUMBERED = /audienceSchedule: (days|hours)$/;

/** Fields of rows that a row cannot do without, though n8n does not know. */
const NEEDED = /\.(action\.(fields|percent)|(change|override)\.enabled)$|trackingPlan: dryRun$/;

/** Things that a request can do without. */
const MAY_BE_LEFT_OUT = /: (source|(additional|update)Fields\.\w+)$/;

/** Lists of objects that have fields of their own, and an event: none of the values of the matrix is one. */
const OF_OBJECTS = /: (rules|changesJson|event)$/;

export function workspaceKind(id: string, definition: INodeProperties): Kind | undefined {
	const { type, typeOptions, options, name } = definition;
	const required = definition.required === true || NEEDED.test(id);
	switch (type) {
		case 'boolean':
			return { is: 'switch', required };
		case 'options':
			return {
				is: 'choice',
				options: id === 'reverseEtl: additionalFields.reason' ? [0, 1, 2, 3, 4] : valuesOf(options),
				isWeighty: WEIGHTY.test(id),
			};
		case 'multiOptions':
			return {
				is: 'choices',
				options: NUMBERED.test(id) ? valuesOf(options).map(Number) : valuesOf(options),
			};
		case 'number':
			return {
				is: 'number',
				required,
				min: typeOptions?.minValue,
				max: typeOptions?.maxValue,
				integer: name !== 'maxWait' && name !== 'percent',
			};
		case 'dateTime':
			return { is: 'time', required };
		case 'json':
			return OF_OBJECTS.test(id)
				? { is: 'path' }
				: { is: 'json', of: 'object', textIsJson: true, required };
		case 'resourceLocator':
			if (id === 'customCall: endpoint') return { is: 'path' };
			if (id.startsWith('delivery: filters.')) return { is: 'list', of: 'id', locator: true };
			if (/(additional|update)Fields\./.test(id)) return { is: 'id', locator: true };
			return {
				is: 'id',
				locator: true,
				required: required || !MAY_BE_LEFT_OUT.test(id),
				pathSegment: 'sometimes',
			};
		case 'collection':
			return {
				is: 'collection',
				members: Object.fromEntries(
					(options as INodeProperties[]).flatMap((member) => {
						const kind = workspaceKind(`${id}.${member.name}`, member);
						return kind ? [[member.name, kind]] : [];
					}),
				),
			};
		case 'fixedCollection':
			return { is: 'collection', members: {} };
		case 'string':
			return TEXT_KINDS.find(([pattern]) => pattern.test(id))?.[1];
		default:
			return undefined;
	}
}

/** A value for each field that an operation may need. */
const SAMPLES: INodeParameters = {
	code: 'return 1',
	actions: { action: [{ type: 'DROP' }] },
	changes: { change: [{ collection: 'orders', enabled: true }] },
	collection: 'contacts',
	condition: 'type = "track"',
	confirm: true,
	displayName: 'Geo',
	email: 'ada@example.com',
	emails: 'ada@example.com',
	endpoint: { __rl: true, mode: 'id', value: 'listWarehouses' } as unknown as INodeParameters,
	endTime: '2026-01-03T00:00:00Z',
	event: '{"type":"track","event":"A"}',
	key: 'env',
	labels: 'env:production',
	month: '2026-01',
	name: 'Ada',
	path: '/users',
	permissions: {
		permission: [{ role: 'role-1', resourceType: 'SOURCE', resource: 'source-1' }],
	},
	query: 'event("A")',
	queryIdentifierColumn: 'id',
	requestId: 'request-1',
	schemaFields: { trackAllowUnplannedEvents: true },
	updateFields: { name: 'Ada' },
	slug: 'web',
	startTime: '2026-01-02T00:00:00Z',
	subjectIds: 'subject-1',
	title: 'Filter',
	trigger: 'type = "track"',
	value: 'production',
	writeKey: 'key-1',
};

const RULE = { type: 'TRACK', key: 'Order Completed', version: 1, jsonSchema: {} };

/** What some fields need besides, so that they are shown, or can be seen in what is sent. */
const BESIDES: Array<[RegExp, INodeParameters]> = [
	// no kind of ID fits all scopes
	[
		/deletionRequest: scope$/,
		{
			subjectType: '={{ /^\\s*source\\s*$/i.test($parameter.scope) ? "USER_ID" : "OBJECT_ID" }}',
			source: 'source-1',
			collection: 'c',
		},
	],
	[/deletionRequest: regulationType$/, { scope: 'source', source: 'source-1' }],
	[
		/deletionRequest: subjectType$/,
		{
			scope:
				'={{ (() => { try { return /anonymous/i.test($parameter.subjectType) } catch { return false } })() ? "source" : "workspace" }}',
			source: 'source-1',
		},
	],
	[/deletionRequest: filters\.regulationTypes$/, { filters: { sourceId: 'source-1' } }],
	[/deletionRequest: collection$/, { subjectType: 'OBJECT_ID' }],
	[/audience: filters\.searchIn$/, { filters: { search: 'a' } }],
	[
		/customCall: (limit|returnAll)$/,
		{ endpoint: { __rl: true, mode: 'id', value: 'listUsers' } as unknown as INodeParameters },
	],
	[/delivery: filteredAt$/, { destination: 'destination-1' }],
	[/: allowEmpty$/, { emails: '', labels: '', permissions: {}, rules: '[]' }],
	[/trackingPlan: (rulesFormat|dryRun)$/, { rules: JSON.stringify([RULE]) }],
	[/destinationMapping: (?!fillDefaults)/, { fillDefaults: false }],
	[/destinationFilter: actions\.action\./, { actions: action({ type: 'DROP' }) }],
	[/destinationFilter: actions\.action\.fields$/, { actions: action({ type: 'DROP_PROPERTIES' }) }],
	[/destinationFilter: actions\.action\.percent$/, { actions: action({ type: 'SAMPLE' }) }],
	[
		/destinationFilter: actions\.action\.path$/,
		{ actions: action({ type: 'SAMPLE', percent: 1 }) },
	],
	[/warehouse: changes\.change\./, change({ collection: 'orders', enabled: true })],
	[/warehouse: changes\.change\.collection$/, change({ enabled: true })],
	[/: (updateFields\..*)$/, { updateFields: { name: 'Ada' } }],
	[/destinationFilter: updateFields\./, { updateFields: { title: 'Filter' } }],
	[/destinationFilter: updateFields\.title$/, { updateFields: { enabled: true } }],
	...['fields', 'percent', 'path', 'type'].map((name): [RegExp, INodeParameters] => [
		new RegExp(`updateFields\\.actions\\.action\\.${name}$`),
		{
			updateFields: {
				actions: action(
					name === 'fields'
						? { type: 'DROP_PROPERTIES' }
						: { type: name === 'type' ? 'DROP' : 'SAMPLE', ...(name === 'path' && { percent: 1 }) },
				),
			},
		},
	]),
	[/: updateFields\.name$/, { updateFields: { enabled: true } }],
	[
		/: schemaFields\.(?!trackAllowUnplannedEvents$)/,
		{ schemaFields: { trackAllowUnplannedEvents: true } },
	],
	[/audienceSchedule: (days|hours|timezone)$/, { days: [1], hours: [9] }],
	[
		/catalog: catalogType$/,
		Object.fromEntries(
			['destinationType', 'sourceType', 'warehouseType'].map((name) => [
				name,
				{ __rl: true, mode: 'id', value: `${name}-1` },
			]),
		) as INodeParameters,
	],
	...inCollections('settings.setting', {
		name: { type: 'STRING' },
		'(description|label|required|sensitive|type)': { name: 'apiKey' },
	}),
	...inCollections('fqlDefinedProperties.property', {
		propertyName: { fql: 'event' },
		fql: { propertyName: 'properties.event' },
	}),
	...inCollections('propertyValueTransformations.change', {
		propertyPaths: { propertyValue: 'none' },
		propertyValue: { propertyPaths: 'properties.plan' },
	}),
	...inCollections('propertyRenames.rename', {
		oldName: { newName: 'properties.total' },
		newName: { oldName: 'properties.sum' },
	}),
	...inCollections('', {
		hashAlgorithm: { hashPaths: 'properties.email' },
		'(hashEncoding|hashKey)': { hashAlgorithm: 'SHA256', hashPaths: 'properties.email' },
		hashPaths: { hashAlgorithm: 'SHA256' },
	}),
	[/overrides\.override\.collection$/, { overrides: { override: [{ enabled: true }] } }],
	[
		/overrides\.override\.(property|enabled)$/,
		{ overrides: { override: [{ collection: 'orders' }] } },
	],
	[/permissions\.permission\.role$/, row({ resourceType: 'SOURCE', resource: 'source-1' })],
	[/permissions\.permission\.resource$/, row({ role: 'role-1', resourceType: 'SOURCE' })],
	[/permissions\.permission\.labels$/, row({ role: 'role-1', resourceType: 'WORKSPACE' })],
	[/permissions\.permission\.resourceType$/, row({ role: 'role-1', resource: 'source-1' })],
];

/** What fields of a creation's and an update's collection need beside them there, maybe in a row. */
function inCollections(
	rows: string,
	besides: Record<string, INodeParameters>,
): Array<[RegExp, INodeParameters]> {
	const [name, group] = rows.split('.');
	return ['additionalFields', 'updateFields'].flatMap((collection) =>
		Object.entries(besides).map(([field, values]): [RegExp, INodeParameters] => [
			new RegExp(`: ${[collection, name, group, field].filter(Boolean).join('\\.')}$`),
			{ [collection]: group ? { [name]: { [group]: [values] } } : values },
		]),
	);
}

function action(values: INodeParameters): INodeParameters {
	return { action: [values] };
}

function change(values: INodeParameters): INodeParameters {
	return { changes: { change: [values] } };
}

function row(values: INodeParameters): INodeParameters {
	return { permissions: { permission: [values] } };
}

const FORM: ApiForm = {
	description: new SegmentWorkspace().description,
	kindOf: workspaceKind,
	samples: SAMPLES,
	besides: BESIDES,
};

/**
 * Segment has no endpoint for one role, our own cursors are no values of Segment's, and only its list
 * of instances needs to know their function.
 */
const NOT_IN_A_REQUEST =
	/^(role: role|directory: cursor|functionInstance: function \((delete|get|update)\))( |$)/;

/** Each field in the first operation that shows it, or in each. */
export function workspaceFields(inEach = false): ApiField[] {
	return apiFields(FORM, inEach).filter(({ id }) => !NOT_IN_A_REQUEST.test(id));
}
