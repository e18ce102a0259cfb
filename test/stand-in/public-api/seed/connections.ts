import { idOf, slugOf, writeKeyOf } from '../ids';
import type { Destination, Label, Source, State, Subscription } from '../state';
import { destinationTypes, sourceTypes } from './catalog';

const SOURCES = 36;
const DESTINATIONS = 60;

const labels: Label[] = [
	{ key: 'environment', value: 'production', description: 'Live data' },
	{ key: 'environment', value: 'staging', description: 'Test data' },
	{ key: 'brand', value: 'northwind' },
	{ key: 'brand', value: 'unused', description: 'In no use, so it can be deleted' },
];

/** Source 0 is `website-production`: two write keys, a tracking plan, destinations. */
function source(n: number): Source {
	const type = sourceTypes[n % sourceTypes.length];
	const production = n % 2 === 0;
	const name = n === 0 ? 'Website Production' : `${type.name} ${n}`;
	return {
		id: idOf('source', n),
		slug: slugOf(name),
		name,
		type,
		enabled: n % 9 !== 8,
		writeKeys: n === 0 ? [writeKeyOf(0), writeKeyOf('0b')] : [writeKeyOf(n)],
		// the first warehouse source connects with the credential of the first warehouse
		settings: n === 6 ? { credentialId: idOf('credential', 0) } : {},
		labels: n % 4 === 3 ? [] : [{ ...labels[production ? 0 : 1] }],
		schema: {
			track: {
				allowUnplannedEvents: true,
				allowUnplannedEventProperties: true,
				allowEventOnViolations: true,
				allowPropertiesOnViolations: true,
				commonEventOnViolations: 'ALLOW',
			},
			identify: { allowUnplannedTraits: true, allowTraitsOnViolations: true },
			group: { allowUnplannedTraits: true, allowTraitsOnViolations: true },
		},
	};
}

function destination(n: number): Destination {
	const type = destinationTypes[1 + (n % (destinationTypes.length - 1))];
	const accountId = type.slug.startsWith('braze') ? { accountId: `account-${n}` } : {};
	return {
		id: idOf('destination', n),
		name: `${type.name} ${n}`,
		enabled: n % 7 !== 6,
		sourceId: idOf('source', n % (SOURCES / 2)),
		type,
		settings: { apiKey: `secret-${n}`, ...accountId },
	};
}

/** What delivers the rows of the first Reverse ETL model: a mapping of a destination of its source. */
function mappingOfModel(destinations: Destination[]): Subscription {
	const warehouse = idOf('source', 6);
	const connected = destinations.find(({ sourceId }) => sourceId === warehouse) ?? destinations[0];
	const [action] = connected.type.actions;
	return {
		id: idOf('model subscription', 0),
		name: 'Bookings',
		actionId: action.id,
		actionSlug: action.slug,
		destinationId: connected.id,
		enabled: true,
		settings: {},
		trigger: 'event = "new"',
		modelId: idOf('model', 0),
	};
}

export function connections(): Pick<
	State,
	'labels' | 'sourceTypes' | 'sources' | 'destinationTypes' | 'destinations' | 'subscriptions'
> {
	const destinations = Array.from({ length: DESTINATIONS }, (_, n) => destination(n));
	const first = destinations[0];
	const [action] = first.type.actions;
	return {
		labels: labels.map((label) => ({ ...label })),
		sourceTypes,
		sources: Array.from({ length: SOURCES }, (_, n) => source(n)),
		destinationTypes,
		destinations,
		subscriptions: [
			{
				id: idOf('subscription', 0),
				name: action.name,
				actionId: action.id,
				actionSlug: action.slug,
				destinationId: first.id,
				enabled: true,
				settings: {},
				trigger: 'type = "track"',
			},
			mappingOfModel(destinations),
		],
	};
}
