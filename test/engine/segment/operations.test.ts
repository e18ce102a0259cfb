import type {
	AssignmentValue,
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeParameters,
} from 'n8n-workflow';

import { LIBRARY } from '../../../nodes/Segment/message/library';
import { ADDED, row, runCaught, theRequest, WRITE_KEY } from './support';

interface Call {
	resource: string;
	operation: string;
	path: string;
	type: string;
	/** The required fields, which are sent as they are. */
	minimal: IDataObject & INodeParameters;
	/** All fields outside of collections that are sent as they are. */
	fields: IDataObject & INodeParameters;
	/** Its traits or properties. */
	data?: Data;
}

interface Data {
	key: 'properties' | 'traits';
	/** The collection of those that Segment's spec reserves, whose fields are sent as they are ... */
	collection?: string;
	reserved?: IDataObject & INodeParameters;
	/** ... but for these. */
	changed?: IDataObject;
	/** Those that the form has outside of the collection, and what they make. */
	outside?: { form: INodeParameters; sent: IDataObject };
	/** One with a name of its own, and what it makes. */
	custom: { row: AssignmentValue; sent: IDataObject };
}

function formOf({ fields, data }: Call): INodeParameters {
	if (!data) return fields;
	const { key, collection, reserved = {}, outside, custom } = data;
	return {
		...fields,
		...outside?.form,
		...(collection && { [collection]: reserved }),
		[key === 'traits' ? 'customTraits' : 'customProperties']: { assignments: [custom.row] },
	};
}

function bodyOf({ fields, data }: Call): IDataObject {
	if (!data) return fields;
	const { key, reserved, changed, outside, custom } = data;
	return { ...fields, [key]: { ...outside?.sent, ...reserved, ...changed, ...custom.sent } };
}

const ADDRESS = {
	city: 'San Francisco',
	country: 'USA',
	postalCode: '94103',
	state: 'CA',
	street: '6th St',
};

