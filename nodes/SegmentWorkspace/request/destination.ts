import type { Form } from '../../shared/read/form';
import type { PublicApi } from '../../shared/send/publicApi';
import { idIn } from './answers';
import { pathOf } from './read';

/** Asks for the one source whose data the chosen destination receives. */
export function sourceOfDestination(form: Form): (api: PublicApi) => Promise<string> {
	const path = pathOf(form, '/destinations/{destination}');
	return async (api) => idIn(await api.record({ method: 'GET', path }, 'destination'), 'sourceId');
}
