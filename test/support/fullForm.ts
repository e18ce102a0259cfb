/** Forms of a node in which every field is filled in. */
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';

import { isShown } from '../values/fields';

/** What one option field says instead of its first option. */
export interface Chosen {
	name: string;
	value: string | number | boolean;
}

export interface FullForms {
	description: INodeTypeDescription;
	/** What fields hold that cannot be made up, by their name, or by resource and name. */
	samples: Record<string, NodeParameterValueType>;
}

/** All operations of a node, as `resource` and `operation`. */
export function operationsOf({ properties }: INodeTypeDescription) {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(options as INodePropertyOptions[]).map(({ value }) => ({
				resource: String(displayOptions?.show?.resource?.[0]),
				operation: String(value),
			})),
		);
}

/** The parameters of an operation with every field that is then shown. */
export function fullForm(
	forms: FullForms,
	operation: { resource: string; operation: string },
	chosen?: Chosen,
): INodeParameters {
	const { properties } = forms.description;
	const values: INodeParameters = { ...operation };
	for (const property of properties) {
		if (property.name in values || !isShown(property, values)) continue;
		const value = valueOf(forms, operation.resource, property, chosen);
		if (value !== undefined) values[property.name] = value;
	}
	return values;
}

/** Every choice that an operation offers, at any depth. */
export function choicesOf(
	{ description }: FullForms,
	operation: { resource: string; operation: string },
): Chosen[] {
	const ofOperation = (property: INodeProperties) => {
		const { show = {}, hide = {} } = property.displayOptions ?? {};
		const only = (rules: typeof show) => ({ resource: rules.resource, operation: rules.operation });
		return isShown(
			{ ...property, displayOptions: { show: only(show), hide: only(hide) } },
			operation,
		);
	};
	return description.properties
		.filter(({ name }) => name !== 'resource' && name !== 'operation')
		.filter(ofOperation)
		.flatMap(within)
		.flatMap(({ type, name, options = [] }) => {
			if (type === 'boolean') return [true, false].map((value) => ({ name, value }));
			if (type !== 'options' && type !== 'multiOptions') return [];
			return (options as INodePropertyOptions[]).map(({ value }) => ({ name, value }));
		});
}

function within(property: INodeProperties): INodeProperties[] {
	if (property.type === 'collection') {
		return (property.options as INodeProperties[]).flatMap(within);
	}
	if (property.type === 'fixedCollection') {
		return (property.options as INodePropertyCollection[]).flatMap(({ values }) =>
			values.flatMap(within),
		);
	}
	return [property];
}

function valueOf(
	forms: FullForms,
	resource: string,
	property: INodeProperties,
	chosen: Chosen | undefined,
): NodeParameterValueType | undefined {
	const { name, type, options = [], default: initial } = property;
	if (name === chosen?.name && type !== 'multiOptions') return chosen.value;
	const sample = forms.samples[`${resource}: ${name}`] ?? forms.samples[name];
	if (sample !== undefined) return sample;
	const own = (member: INodeProperties) => [
		member.name,
		valueOf(forms, resource, member, chosen) ?? member.default,
	];
	switch (type) {
		case 'boolean':
			return true;
		case 'collection':
			return Object.fromEntries((options as INodeProperties[]).map(own)) as INodeParameters;
		case 'fixedCollection':
			return Object.fromEntries(
				(options as INodePropertyCollection[]).map((group) => [
					group.name,
					[Object.fromEntries(group.values.map(own))],
				]),
			) as INodeParameters;
		case 'multiOptions':
			return [
				name === chosen?.name ? chosen.value : (options as INodePropertyOptions[])[0].value,
			] as NodeParameterValueType;
		case 'options':
			return (options as INodePropertyOptions[])[0].value as NodeParameterValueType;
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: 'id-1' } as unknown as INodeParameters;
		case 'dateTime':
			return '2026-11-20T00:00:00Z';
		case 'json':
			return '{"key":"value"}';
		case 'string':
			return `some ${name}`;
		default:
			return initial === '' ? undefined : initial;
	}
}
