import { idOf } from '../ids';
import type { State } from '../state';
import { BIGQUERY, SNOWFLAKE, warehouseTypes } from './catalog';

const DAY = 24 * 60 * 60 * 1000;
const SPACE_FILTERS = 25;

const FUNCTIONS = [
	{ resourceType: 'SOURCE', prefix: 'sfnc_', displayName: 'Booking Import' },
	{ resourceType: 'DESTINATION', prefix: 'dfnc_', displayName: 'Partner Feed' },
	{ resourceType: 'INSERT_DESTINATION', prefix: 'ifnc_', displayName: 'Mask Names' },
	{ resourceType: 'INSERT_SOURCE', prefix: 'ifnc_', displayName: 'Add Region' },
	{ resourceType: 'INSERT_TRANSFORMATION', prefix: 'ifnc_', displayName: 'Round Prices' },
];

/** The newest code is not deployed yet. */
function functions(at: string): State['functions'] {
	const createdBy = idOf('user', 0);
	return FUNCTIONS.map(({ prefix, ...given }, n) => {
		const versions = [1, 0].map((number) => ({
			id: idOf('function version', `${n} ${number}`),
			author: createdBy,
			code: `async function onTrack(event) { return ${number} }`,
			isDeployed: number === 0,
			createdAt: at,
			updatedAt: at,
			...(number === 0 && { deployedAt: at }),
		}));
		return {
			...given,
			id: `${prefix}${idOf('function', n)}`,
			description: `${given.displayName} of our tours`,
			createdAt: at,
			createdBy,
			code: versions[0].code,
			deployedAt: at,
			isLatestVersion: false,
			logoUrl: 'https://cdn.example.test/function.svg',
			catalogId: idOf('function catalog', n),
			settings: [
				{
					name: 'apiKey',
					label: 'API Key',
					description: 'Key of the partner',
					type: 'STRING',
					required: true,
					sensitive: true,
				},
			],
			versions,
		};
	});
}

/** Two warehouses of one type, which only their settings tell apart, and one that fails. */
function warehouses(
	workspaceId: string,
	sourceIds: string[],
	credentialId: string,
): State['warehouses'] {
	const settings = [
		{ name: 'Snowflake Production', username: 'segment', password: 'secret-0', credentialId },
		{ name: 'Snowflake Staging', username: 'segment', password: 'secret-1' },
		{ name: 'BigQuery Archive', username: 'archive', password: 'wrong' },
	];
	return settings.map((given, n) => {
		const type = n < 2 ? SNOWFLAKE : BIGQUERY;
		const metadata = warehouseTypes().filter(({ id }) => id === type)[0];
		return {
			id: idOf('warehouse', n),
			workspaceId,
			enabled: n !== 1,
			metadata,
			settings: given,
			connectedSourceIds: n === 0 ? [...sourceIds] : sourceIds.slice(0, n),
			overrides:
				n === 0 ? [{ sourceId: sourceIds[0], collection: 'tour_booked', enabled: false }] : [],
		};
	});
}

interface Base extends Pick<
	State,
	'audiences' | 'destinations' | 'sources' | 'spaces' | 'workspace'
> {
	now: number;
}

