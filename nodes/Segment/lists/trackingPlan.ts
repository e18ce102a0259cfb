import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { chosen } from '../../shared/run/chosen';
import { listError } from '../../shared/run/errors';
import { matching, needPublicApi } from '../../shared/run/searchList';
import { explained } from '../../shared/title';
import { CHOOSE_EVENT, mapperRows } from '../events/rows';
import type { MessageType } from '../message/types';
import { noPlanChosen, readTrackingPlan } from '../run/readPlan';
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
	if (!plan) throw listError(this.getNode(), noPlanChosen());
	if (plan.events.length === 0) throw listError(this.getNode(), noEvents());
	const results = plan.events.map((name) => {
		const rule = plan.ruleOf('TRACK', name);
		return { name: explained(name, rule && descriptionOf(rule)), value: name };
	});
	return { results: results.filter(matching(filter)) };
}

/** The properties of the event that is chosen, as rows of the form. */
export async function getPlanProperties(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const plan = await chosenPlan(this);
	if (!plan) return mapperRows([], CHOOSE_PLAN);
	const rule = plan.ruleOf('TRACK', chosen(this, 'planEvent') ?? '');
	return rule
		? mapperRows(
				fieldsOf(rule, 'properties'),
				'The tracking plan has no properties for this event.',
			)
		: mapperRows([], CHOOSE_EVENT);
}

/** The traits of the call that is chosen, as rows of the form. */
export async function getPlanTraits(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const plan = await chosenPlan(this);
	if (!plan) return mapperRows([], CHOOSE_PLAN);
	const traits = traitsOf(plan, chosen(this, 'resource') as MessageType);
	return mapperRows(traits, 'The tracking plan has no traits for this call.');
}

const CHOOSE_PLAN = 'Choose a plan first, under Options → Tracking Plan.';

/** n8n would show an empty list without a word. */
const noEvents = () =>
	new Problem(
		'The tracking plan has no events',
		"Add them to the plan in Segment, or set Event From to 'Name'.",
	);

async function chosenPlan(
	context: ILoadOptionsFunctions,
	fresh = false,
): Promise<TrackingPlan | undefined> {
	try {
		const id = chosen(context, 'options.trackingPlan');
		if (id === undefined) return undefined;
		needPublicApi(context);
		return await readTrackingPlan(context, id, { fresh });
	} catch (error) {
		throw listError(context.getNode(), error);
	}
}
