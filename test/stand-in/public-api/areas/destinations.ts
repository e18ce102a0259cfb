import { refused } from '../http/errors';
import { idOf, nextNumber } from '../ids';
import { find, remove, route, SUCCESS, type Call, type Route } from '../route';
import type { Destination } from '../state';

/** Settings that Segment fills in itself: alone in a change they are refused, else ignored. */
export const READ_ONLY_SETTINGS = new Set(['accountId']);

export const destinationOf = ({ state, params }: Call) =>
	find(state.destinations, params.destinationId, 'Destination');

export function destinationShown({ type, ...rest }: Destination) {
	return { ...rest, metadata: type };
}

interface DestinationInput {
	name?: string | null;
	enabled?: boolean;
	settings?: Record<string, unknown>;
}

function writable(settings: Record<string, unknown>): Record<string, unknown> {
	const names = Object.keys(settings);
	if (names.length > 0 && names.every((name) => READ_ONLY_SETTINGS.has(name))) {
		throw refused(400, 'bad-request', `The settings ${names.join(', ')} are read-only.`);
	}
	return Object.fromEntries(
		Object.entries(settings).filter(([name]) => !READ_ONLY_SETTINGS.has(name)),
	);
}

export const destinationRoutes: Route[] = [
	route({
		operation: 'listDestinations',
		answer: ({ state, page }) => page('destinations', state.destinations.map(destinationShown)),
	}),
	route({
		operation: 'getDestination',
		answer: (call) => ({ destination: destinationShown(destinationOf(call)) }),
	}),
	route<DestinationInput & { sourceId: string; metadataId: string }>({
		operation: 'createDestination',
		answer({ state, body, audit }) {
			const type = find(state.destinationTypes, body.metadataId, 'Destination Metadata');
			const source = find(state.sources, body.sourceId, 'Source');
			const destination: Destination = {
				id: idOf('destination', nextNumber(state)),
				name: body.name ?? type.name,
				enabled: body.enabled ?? true,
				sourceId: source.id,
				type,
				settings: body.settings ?? {},
			};
			state.destinations.push(destination);
			audit('Integration Created', 'Destination', destination);
			return { destination: destinationShown(destination) };
		},
	}),
	route<DestinationInput>({
		operation: 'updateDestination',
		answer(call) {
			const { body, audit } = call;
			const destination = destinationOf(call);
			const settings = writable(body.settings ?? {});
			if (body.name !== undefined) destination.name = body.name ?? undefined;
			if (body.enabled !== undefined && body.enabled !== destination.enabled) {
				destination.enabled = body.enabled;
				audit(`Integration ${body.enabled ? 'Enabled' : 'Disabled'}`, 'Destination', destination);
			} else {
				audit('Integration Modified', 'Destination', destination);
			}
			Object.assign(destination.settings, settings);
			return { destination: destinationShown(destination) };
		},
	}),
	route({
		operation: 'deleteDestination',
		answer(call) {
			const { state, audit } = call;
			const destination = destinationOf(call);
			remove(state.destinations, destination);
			state.subscriptions = state.subscriptions.filter(
				({ destinationId }) => destinationId !== destination.id,
			);
			state.destinationFilters = state.destinationFilters.filter(
				({ destinationId }) => destinationId !== destination.id,
			);
			audit('Integration Deleted', 'Destination', destination);
			return SUCCESS;
		},
	}),
];
