import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';

import { chosen } from '../../shared/run/chosen';
import { asProblem, nodeError } from '../../shared/run/errors';
import { matching } from '../../shared/run/searchList';
import { rowsOf } from '../events/rows';
import type { TypedField } from '../events/typedField';
import type { MessageType } from '../message/types';
import { readTrackingPlan } from '../run/readPlan';
import { fieldsOf } from '../trackingPlan/fields';
import type { TrackingPlan } from '../trackingPlan/plan';
import { descriptionOf } from '../trackingPlan/rules';
import { traitsOf } from '../trackingPlan/source';

/** The events of the plan that is chosen; to open the list asks Segment, to search in it does not. */
export async function searchPlanEvents(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const plan = await chosenPlan(this, filter === '');
	const results = (plan?.events ?? []).map((name) => {
		const rule = plan?.ruleOf('TRACK', name);
		return { name, value: name, description: rule && descriptionOf(rule) };
	});
	return { results: results.filter(matching(filter)) };
}

/** The properties of the event that is chosen, as rows of the form. */
export async function getPlanProperties(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const plan = await chosenPlan(this);
	if (!plan) return rows([], CHOOSE_PLAN);
	const rule = plan.ruleOf('TRACK', chosen(this, 'planEvent') ?? '');
	return rule
		? rows(fieldsOf(rule, 'properties'), 'The tracking plan has no properties for this event.')
		: rows([], 'Choose an event first. Where an expression gives its name, use Map Automatically.');
}

/** The traits of the call that is chosen, as rows of the form. */
export async function getPlanTraits(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const plan = await chosenPlan(this);
	if (!plan) return rows([], CHOOSE_PLAN);
	const traits = traitsOf(plan, chosen(this, 'resource') as MessageType);
	return rows(traits, 'The tracking plan has no traits for this call.');
}

const CHOOSE_PLAN = 'Choose a plan first, under Options → Tracking Plan.';

const rows = (fields: readonly TypedField[], emptyFieldsNotice: string): ResourceMapperFields => ({
	fields: rowsOf(fields),
	emptyFieldsNotice,
});

async function chosenPlan(
	context: ILoadOptionsFunctions,
	fresh = false,
): Promise<TrackingPlan | undefined> {
	try {
		const id = chosen(context, 'options.trackingPlan');
		return id === undefined ? undefined : await readTrackingPlan(context, id, { fresh });
	} catch (error) {
		throw nodeError(context.getNode(), asProblem(error));
	}
}
