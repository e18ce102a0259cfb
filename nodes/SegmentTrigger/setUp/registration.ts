/** What the trigger notes about its destination, in static data, beside the secret. */
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

/** What Segment was asked for, and where it stands. */
export interface Registration {
	/** A copy of the workflow that brought these notes along has another one. */
	workflowId: string;
	/** Undefined when the token may not read it. */
	workspaceId: string | undefined;
	sourceId: string;
	destinationId: string;
	subscriptionId: string;
	/** The destination's name, for people. */
	name: string;
	/** The address that Segment calls. */
	url: string;
	/** FQL. */
	trigger: string;
	/** The destination is disabled, until the workflow is published again. */
	isOff?: boolean;
}

/** Notes of an earlier version of this node lack what it did not need. */
export type Notes = Partial<Registration> & Pick<Registration, 'sourceId' | 'url'>;

/** What was noted for this workflow; undefined for one that was never set up, and for a copy. */
export function notesOf(context: IHookFunctions): Notes | undefined {
	const { registration } = context.getWorkflowStaticData('node');
	const notes = (registration ?? {}) as Partial<Registration>;
	if (notes.sourceId === undefined || notes.url === undefined) return undefined;
	const isOfCopy = notes.workflowId !== undefined && notes.workflowId !== workflowIdOf(context);
	return isOfCopy ? undefined : (notes as Notes);
}

/** Keeps the notes, or drops them. */
export function note(staticData: IDataObject, registration: Notes | undefined): void {
	if (registration) staticData.registration = { ...registration };
	else delete staticData.registration;
}

export function workflowIdOf(context: IHookFunctions): string {
	return String(context.getWorkflow().id ?? '');
}
