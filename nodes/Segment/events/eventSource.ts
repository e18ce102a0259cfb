import type { Form } from '../../shared/read/form';
import { SPEC_SOURCE } from '../spec/source';
import type { TypedField } from './typedField';

/** Where the events of Track and their typed fields come from, when a name is not just typed. */
export interface EventSource {
	/** The parameter that holds the event's name. */
	eventParameter: string;
	/** The resource mapper that holds the event's fields. */
	fieldsParameter: string;
	/**
	 * An event, with its name as the source spells it.
	 *
	 * @param field what the form calls the event
	 * @throws Problem when the source has no such event
	 */
	readEvent(given: string, field: string): { name: string; fields: readonly TypedField[] };
}

/** The sources by the choice in Event From; a name has none. */
export type EventSources = Readonly<Partial<Record<string, EventSource>>>;

/** Those that need no request. */
export const BUILT_IN_SOURCES: EventSources = { spec: SPEC_SOURCE };

/** The source that the form's Event From names. */
export function eventSourceOf(form: Form, sources: EventSources): EventSource | undefined {
	return sources[form.choice('eventFrom')];
}
