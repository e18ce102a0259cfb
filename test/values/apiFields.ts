import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import type { ApiField } from './api';
import { fieldsOf, isShown, withPath, type Field } from './fields';
import type { Kind } from './rule';
import { valuesOf } from './segmentKinds';

/** What the cells of a node are made of. */
export interface ApiForm {
	description: INodeTypeDescription;
	/** @param id resource and path of the field */
	kindOf: (id: string, definition: INodeProperties) => Kind | undefined;
	/** A value for each field that an operation may need. */
	samples: INodeParameters;
	/** What some fields need besides, so that they are shown, or can be seen in what is sent. */
	besides: Array<[RegExp, INodeParameters]>;
	/** Operations that are tried where no other one has the field. */
	last?: string[];
}

/** The parameters of an operation, with a sample in every field it needs and what `wanted` asks for. */
function samplesFor(
	{ description, samples }: ApiForm,
	operation: INodeParameters,
	wanted: INodeParameters,
): INodeParameters {
	const values: INodeParameters = { ...operation, ...wanted };
	for (const property of description.properties) {
		const { name, type } = property;
		if (name in values) continue;
		// what is not filled in is what n8n takes for the field, and decides what else is shown
		const shown = isShown(property, defaultsFor(description, values));
		if (!shown) continue;
		if (name in samples && type !== 'json') values[name] = samples[name];
		else if (type === 'resourceLocator') {
			values[name] = { __rl: true, mode: 'id', value: `${name}-1` };
		}
	}
	return values;
}

/** What n8n takes for the fields that are not filled in. */
function defaultsFor(description: INodeTypeDescription, filled: INodeParameters): INodeParameters {
	const values: INodeParameters = { ...filled };
	for (const property of description.properties) {
		const { name, default: value } = property;
		if (!(name in values) && isShown(property, values)) {
			values[name] = value as INodeParameters[string];
		}
	}
	return values;
}

/** The other fields on whose values it depends that this one is shown. */
function conditionsOf(
	description: INodeTypeDescription,
	{ displayOptions }: INodeProperties,
	operation: INodeParameters,
) {
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

function operationsOf({ description, last = [] }: ApiForm): INodeParameters[] {
	const operations = description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			valuesOf(options).map((operation) => ({
				resource: (displayOptions?.show?.resource as string[])[0],
				operation,
			})),
		);
	const isLast = ({ operation }: INodeParameters) => last.includes(String(operation));
	return [...operations.filter((operation) => !isLast(operation)), ...operations.filter(isLast)];
}

/** Each field of a node in the first operation that shows it, or in each. */
export function apiFields(form: ApiForm, inEach = false): ApiField[] {
	const { description } = form;
	return fieldsOf(description).flatMap((field) => {
		const shownIn = operationsOf(form).filter((operation) => mayBeShown(field, operation));
		return shownIn
			.slice(0, inEach ? undefined : 1)
			.map((operation) => apiField(form, field, operation));
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

function apiField(form: ApiForm, field: Field, operation: INodeParameters): ApiField {
	const { description, kindOf } = form;
	const { path, inRow, definition, top } = field;
	const id = `${String(operation.resource)}: ${field.id}`;
	const kind = kindOf(id, definition);
	if (!kind) throw new Error(`No kind is known for ${id}: put it into the table of its node`);
	const besides = form.besides.filter(([pattern]) => pattern.test(id)).map(([, values]) => values);
	const wanted = Object.assign(
		{},
		conditionsOf(description, top, operation),
		...besides,
	) as INodeParameters;
	const samples = samplesFor(form, operation, wanted);
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
