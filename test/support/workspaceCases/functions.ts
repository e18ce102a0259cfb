import type { INodeParameters } from 'n8n-workflow';

import { id } from '../workspace';
import type { Case } from './case';

const page = '?pagination%5Bcount%5D=50';

const fn = {
	id: 'sfnc_1',
	resourceType: 'SOURCE',
	displayName: 'Geo',
	code: 'secret code',
	settings: [
		{
			name: 'apiKey',
			label: 'Key',
			description: '',
			type: 'STRING',
			required: true,
			sensitive: true,
		},
		{
			name: 'zone',
			label: 'Zone',
			description: '',
			type: 'STRING',
			required: false,
			sensitive: false,
		},
	],
	deployedAt: '2026-01-03T03:04:05Z',
	isLatestVersion: false,
	createdAt: '2026-01-02T03:04:05Z',
	createdBy: 'u1',
	catalogId: 'cat1',
};
const fnGiven = {
	id: 'sfnc_1',
	name: 'Geo',
	type: 'SOURCE',
	description: '',
	settings: 'apiKey, zone',
	isLatestVersionDeployed: false,
	deployedAt: '2026-01-03T03:04:05.000Z',
	createdAt: '2026-01-02T03:04:05.000Z',
	createdBy: 'u1',
	catalogId: 'cat1',
};
const listed = { id: 'sfnc_1', resourceType: 'SOURCE', displayName: 'Geo' };
const listedGiven = {
	id: 'sfnc_1',
	name: 'Geo',
	type: 'SOURCE',
	description: '',
	settings: null,
	isLatestVersionDeployed: null,
	deployedAt: null,
	createdAt: null,
	createdBy: null,
	catalogId: null,
};
const settingRows = {
	setting: [
		{
			name: 'apiKey',
			label: 'Key',
			description: 'd',
			type: 'TEXT_MAP',
			required: true,
			sensitive: true,
		},
		{ name: 'zone' },
	],
} as unknown as INodeParameters;
const settingsSent = [
	{
		name: 'apiKey',
		label: 'Key',
		description: 'd',
		type: 'TEXT_MAP',
		required: true,
		sensitive: true,
	},
	{
		name: 'zone',
		label: 'zone',
		description: 'zone',
		type: 'STRING',
		required: false,
		sensitive: false,
	},
];
const version = {
	id: 'v1',
	author: 'u1',
	code: 'secret code',
	isDeployed: true,
	createdAt: '2026-01-02T03:04:05Z',
};
const versionGiven = {
	id: 'v1',
	author: 'u1',
	isDeployed: true,
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: null,
	deployedAt: null,
};
const instance = {
	id: 'ifi_1',
	name: 'Geo for Web',
	integrationId: 's1',
	classId: 'ifnc_1',
	enabled: true,
	createdAt: '2026-01-02T03:04:05Z',
	updatedAt: '2026-01-02T03:04:05Z',
	settings: { apiKey: 'secret' },
	encryptedSettings: { token: 'secret' },
};
const instanceGiven = {
	id: 'ifi_1',
	name: 'Geo for Web',
	enabled: true,
	functionId: 'ifnc_1',
	connectedTo: 's1',
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-02T03:04:05.000Z',
};
const transformation = {
	id: 't1',
	name: 'Tidy',
	sourceId: 's1',
	destinationMetadataId: 'm2',
	enabled: true,
	if: "type = 'track'",
	newEventName: 'Purchase',
	propertyRenames: [{ oldName: 'properties.a', newName: 'properties.b' }],
	propertyValueTransformations: [{ propertyPaths: ['properties.c'], propertyValue: 'EUR' }],
	fqlDefinedProperties: [{ fql: 'lowercase(properties.d)', propertyName: 'properties.d' }],
	allowProperties: ['properties.b', 'properties.c'],
	hashPropertiesConfiguration: { algorithm: 'SHA256', key: 'secret', paths: ['properties.mail'] },
};
const transformationGiven = {
	id: 't1',
	name: 'Tidy',
	enabled: true,
	sourceId: 's1',
	destinationTypeId: 'm2',
	condition: "type = 'track'",
	drop: false,
	newEventName: 'Purchase',
	renamedProperties: 'properties.a → properties.b',
	changedProperties: 'properties.c',
	computedProperties: 'properties.d',
	allowedProperties: 'properties.b, properties.c',
	hashedProperties: 'properties.mail',
};
const transformationParts = {
	destinationType: id('m2'),
	drop: true,
	newEventName: 'Purchase',
	propertyRenames: { rename: [{ oldName: 'properties.a', newName: 'properties.b' }] },
	propertyValueTransformations: {
		change: [{ propertyPaths: 'properties.c, properties.d', propertyValue: 'EUR' }],
	},
	fqlDefinedProperties: {
		property: [{ fql: 'lowercase(properties.d)', propertyName: 'properties.d' }],
	},
	allowProperties: 'properties.b, properties.c',
	hashAlgorithm: 'SHA256',
	hashEncoding: 'HEX',
	hashKey: 'hush',
	hashPaths: 'properties.mail',
} as unknown as INodeParameters;
const transformationSent = {
	destinationMetadataId: 'm2',
	drop: true,
	newEventName: 'Purchase',
	propertyRenames: [{ oldName: 'properties.a', newName: 'properties.b' }],
	propertyValueTransformations: [
		{ propertyPaths: ['properties.c', 'properties.d'], propertyValue: 'EUR' },
	],
	fqlDefinedProperties: [{ propertyName: 'properties.d', fql: 'lowercase(properties.d)' }],
	allowProperties: ['properties.b', 'properties.c'],
	hashPropertiesConfiguration: {
		algorithm: 'SHA256',
		encoding: 'HEX',
		key: 'hush',
		paths: ['properties.mail'],
	},
};

