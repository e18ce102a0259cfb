import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { id } from '../workspace';

export const page = '?pagination%5Bcount%5D=50';

export const settings = { apiKey: 'secret-setting' };

export const mapper = (value: IDataObject, types: Record<string, string> = {}) =>
	({
		mappingMode: 'defineBelow',
		value,
		schema: Object.entries(types).map(([name, type]) => ({ id: name, type })),
	}) as unknown as INodeParameters;

export const trackingPlan = {
	id: 'tp_1',
	name: 'Website',
	slug: 'website',
	description: 'What it may send',
	type: 'LIVE',
	createdAt: '2026-01-02T03:04:05Z',
	updatedAt: '2026-01-03T03:04:05Z',
};

export const plan = id('tp_1');

export const destination = {
	id: 'd1',
	name: 'Orders',
	enabled: true,
	sourceId: 's1',
	settings,
	metadata: { id: 'm2', name: 'Amplitude', actions: [] },
};

export const mapping = {
	id: 'map1',
	name: 'Orders',
	actionId: 'act1',
	actionSlug: 'logEvent',
	destinationId: 'd1',
	enabled: true,
	settings,
	trigger: 'type = "track"',
};

export const mappingGiven = {
	id: 'map1',
	name: 'Orders',
	enabled: true,
	action: 'logEvent',
	actionId: 'act1',
	trigger: 'type = "track"',
	destinationId: 'd1',
	modelId: null,
	scheduleStrategy: null,
};

export const filter = {
	id: 'f1',
	sourceId: 's1',
	destinationId: 'd1',
	if: 'type = "track"',
	actions: [{ type: 'SAMPLE', percent: 0.5 }, { type: 'DROP' }],
	title: 'Less',
	enabled: true,
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-03T03:04:05.000Z',
};

export const filterGiven = {
	id: 'f1',
	title: 'Less',
	description: '',
	enabled: true,
	condition: 'type = "track"',
	actions: 'SAMPLE, DROP',
	sourceId: 's1',
	destinationId: 'd1',
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-03T03:04:05.000Z',
};

export const actions = {
	action: [
		{ type: 'SAMPLE', percent: 0.5, path: 'userId' },
		{ type: 'DROP_PROPERTIES', fields: '{"properties":{"fields":["price"]}}' },
	],
} as unknown as INodeParameters;

export const actionsSent = [
	{ type: 'SAMPLE', percent: 0.5, path: 'userId' },
	{ type: 'DROP_PROPERTIES', fields: { properties: { fields: ['price'] } } },
];

export const source = {
	id: 's1',
	slug: 'web',
	enabled: true,
	writeKeys: ['secret-write-key'],
	labels: [],
	metadata: { id: 'm1', name: 'Javascript' },
};
