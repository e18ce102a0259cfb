import { idOf, slugOf } from '../ids';
import type { DestinationType, IntegrationOption, SourceType, WarehouseType } from '../state';

/** Ids of Segment's own catalog, the same in every workspace. */
export const HTTP_API_SOURCE = 'iUM16Md8P2';
export const JAVASCRIPT_SOURCE = 'IqDTy1TpoU';
export const WEBHOOKS_ACTIONS = '614a3c7d791c91c41bae7599';
export const WEBHOOKS_SEND_ACTION = 'nFPnRozhz1mh4Gbx4MLvT5';

const logos = (slug: string) => ({
	default: `https://cdn.example.test/${slug}.svg`,
	mark: null,
	alt: null,
});

function sourceType(name: string, category: string, id?: string): SourceType {
	const slug = slugOf(name);
	return {
		id: id ?? idOf('source type', slug).slice(0, 10),
		name,
		slug,
		description: `Collects events from ${name}.`,
		logos: logos(slug),
		options: [],
		categories: [category],
		isCloudEventSource: category === 'Cloud App',
		status: 'PUBLIC',
	};
}

export const sourceTypes: SourceType[] = [
	sourceType('Javascript', 'Website', JAVASCRIPT_SOURCE),
	sourceType('HTTP API', 'Server', HTTP_API_SOURCE),
	sourceType('Node.js', 'Server'),
	sourceType('iOS', 'Mobile'),
	sourceType('Android', 'Mobile'),
	sourceType('Salesforce', 'Cloud App'),
	sourceType('Postgres', 'Reverse ETL'),
];

function option(name: string, label: string, required: boolean): IntegrationOption {
	return { name, type: 'string', required, label, description: `${label} of the destination.` };
}

/** Metadata ids of storage destinations. */
export const SNOWFLAKE = 'kwX50Df0hr';
export const BIGQUERY = 'jpXMIMXvNZ';

function warehouseType(id: string, name: string): WarehouseType {
	const slug = slugOf(name);
	return {
		id,
		name,
		slug,
		description: `Keeps events in ${name}.`,
		logos: logos(slug),
		options: [
			option('username', 'User', true),
			{ ...option('password', 'Password', true), type: 'password' },
		],
	};
}

export const warehouseTypes = (): WarehouseType[] => [
	warehouseType(SNOWFLAKE, 'Snowflake'),
	warehouseType(BIGQUERY, 'BigQuery'),
	warehouseType(idOf('warehouse type', 'postgres').slice(0, 10), 'Postgres'),
];

function field(key: string, label: string, type: string, required: boolean, sortOrder: number) {
	return {
		id: idOf('action field', key),
		sortOrder,
		fieldKey: key,
		label,
		type,
		description: `${label} of the request.`,
		placeholder: '',
		required,
		multiple: false,
		dynamic: false,
		allowNull: false,
	};
}

interface DestinationTypeInput {
	id?: string;
	slug?: string;
	options?: IntegrationOption[];
	action: { id?: string; slug: string; name: string; fields: Array<ReturnType<typeof field>> };
}

function destinationType(name: string, input: DestinationTypeInput): DestinationType {
	const slug = input.slug ?? slugOf(name);
	const { action } = input;
	return {
		id: input.id ?? idOf('destination type', slug),
		name,
		slug,
		description: `Sends events to ${name}.`,
		logos: logos(slug),
		options: input.options ?? [option('apiKey', 'API Key', true)],
		status: 'PUBLIC',
		previousNames: [name],
		categories: ['Raw Data'],
		website: 'https://destinations.example.test',
		components: [{ type: 'SERVER', code: `${slug}.js`, owner: 'SEGMENT' }],
		supportedFeatures: {
			cloudModeInstances: 'MULTIPLE',
			deviceModeInstances: 'NONE',
			replay: true,
			browserUnbundling: false,
			browserUnbundlingPublic: false,
		},
		supportedMethods: { pageview: true, identify: true, alias: true, track: true, group: true },
		supportedPlatforms: {
			browser: true,
			server: true,
			mobile: true,
			warehouse: true,
			cloudAppObject: false,
		},
		actions: [
			{
				id: action.id ?? idOf('action', slug),
				slug: action.slug,
				name: action.name,
				description: `${action.name} to ${name}.`,
				platform: 'CLOUD',
				hidden: false,
				defaultTrigger: null,
				fields: action.fields,
			},
		],
		presets: [],
		contacts: [],
		partnerOwned: false,
		supportedRegions: ['us-west-2', 'eu-west-1'],
		regionEndpoints: ['US', 'EU'],
	};
}

const event = { slug: 'trackEvent', name: 'Track Event', fields: [] };

export const destinationTypes: DestinationType[] = [
	destinationType('Webhooks (Actions)', {
		id: WEBHOOKS_ACTIONS,
		slug: 'actions-webhook',
		options: [option('sharedSecret', 'Shared Secret', false)],
		action: {
			id: WEBHOOKS_SEND_ACTION,
			slug: 'send',
			name: 'Send',
			fields: [
				field('url', 'URL', 'STRING', true, 0),
				field('method', 'Method', 'STRING', true, 1),
				field('batch_size', 'Batch Size', 'NUMBER', false, 2),
				field('headers', 'Headers', 'OBJECT', false, 3),
				field('data', 'Data', 'OBJECT', false, 4),
			],
		},
	}),
	destinationType('Amplitude (Actions)', { action: event }),
	destinationType('Google Analytics 4', { action: event }),
	destinationType('Braze Cloud Mode (Actions)', {
		options: [option('apiKey', 'API Key', true), option('accountId', 'Account ID', false)],
		action: event,
	}),
];