export const functionCases: Record<string, Case[]> = {
	function: [
		{
			parameters: {
				operation: 'create',
				displayName: 'Geo',
				functionType: 'SOURCE',
				code: 'async function onRequest() {}',
				additionalFields: {
					description: 'd',
					logoUrl: 'https://example.com/a.svg',
					settings: settingRows,
				},
			},
			sends: 'POST /functions',
			body: {
				displayName: 'Geo',
				resourceType: 'SOURCE',
				code: 'async function onRequest() {}',
				description: 'd',
				logoUrl: 'https://example.com/a.svg',
				settings: settingsSent,
			},
			data: { function: fn },
			gives: [fnGiven],
		},
		{
			parameters: { operation: 'get', function: id('sfnc_1') },
			sends: 'GET /functions/sfnc_1',
			data: { function: fn },
			gives: [fnGiven],
		},
		{
			parameters: { operation: 'getAll', functionType: 'SOURCE' },
			sends: `GET /functions${page}&resourceType=SOURCE`,
			data: { functions: [listed] },
			gives: [listedGiven],
		},
		{
			parameters: {
				operation: 'update',
				function: id('sfnc_1'),
				updateFields: {
					displayName: 'Geo',
					code: 'c',
					description: '',
					logoUrl: 'https://example.com/a.svg',
					settings: settingRows,
				},
			},
			sends: 'PATCH /functions/sfnc_1',
			body: {
				displayName: 'Geo',
				code: 'c',
				description: '',
				logoUrl: 'https://example.com/a.svg',
				settings: settingsSent,
			},
			data: { function: fn },
			gives: [fnGiven],
		},
		{
			parameters: { operation: 'delete', function: id('sfnc_1') },
			sends: 'DELETE /functions/sfnc_1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'sfnc_1', deleted: true }],
		},
		{
			parameters: { operation: 'deploy', function: id('sfnc_1') },
			sends: 'POST /functions/sfnc_1/deploy',
			data: { functionDeployment: { status: 'SUCCESS' } },
			gives: [{ id: 'sfnc_1', deployed: true }],
		},
		{
			parameters: { operation: 'getVersions', function: id('sfnc_1') },
			sends: `GET /functions/sfnc_1/versions${page}`,
			data: { versions: [version] },
			gives: [versionGiven],
		},
		{
			parameters: {
				operation: 'restoreVersion',
				function: id('sfnc_1'),
				functionVersion: id('v1'),
			},
			sends: 'POST /functions/sfnc_1/versions',
			body: { versionId: 'v1' },
			data: { version },
			gives: [versionGiven],
		},
	],
	functionInstance: [
		{
			parameters: {
				operation: 'create',
				function: id('ifnc_1'),
				connection: id('s1'),
				name: 'Geo for Web',
				additionalFields: { enabled: false, settings: '{"apiKey":"k"}' },
			},
			sends: 'POST /insert-function-instances',
			body: {
				functionId: 'ifnc_1',
				integrationId: 's1',
				name: 'Geo for Web',
				enabled: false,
				settings: { apiKey: 'k' },
			},
			data: { insertFunctionInstance: instance },
			gives: [instanceGiven],
		},
		{
			parameters: { operation: 'get', instance: id('ifi_1') },
			sends: 'GET /insert-function-instances/ifi_1',
			data: { insertFunctionInstance: instance },
			gives: [instanceGiven],
		},
		{
			parameters: { operation: 'getAll', function: id('ifnc_1') },
			sends: `GET /insert-function-instances${page}&functionId=ifnc_1`,
			data: { instances: [instance] },
			gives: [instanceGiven],
		},
		{
			parameters: {
				operation: 'update',
				instance: id('ifi_1'),
				updateFields: { name: 'New', enabled: true, settings: '{"apiKey":"k"}' },
			},
			sends: 'PATCH /insert-function-instances/ifi_1',
			body: { name: 'New', enabled: true, settings: { apiKey: 'k' } },
			data: { insertFunctionInstance: instance },
			gives: [instanceGiven],
		},
		{
			parameters: { operation: 'delete', instance: id('ifi_1') },
			sends: 'DELETE /insert-function-instances/ifi_1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'ifi_1', deleted: true }],
		},
	],
	transformation: [
		{
			parameters: {
				operation: 'create',
				name: 'Tidy',
				source: id('s1'),
				condition: "type = 'track'",
				enabled: false,
				additionalFields: transformationParts,
			},
			sends: 'POST /transformations',
			body: {
				name: 'Tidy',
				sourceId: 's1',
				if: "type = 'track'",
				enabled: false,
				...transformationSent,
			},
			data: { transformation },
			gives: [transformationGiven],
		},
		{
			parameters: { operation: 'get', transformation: id('t1') },
			sends: 'GET /transformations/t1',
			data: { transformation },
			gives: [transformationGiven],
		},
		{
			parameters: { operation: 'getAll' },
			sends: `GET /transformations${page}`,
			data: { transformations: [transformation] },
			gives: [transformationGiven],
		},
		{
			parameters: {
				operation: 'update',
				transformation: id('t1'),
				updateFields: {
					name: 'New',
					source: id('s2'),
					condition: "type = 'page'",
					enabled: true,
					...transformationParts,
				},
			},
			sends: 'PATCH /transformations/t1',
			body: {
				name: 'New',
				sourceId: 's2',
				if: "type = 'page'",
				enabled: true,
				...transformationSent,
			},
			data: { transformation },
			gives: [transformationGiven],
		},
		{
			parameters: { operation: 'delete', transformation: id('t1') },
			sends: 'DELETE /transformations/t1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 't1', deleted: true }],
		},
	],
};
