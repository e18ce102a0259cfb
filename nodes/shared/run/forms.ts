import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INode,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { Form } from '../read/form';
import type { Fields } from '../read/describe';
import { unreadable } from './errors';
import {
	compileParameter,
	evaluateTogether,
	type Evaluate,
	type ReadParameter,
} from './expressions';

/** Gives the form of each item of a run, every expression in it evaluated at most once. */
export type Forms = (item: number) => Form;

/**
 * The forms of a run on the canvas.
 *
 * @param definitions the description's properties
 */
export function formsOf(
	context: IExecuteFunctions,
	definitions: readonly INodeProperties[],
	items: INodeExecutionData[],
): Forms {
	const read = formReader(context.getNode(), definitions, context.getTimezone());
	const evaluate = evaluateTogether((expression, item) =>
		context.evaluateExpression(expression, item),
	);
	return (item) => read(items[item].json, (expression) => evaluate(expression, item));
}

/** The form of the one item that n8n's routing engine hands over. */
export function formOf(
	context: IExecuteSingleFunctions,
	definitions: readonly INodeProperties[],
): Form {
	const read = formReader(context.getNode(), definitions, context.getTimezone());
	return read(context.getInputData().json, (expression) =>
		context.evaluateExpression(expression, context.getItemIndex()),
	);
}

function formReader(node: INode, definitions: readonly INodeProperties[], timezone: string) {
	const { parameters } = node;
	const shown = definitions.filter((definition) => isOfOperation(definition, parameters));
	const readers = new Map<string, ReadParameter>();
	const readerOf = (name: string) => {
		const reader = readers.get(name) ?? compileParameter(parameters[name]);
		readers.set(name, reader);
		return reader;
	};
	return (item: Fields, evaluate: Evaluate): Form => {
		const values = new Map<string, unknown>();
		return new Form({
			definitions: shown,
			timezone,
			saved: (name) => parameters[name],
			value(name) {
				if (!values.has(name)) values.set(name, evaluated(name, item, evaluate));
				return values.get(name);
			},
		});
	};

	function evaluated(name: string, item: Fields, evaluate: Evaluate): unknown {
		try {
			return readerOf(name)(item, evaluate);
		} catch (error) {
			const label = shown.find((definition) => definition.name === name)?.displayName ?? name;
			throw unreadable(label, error);
		}
	}
}

/** Whether a field belongs to the resource and operation; several operations have fields of one name. */
function isOfOperation({ displayOptions }: INodeProperties, parameters: Fields): boolean {
	return ['resource', 'operation'].every((name) => {
		const value = parameters[name];
		const shown = displayOptions?.show?.[name] as unknown[] | undefined;
		const hidden = displayOptions?.hide?.[name] as unknown[] | undefined;
		return (shown === undefined || shown.includes(value)) && !hidden?.includes(value);
	});
}
