import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { SegmentWorkspace } from '../../nodes/SegmentWorkspace/SegmentWorkspace.node';
import type { ApiField } from './api';
import { fieldsOf, isShown, withPath, type Field } from './fields';
import type { Kind } from './rule';
import { valuesOf } from './segmentKinds';

const { description } = new SegmentWorkspace();

/** The kinds of text fields, by resource and field. The first pattern that fits counts. */
const TEXT_KINDS: Array<[RegExp, Kind]> = [
	[/: (requestId|syncId|subscriptionId)$/, { is: 'id', required: true, pathSegment: true }],
	[/: filters\.resourceId$/, { is: 'id' }],
	[/deletionRequest: filters\.sourceId$/, { is: 'id' }],
	[/: schemaFields\.forwarding\w+To$/, { is: 'id' }],
	[/: subjectIds$/, { is: 'list', of: 'id', required: true, undoable: false }],
	[/invite: emails$/, { is: 'list', of: 'email', required: true }],
	[/: emails$/, { is: 'list', of: 'email', required: true }],
	[/: email$/, { is: 'email', required: true }],
	[/: (labels|permissions\.permission\.labels)$/, { is: 'list', of: 'label' }],
	[/\.filterByExternalIds$/, { is: 'list', of: 'text' }],
	[/delivery: filters\.sourceId$/, { is: 'list', of: 'id' }],
	[/delivery: filters\.(appVersion|discardReason|eventName)$/, { is: 'list', of: 'text' }],
	[/: writeKey$/, { is: 'secret', required: true, pathSegment: true }],
	[/: month$/, { is: 'month' }],
	[/customCall: path$/, { is: 'path' }],
	// in the path only where a label is deleted
	[/label: (key|value)$/, { is: 'id', required: true, pathSegment: 'sometimes' }],
	[/audience: updateFields\.description$/, { is: 'label', emptyIsSent: true }],
	[/: (name|query|collection|slug)$/, { is: 'label', required: true }],
	[
		/: (additionalFields\.(description|targetEntity|reason)|updateFields\.(name|query|slug))$/,
		{ is: 'label' },
	],
	[/: filters\.(search|resourceType)$/, { is: 'label' }],
];