const CALLS: Call[] = [
	{
		resource: 'identify',
		operation: 'create',
		path: '/v1/identify',
		type: 'identify',
		minimal: { userId: '97980cfea0067' },
		fields: {
			userId: '97980cfea0067',
			anonymousId: '507f191e-810c-4729-de86-0ea4157a1a2b',
		},
		data: {
			key: 'traits',
			collection: 'traits',
			reserved: {
				address: ADDRESS,
				age: 36,
				avatar: 'https://example.com/avatars/peter.png',
				birthday: '1990-05-17',
				company: {
					employee_count: 420,
					id: 'acct_19',
					industry: 'Software',
					name: 'Initech',
					plan: 'enterprise',
				},
				createdAt: '2025-04-01T08:00:00',
				description: 'Prefers mornings',
				firstName: 'Peter',
				gender: 'male',
				id: '97980cfea0067',
				industry: 'Software',
				lastName: 'Gibbons',
				phone: '+1 555 010 0199',
				plan: 'premium',
				title: 'Engineer',
				username: 'pgibbons',
				website: 'https://example.com',
			},
			changed: { createdAt: '2025-04-01T08:00:00.000Z' },
			outside: {
				form: { email: 'peter@initech.example.com', fullName: 'Peter Gibbons' },
				sent: { email: 'peter@initech.example.com', name: 'Peter Gibbons' },
			},
			custom: { row: row('logins', 5, 'number'), sent: { logins: 5 } },
		},
	},
	{
		resource: 'group',
		operation: 'add',
		path: '/v1/group',
		type: 'group',
		minimal: { groupId: 'acct_19', userId: 'u-1' },
		fields: { groupId: 'acct_19', userId: 'u-1', anonymousId: 'a-1' },
		data: {
			key: 'traits',
			collection: 'groupTraits',
			reserved: {
				address: ADDRESS,
				avatar: 'https://example.com/logos/initech.png',
				createdAt: '2020-02-03T00:00:00',
				description: 'Makes accounting software',
				email: 'hello@initech.example.com',
				employees: 420,
				id: 'acct_19',
				industry: 'Software',
				name: 'Initech',
				phone: '+1 555 010 0100',
				plan: 'enterprise',
				website: 'https://initech.example.com',
			},
			changed: { createdAt: '2020-02-03T00:00:00.000Z' },
			custom: { row: row('total billed', 830.5, 'number'), sent: { 'total billed': 830.5 } },
		},
	},
	{
		resource: 'track',
		operation: 'event',
		path: '/v1/track',
		type: 'track',
		minimal: { event: 'Order Completed', anonymousId: 'a-1' },
		fields: { event: 'Order Completed', userId: 'u-1', anonymousId: 'a-1' },
		data: {
			key: 'properties',
			collection: 'properties',
			reserved: { currency: 'EUR', revenue: 39.95, value: 50 },
			custom: { row: row('plan', 'Pro Annual', 'string'), sent: { plan: 'Pro Annual' } },
		},
	},
	{
		resource: 'track',
		operation: 'page',
		path: '/v1/page',
		type: 'page',
		minimal: { userId: 'u-1' },
		fields: { userId: 'u-1', anonymousId: 'a-1', name: 'Home', category: 'Docs' },
		data: {
			key: 'properties',
			collection: 'pageProperties',
			reserved: {
				keywords: ['analytics', 'academy'],
				path: '/academy/',
				referrer: 'https://www.example.org/',
				search: '?utm_source=newsletter',
				title: 'Analytics Academy',
				url: 'https://example.com/academy/',
			},
			custom: { row: row('variant', 'b', 'string'), sent: { variant: 'b' } },
		},
	},
	{
		resource: 'track',
		operation: 'screen',
		path: '/v1/screen',
		type: 'screen',
		minimal: { anonymousId: 'a-1' },
		fields: { userId: 'u-1', anonymousId: 'a-1', name: 'Cart', category: 'Shop' },
		data: {
			key: 'properties',
			custom: { row: row('feed length', '26', 'number'), sent: { 'feed length': 26 } },
		},
	},
	{
		resource: 'alias',
		operation: 'create',
		path: '/v1/alias',
		type: 'alias',
		minimal: { previousId: '39239-239239', userId: '507f191e81' },
		fields: { previousId: '39239-239239', userId: '507f191e81' },
	},
];

const REGIONS: Array<{ credential: ICredentialDataDecryptedObject; host: string }> = [
	{ credential: { writekey: WRITE_KEY, region: 'us' }, host: 'https://api.segment.io' },
	{
		credential: { writekey: WRITE_KEY, region: 'eu' },
		host: 'https://events.eu1.segmentapis.com',
	},
	{
		credential: { writekey: WRITE_KEY, region: 'custom', host: 'https://cdp.example.com/v1/' },
		host: 'https://cdp.example.com',
	},
];

/** Every field of Context, and what it makes. */
const CONTEXT: INodeParameters = {
	active: false,
	app: { build: '3.0.1.545', name: 'Global', namespace: 'com.initech.global', version: '3.0.1' },
	campaign: { content: 'Image', medium: 'email', name: 'Spring', source: 'News', term: 'tps' },
	channel: 'server',
	device: {
		adTrackingEnabled: false,
		advertisingId: '7A3CBEA0',
		id: 'B5372DB0',
		manufacturer: 'Apple',
		model: 'iPhone7,2',
		name: 'maguro',
		token: 'ff15bc0c',
		type: 'ios',
		version: '17.1',
	},
	direct: true,
	groupId: 'acct_19',
	ip: '203.0.113.7',
	library: { name: 'nightly-export', version: '2.1.0' },
	locale: 'en-US',
	location: {
		city: 'San Francisco',
		country: 'United States',
		latitude: 40.2964197,
		longitude: -76.9411617,
		region: 'California',
		speed: 0,
	},
	network: { bluetooth: false, carrier: 'T-Mobile US', cellular: true, wifi: false },
	os: { name: 'iPhone OS', version: '17.1.2' },
	page: {
		path: '/academy/',
		referrer: 'https://www.example.org/',
		search: '?a=b',
		title: 'Academy',
		url: 'https://example.com/academy/',
	},
	referrer: {
		id: 'ABCD582',
		link: 'https://example.org/offer',
		name: 'Partner Network',
		type: 'partner',
		url: 'https://example.org',
	},
	screen: { density: 2, height: 568, width: 320 },
	timezone: 'America/New_York',
	userAgent: 'Mozilla/5.0',
};

