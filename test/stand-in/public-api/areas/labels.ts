import Joi from 'joi';

import { invalid, notFound, refused } from '../http/errors';
import { modelSchema } from '../http/schema';
import { remove, route, SUCCESS, type Route } from '../route';
import type { Label, State } from '../state';

const word = Joi.string().pattern(/^[A-Za-z][A-Za-z0-9-]*$/);

/** A label as bodies carry it. */
export const labelSchema = modelSchema('LabelV1').keys({
	key: word.required(),
	value: word.required(),
});

export const isSameLabel = (a: Label) => (b: Label) => a.key === b.key && a.value === b.value;

/** The workspace's label with this key and value, or a 404. */
export function findLabel(state: State, key: string, value: string): Label {
	const label = state.labels.find(isSameLabel({ key, value }));
	if (!label) throw notFound('Label', `${key}:${value}`);
	return label;
}

const resourceOf = ({ key, value }: Label) => ({ id: `${key}:${value}` });

export const labelRoutes: Route[] = [
	route({
		operation: 'listLabels',
		answer: ({ state }) => ({ labels: state.labels }),
	}),
	route<{ label: Label }>({
		operation: 'createLabel',
		body: { label: labelSchema.required() },
		answer({ state, body: { label }, audit }) {
			if (state.labels.some(isSameLabel(label))) throw invalid('label', 'already exists');
			state.labels.push(label);
			audit('Label Created', 'Label', resourceOf(label));
			return { label };
		},
	}),
	route({
		operation: 'deleteLabel',
		answer({ state, params, audit }) {
			const label = findLabel(state, params.key, params.value);
			if (state.sources.some(({ labels }) => labels.some(isSameLabel(label)))) {
				throw refused(409, 'conflict', 'The label is in use and cannot be deleted.');
			}
			remove(state.labels, label);
			audit('Label Deleted', 'Label', resourceOf(label));
			return SUCCESS;
		},
	}),
];