/** What the store keeps; the rest of the workspace is given, as these things belong to it. */
export function stored({ now, workspace, sources, destinations, spaces, audiences }: Base) {
	const at = new Date(now - 20 * DAY).toISOString();
	const dates = { createdAt: at, updatedAt: at };
	const authors = { createdBy: idOf('user', 0), updatedBy: idOf('user', 1) };
	const workspaceId = workspace.id;
	const sourceIds = sources.map(({ id }) => id);
	const [space] = spaces;
	const [audience, linked] = audiences;
	const [destination] = destinations;
	const credentialId = idOf('credential', 0);
	const functionList = functions(at);
	const connectionId = idOf('connection', 0);
	const fql = 'event = "Tour Booked"';

	const stock = {
		warehouseTypes: warehouseTypes(),
		warehouses: warehouses(workspaceId, sourceIds, credentialId),
		profilesWarehouses: [
			{
				id: idOf('profiles warehouse', 0),
				spaceId: space.id,
				workspaceId,
				enabled: true,
				metadata: warehouseTypes()[0],
				settings: { name: 'Profiles', username: 'profiles' },
				schemaName: 'profiles',
				overrides: [],
				enableEventTables: false,
			},
		],
		functions: functionList,
		functionInstances: [
			{
				...dates,
				id: `ifi_${idOf('function instance', 0)}`,
				name: 'Mask Names for Amplitude',
				integrationId: destination.id,
				classId: functionList[2].id,
				enabled: true,
				settings: { apiKey: 'key' },
				encryptedSettings: {},
			},
		],
		transformations: [
			{
				id: idOf('transformation', 0),
				name: 'Call bookings by their old name',
				sourceId: sourceIds[0],
				enabled: true,
				if: fql,
				newEventName: 'Trip Booked',
				propertyRenames: [{ oldName: 'price', newName: 'amount' }],
			},
			{
				id: idOf('transformation', 1),
				name: 'Drop tests',
				sourceId: sourceIds[1],
				destinationMetadataId: destination.type.id,
				enabled: false,
				if: 'properties.test = true',
				drop: true,
			},
		],
		destinationFilters: [
			{
				...dates,
				id: idOf('destination filter', 0),
				sourceId: destination.sourceId,
				destinationId: destination.id,
				if: fql,
				actions: [{ type: 'DROP_PROPERTIES', fields: { properties: { fields: ['card'] } } }],
				title: 'No card numbers',
				description: 'Partners may not see them',
				enabled: true,
			},
		],
		spaceFilters: Array.from({ length: SPACE_FILTERS }, (_, n) => ({
			...dates,
			id: `fil_${idOf('space filter', n)}`,
			workspaceId,
			integrationId: destination.id,
			enabled: n % 2 === 0,
			name: `Tour ${n} only`,
			description: `Everything but tour ${n} stays here`,
			if: `properties.tour = ${n}`,
			drop: false,
		})),
		computedTraits: Array.from({ length: 5 }, (_, n) => ({
			...dates,
			...authors,
			id: `ctr_${idOf('computed trait', n)}`,
			spaceId: space.id,
			name: `Tours of ${2020 + n}`,
			description: `How many tours somebody booked in ${2020 + n}`,
			key: `tours_of_${2020 + n}`,
			enabled: true,
			definition: { query: `event('Tour Booked').count()`, type: 'USERS' },
			status: 'Live',
			options: { includeHistoricalData: true },
		})),
		schedules: [
			{
				id: `sch_${idOf('schedule', 0)}`,
				spaceId: space.id,
				audienceId: linked.id,
				strategy: 'PERIODIC',
				config: { interval: '1h' },
				nextExecution: new Date(now + DAY / 24).toISOString(),
			},
		],
		connections: [
			{
				...dates,
				id: connectionId,
				spaceId: space.id,
				audienceId: audience.id,
				name: destination.name,
				sourceId: destination.sourceId,
				enabled: true,
				settings: {},
				destinationId: destination.id,
				metadata: {
					id: destination.type.id,
					name: destination.type.name,
					slug: destination.type.slug,
				},
				idSyncConfiguration: [{ externalId: 'email', strategy: 'first' }],
			},
		],
		activations: [
			{
				id: `act_${idOf('activation', 0)}`,
				enabled: true,
				workspaceId,
				spaceId: space.id,
				audienceId: audience.id,
				connectionId,
				activationType: 'audienceEntered',
				activationName: 'Welcome',
				personalization: { profile: { properties: ['first_name'] } },
				destinationMapping: { actionId: destination.type.actions[0].id, settings: {} },
			},
		],
		credentials: [0, 1].map((n) => ({
			...dates,
			id: idOf('credential', n),
			workspaceId,
			name: `Key Pair ${n}`,
			settings: { username: `segment-${n}` },
		})),
		livePlugins: [],
	} satisfies Partial<State>;
	return { ...stock, messagingSubscriptions: new Map<string, Record<string, unknown>>() };
}