export function workspaceKind(id: string, definition: INodeProperties): Kind | undefined {
	const { type, typeOptions, options, required = false, name } = definition;
	switch (type) {
		case 'boolean':
			return { is: 'switch' };
		case 'options':
			return { is: 'choice', options: valuesOf(options) };
		case 'multiOptions':
			return { is: 'choices', options: valuesOf(options) };
		case 'number':
			return { is: 'number', min: typeOptions?.minValue, integer: name !== 'maxWait' };
		case 'dateTime':
			return { is: 'time', required };
		case 'json':
			return { is: 'json', of: 'object', textIsJson: true };
		case 'resourceLocator':
			return {
				is: 'id',
				locator: true,
				required: true,
				pathSegment: !/permissions|sourceType/.test(id),
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
	collection: 'contacts',
	confirm: true,
	email: 'ada@example.com',
	emails: 'ada@example.com',
	endTime: '2026-01-03T00:00:00Z',
	key: 'env',
	labels: 'env:production',
	month: '2026-01',
	name: 'Ada',
	path: '/users',
	permissions: {
		permission: [{ role: 'role-1', resourceType: 'SOURCE', resource: 'source-1' }],
	},
	query: 'event("A")',
	requestId: 'request-1',
	schemaFields: { trackAllowUnplannedEvents: true },
	slug: 'web',
	startTime: '2026-01-02T00:00:00Z',
	subjectIds: 'subject-1',
	subscriptionId: 'subscription-1',
	syncId: 'sync-1',
	value: 'production',
	writeKey: 'key-1',
};

/** What some fields need besides, so that they are shown, or can be seen in what is sent. */
const BESIDES: Array<[RegExp, INodeParameters]> = [
	[/deletionRequest: scope$/, { subjectType: 'OBJECT_ID', source: 'source-1', collection: 'c' }],
	[/deletionRequest: collection$/, { subjectType: 'OBJECT_ID' }],
	[/audience: filters\.searchIn$/, { filters: { search: 'a' } }],
	[/delivery: filteredAt$/, { destination: 'destination-1' }],
	[/: allowEmpty$/, { emails: '', labels: '', permissions: {} }],
	[/: (updateFields\..*)$/, { updateFields: { name: 'Ada' } }],
	[/: updateFields\.name$/, { updateFields: { enabled: true } }],
	[
		/: schemaFields\.(?!trackAllowUnplannedEvents$)/,
		{ schemaFields: { trackAllowUnplannedEvents: true } },
	],
	[/permissions\.permission\.role$/, row({ resourceType: 'SOURCE', resource: 'source-1' })],
	[/permissions\.permission\.resource$/, row({ role: 'role-1', resourceType: 'SOURCE' })],
	[/permissions\.permission\.labels$/, row({ role: 'role-1', resourceType: 'WORKSPACE' })],
	[/permissions\.permission\.resourceType$/, row({ role: 'role-1', resource: 'source-1' })],
];

function row(values: INodeParameters): INodeParameters {
	return { permissions: { permission: [values] } };
}

/** The parameters of an operation, with a sample in every field it needs and what `wanted` asks for. */
function samplesFor(operation: INodeParameters, wanted: INodeParameters): INodeParameters {
	const values: INodeParameters = { ...operation, ...wanted };
	for (const property of description.properties) {
		const { name, type } = property;
		if (name in values) continue;
		// what is not filled in is what n8n takes for the field, and decides what else is shown
		const shown = isShown(property, { ...defaultsFor(operation), ...values });
		if (!shown) continue;
		if (type === 'resourceLocator') values[name] = { __rl: true, mode: 'id', value: `${name}-1` };
		else if (name in SAMPLES && (type !== 'json' || property.required))
			values[name] = SAMPLES[name];
		else if (name === 'updateFields') values[name] = { name: 'Ada' };
	}
	return values;
}

function defaultsFor(operation: INodeParameters): INodeParameters {
	return Object.fromEntries(
		description.properties
			.filter((property) => {
				const { resource } = property.displayOptions?.show ?? {};
				return !resource || resource.includes(operation.resource as string);
			})
			.map(({ name, default: value }) => [name, value as INodeParameters[string]]),
	);
}

/** The other fields on whose values it depends that this one is shown. */
function conditionsOf({ displayOptions }: INodeProperties, operation: INodeParameters) {
	const wanted: INodeParameters = {};
	for (const [name, [value]] of Object.entries(displayOptions?.show ?? {}) as Array<
		[string, unknown[]]
	>) {
		if (!['resource', 'operation'].includes(name)) wanted[name] = value as INodeParameters[string];
	}
	for (const [name, values] of Object.entries(displayOptions?.hide ?? {}) as Array<
		[string, unknown[]]
	>) {
		if (name === 'operation') continue;
		const other = description.properties.find(
			(property) => property.name === name && isShown(property, operation),
		);
		const value = valuesOf(other?.options).find((option) => !values.includes(option));
		if (value !== undefined) wanted[name] = value;
	}
	return wanted;
}

const OPERATIONS: INodeParameters[] = description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) =>
		valuesOf(options).map((operation) => ({
			resource: (displayOptions?.show?.resource as string[])[0],
			operation,
		})),
	);

/** Each field in the first operation that shows it, or in each. */
export function workspaceFields(inEach = false): ApiField[] {
	return fieldsOf(description)
		.filter(({ definition }) => definition.noDataExpression !== true)
		.flatMap((field) => {
			const shownIn = OPERATIONS.filter((operation) => mayBeShown(field, operation));
			return shownIn
				.slice(0, inEach ? undefined : 1)
				.map((operation) => apiField(field, operation));
		});
}

function mayBeShown({ top, definition }: Field, operation: INodeParameters): boolean {
	const shown = (property: INodeProperties) => {
		const { show, hide } = property.displayOptions ?? {};
		const only = (rules: typeof show) =>
			Object.fromEntries(
				Object.entries(rules ?? {}).filter(([name]) => /^\/?(resource|operation)$/.test(name)),
			);
		const displayOptions = { show: only(show), hide: only(hide) };
		return isShown({ ...property, displayOptions }, operation);
	};
	return shown(top) && shown(definition);
}

function apiField(field: Field, operation: INodeParameters): ApiField {
	const { path, inRow, definition, top } = field;
	const id = `${String(operation.resource)}: ${field.id}`;
	const kind = workspaceKind(id, definition);
	if (!kind) throw new Error(`No kind is known for ${id}: put it into workspaceFields.ts`);
	const besides = BESIDES.filter(([pattern]) => pattern.test(id)).map(([, values]) => values);
	const wanted = Object.assign({}, conditionsOf(top, operation), ...besides) as INodeParameters;
	const samples = samplesFor(operation, wanted);
	const parameters = { ...samples };
	// a base without the field itself
	if (path.length === 1) delete parameters[path[0]];
	else if (!(path[0] in wanted)) delete parameters[path[0]];
	return {
		id: `${id} (${String(operation.operation)})`,
		kind,
		labels: inRow ? field.labels : field.labels.slice(-1),
		parameters: withPath(parameters, [], parameters) as INodeParameters,
		isRequired: definition.required === true,
		path: inRow ? [...path.slice(0, -1), '0', definition.name] : path,
	};
}