const USER_AGENT = {
	architecture: 'x86',
	bitness: '64',
	brands: [{ brand: 'Chromium', version: '120' }],
	fullVersionList: [{ brand: 'Chromium', version: '120.0.6099.109' }],
	mobile: false,
	model: 'Pixel 8',
	platform: 'macOS',
	platformVersion: '14.1.0',
	uaFullVersion: '120.0.6099.109',
	wow64: false,
};
const TRAITS = { plan: 'premium', logins: 5 };

const EVERY_CONTEXT_FIELD: INodeParameters = {
	...CONTEXT,
	traits: JSON.stringify(TRAITS),
	userAgentData: {
		...USER_AGENT,
		brands: JSON.stringify(USER_AGENT.brands),
		fullVersionList: JSON.stringify(USER_AGENT.fullVersionList),
	},
	consent: {
		categories: [
			{ category: 'Advertising', given: true },
			{ category: 'Analytics', given: false },
		],
	},
	additionalContext: '{ "os": { "name": "iOS" }, "protocols": { "sourceId": "abc" } }',
};

const FULL_CONTEXT = {
	...CONTEXT,
	os: { name: 'iOS', version: '17.1.2' },
	protocols: { sourceId: 'abc' },
	traits: TRAITS,
	userAgentData: USER_AGENT,
	consent: { categoryPreferences: { Advertising: true, Analytics: false } },
};

describe.each(CALLS)('$resource → $operation', (call) => {
	const { resource, operation, path, type } = call;

	it.each(REGIONS)('sends the fewest fields to $host', async ({ credential, host }) => {
		const run = await runCaught({ resource, operation, ...call.minimal }, { credential, host });
		const request = theRequest(run);
		expect(request).toEqual({
			method: 'POST',
			url: `${host}${path}`,
			headers: {
				accept: 'application/json, text/plain, */*',
				'accept-encoding': expect.any(String) as string,
				authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}`,
				connection: 'close',
				'content-length': expect.any(String) as string,
				'content-type': 'application/json',
				host: new URL(host).host,
				'user-agent': `${LIBRARY.name}/${LIBRARY.version}`,
			},
			body: { type, ...call.minimal, ...ADDED },
		});
		expect(run.outputs).toEqual([
			[
				{
					json: {
						success: true,
						messageId: request.body.messageId,
						type,
						request: 1,
						attempts: 1,
					},
					pairedItem: { item: 0 },
				},
			],
		]);
	});

	it('sends every field', async () => {
		const run = await runCaught({
			resource,
			operation,
			...formOf(call),
			context: EVERY_CONTEXT_FIELD,
			integrations: {
				all: false,
				destinations: {
					destination: [
						{ name: 'Google Analytics 4 Web', mode: 'on', options: '{}' },
						{ name: 'Mixpanel', mode: 'off', options: '{}' },
						{ name: 'Amplitude', mode: 'options', options: '{ "session_id": 12 }' },
					],
				},
			},
			additionalFields: { messageId: 'order-471', timestamp: '2026-01-31T09:30:00' },
		});
		expect(theRequest(run).body).toEqual({
			type,
			...bodyOf(call),
			context: FULL_CONTEXT,
			integrations: {
				All: false,
				'Google Analytics 4 Web': true,
				Mixpanel: false,
				Amplitude: { session_id: 12 },
			},
			timestamp: '2026-01-31T09:30:00.000Z',
			messageId: 'order-471',
			sentAt: ADDED.sentAt,
		});
		expect(run.json[0].messageId).toBe('order-471');
	});
});
