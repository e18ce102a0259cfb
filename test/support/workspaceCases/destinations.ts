import type { INodeParameters } from 'n8n-workflow';
import { id } from '../workspace';
import type { Case } from './case';
import {
	actions,
	actionsSent,
	destination,
	filter,
	filterGiven,
	mapper,
	mapping,
	mappingGiven,
	page,
} from './connectionRecords';

const destinationGiven = {
	id: 'd1',
	name: 'Orders',
	enabled: true,
	type: 'Amplitude',
	typeId: 'm2',
	sourceId: 's1',
};

export const destinationCases: Record<string, Case[]> = {
	destination: [
		{
			parameters: {
				operation: 'create',
				source: id('s1'),
				destinationType: id('m2'),
				settings: mapper(
					{
						apiKey: 'key',
						retries: '3',
						isOn: '={{ "yes" }}',
						map: '{"a":1}',
						list: '["b"]',
						empty: null,
					},
					{ retries: 'number', apiKey: 'string', isOn: 'boolean', map: 'object', list: 'array' },
				),
				enabled: false,
				additionalFields: { name: 'Orders', moreSettings: '{"region":"EU"}' },
			},
			sends: 'POST /destinations',
			body: {
				sourceId: 's1',
				metadataId: 'm2',
				name: 'Orders',
				enabled: false,
				settings: {
					apiKey: 'key',
					retries: 3,
					isOn: true,
					map: { a: 1 },
					list: ['b'],
					region: 'EU',
				},
			},
			data: { destination },
			gives: [destinationGiven],
		},
	],
	destinationMapping: [
		{
			parameters: {
				operation: 'create',
				destination: id('d1'),
				action: id('act1'),
				name: 'Orders',
				trigger: 'type = "track"',
				fillDefaults: false,
				additionalFields: { model: id('mod1'), settings: '{"price":{"@path":"$.price"}}' },
			},
			sends: 'POST /destinations/d1/subscriptions',
			body: {
				name: 'Orders',
				actionId: 'act1',
				trigger: 'type = "track"',
				enabled: true,
				modelId: 'mod1',
				settings: { price: { '@path': '$.price' } },
			},
			data: { destinationSubscription: mapping },
			gives: [mappingGiven],
		},
		{
			parameters: { operation: 'get', destination: id('d1'), mapping: id('map1') },
			sends: 'GET /destinations/d1/subscriptions/map1',
			data: { subscription: mapping },
			gives: [mappingGiven],
		},
		{
			parameters: { operation: 'getAll', destination: id('d1') },
			sends: `GET /destinations/d1/subscriptions${page}`,
			data: { subscriptions: [mapping] },
			gives: [mappingGiven],
		},
		{
			parameters: {
				operation: 'update',
				destination: id('d1'),
				mapping: id('map1'),
				updateFields: {
					enabled: false,
					model: id('mod1'),
					name: 'Orders',
					schedule: '{"strategy":"PERIODIC","config":{"interval":"24h"}}',
					settings: '{"price":1}',
					trigger: 'type = "page"',
				},
			},
			sends: 'PATCH /destinations/d1/subscriptions/map1',
			body: {
				input: {
					name: 'Orders',
					trigger: 'type = "page"',
					enabled: false,
					settings: { price: 1 },
					reverseETLModelId: 'mod1',
					reverseETLSchedule: { strategy: 'PERIODIC', config: { interval: '24h' } },
				},
			},
			data: { subscription: mapping },
			gives: [mappingGiven],
		},
		{
			parameters: { operation: 'delete', destination: id('d1'), mapping: id('map1') },
			sends: 'DELETE /destinations/d1/subscriptions/map1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'map1', deleted: true }],
		},
	],
	destinationFilter: [
		{
			parameters: { operation: 'get', destination: id('d1'), filter: id('f1') },
			sends: 'GET /destination/d1/filters/f1',
			data: { filter },
			gives: [filterGiven],
		},
		{
			parameters: { operation: 'getAll', destination: id('d1') },
			sends: `GET /destination/d1/filters${page}`,
			data: { filters: [filter] },
			gives: [filterGiven],
		},
		{
			parameters: {
				operation: 'update',
				destination: id('d1'),
				filter: id('f1'),
				updateFields: {
					actions,
					condition: 'type = "page"',
					description: '',
					enabled: false,
					title: 'Less',
				},
			},
			sends: 'PATCH /destination/d1/filters/f1',
			body: {
				title: 'Less',
				description: '',
				enabled: false,
				if: 'type = "page"',
				actions: actionsSent,
			},
			data: { filter },
			gives: [filterGiven],
		},
		{
			parameters: { operation: 'delete', destination: id('d1'), filter: id('f1') },
			sends: 'DELETE /destination/d1/filters/f1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'f1', deleted: true }],
		},
		{
			parameters: {
				operation: 'preview',
				condition: 'type = "track"',
				actions: {
					action: [{ type: 'DROP', fields: '{}', percent: 1 }],
				} as unknown as INodeParameters,
				payload: '{"type":"track"}',
			},
			sends: 'POST /destination/filters/preview',
			body: {
				filter: { if: 'type = "track"', actions: [{ type: 'DROP' }] },
				payload: { type: 'track' },
			},
			data: { inputPayload: { type: 'track' }, result: null },
			gives: [{ isDropped: true, isChanged: true, result: null }],
		},
		{
			parameters: {
				operation: 'preview',
				condition: 'type = "track"',
				actions,
				payload: '{"type":"page"}',
			},
			sends: 'POST /destination/filters/preview',
			body: {
				filter: { if: 'type = "track"', actions: actionsSent },
				payload: { type: 'page' },
			},
			data: { inputPayload: { type: 'page', b: 1 }, result: { b: 1, type: 'page' } },
			gives: [{ isDropped: false, isChanged: false, result: { b: 1, type: 'page' } }],
		},
	],
};
