import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import { LIBRARY } from '../../../nodes/Segment/message/library';
import { row, runCaught, WRITE_KEY, type SegmentRun } from './support';

const UUID = /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const library = { ...LIBRARY };
const context = { library };
/** What every request adds. */
const sentAt = expect.stringMatching(ISO) as string;
const messageId = expect.stringMatching(UUID) as string;

/** The only request of a run that went well. */
function theRequest({ requests, error }: SegmentRun) {
	expect(error).toBeUndefined();
	expect(requests).toHaveLength(1);
	return requests[0];
}

/** Runs one item of an event that only differs in some parameters, and gives what it sent. */
async function trackBody(
	parameters: INodeParameters,
	options: Parameters<typeof runCaught>[1] = {},
): Promise<Record<string, unknown>> {
	const run = await runCaught(
		{ resource: 'track', operation: 'event', userId: 'u-1', event: 'Tested', ...parameters },
		options,
	);
	return theRequest(run).body;
}

interface Call {
	resource: string;
	operation: string;
	path: string;
	type: string;
	/** The required fields and what they make. */
	minimal: INodeParameters;
	minimalBody: IDataObject;
	/** Every field that only this call has, and what they make. */
	full: INodeParameters;
	fullBody: IDataObject;
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
		minimalBody: { userId: '97980cfea0067' },
		full: {
			userId: '97980cfea0067',
			anonymousId: '507f191e-810c-4729-de86-0ea4157a1a2b',
			email: 'peter@initech.example.com',
			fullName: 'Peter Gibbons',
			traits: {
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
			customTraits: { assignments: [row('logins', 5, 'number')] },
		},
		fullBody: {
			userId: '97980cfea0067',
			anonymousId: '507f191e-810c-4729-de86-0ea4157a1a2b',
			traits: {
				email: 'peter@initech.example.com',
				name: 'Peter Gibbons',
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
				createdAt: '2025-04-01T08:00:00.000Z',
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
				logins: 5,
			},
		},
	},
	{
		resource: 'group',
		operation: 'add',
		path: '/v1/group',
		type: 'group',
		minimal: { groupId: 'acct_19', userId: 'u-1' },
		minimalBody: { groupId: 'acct_19', userId: 'u-1' },
		full: {
			groupId: 'acct_19',
			userId: 'u-1',
			anonymousId: 'a-1',
			groupTraits: {
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
			customTraits: { assignments: [row('total billed', 830.5, 'number')] },
		},
		fullBody: {
			groupId: 'acct_19',
			userId: 'u-1',
			anonymousId: 'a-1',
			traits: {
				address: ADDRESS,
				avatar: 'https://example.com/logos/initech.png',
				createdAt: '2020-02-03T00:00:00.000Z',
				description: 'Makes accounting software',
				email: 'hello@initech.example.com',
				employees: 420,
				id: 'acct_19',
				industry: 'Software',
				name: 'Initech',
				phone: '+1 555 010 0100',
				plan: 'enterprise',
				website: 'https://initech.example.com',
				'total billed': 830.5,
			},
		},
	},
	{
		resource: 'track',
		operation: 'event',
		path: '/v1/track',
		type: 'track',
		minimal: { event: 'Order Completed', anonymousId: 'a-1' },
		minimalBody: { event: 'Order Completed', anonymousId: 'a-1' },
		full: {
			event: 'Order Completed',
			userId: 'u-1',
			anonymousId: 'a-1',
			properties: { currency: 'EUR', revenue: 39.95, value: 50 },
			customProperties: { assignments: [row('plan', 'Pro Annual', 'string')] },
		},
		fullBody: {
			event: 'Order Completed',
			userId: 'u-1',
			anonymousId: 'a-1',
			properties: { currency: 'EUR', revenue: 39.95, value: 50, plan: 'Pro Annual' },
		},
	},
	{
		resource: 'track',
		operation: 'page',
		path: '/v1/page',
		type: 'page',
		minimal: { userId: 'u-1' },
		minimalBody: { userId: 'u-1' },
		full: {
			userId: 'u-1',
			anonymousId: 'a-1',
			name: 'Home',
			category: 'Docs',
			pageProperties: {
				keywords: ['analytics', 'academy'],
				path: '/academy/',
				referrer: 'https://www.example.org/',
				search: '?utm_source=newsletter',
				title: 'Analytics Academy',
				url: 'https://example.com/academy/',
			},
			customProperties: { assignments: [row('variant', 'b', 'string')] },
		},
		fullBody: {
			userId: 'u-1',
			anonymousId: 'a-1',
			name: 'Home',
			category: 'Docs',
			properties: {
				keywords: ['analytics', 'academy'],
				path: '/academy/',
				referrer: 'https://www.example.org/',
				search: '?utm_source=newsletter',
				title: 'Analytics Academy',
				url: 'https://example.com/academy/',
				variant: 'b',
			},
		},
	},
	{
		resource: 'track',
		operation: 'screen',
		path: '/v1/screen',
		type: 'screen',
		minimal: { anonymousId: 'a-1' },
		minimalBody: { anonymousId: 'a-1' },
		full: {
			userId: 'u-1',
			anonymousId: 'a-1',
			name: 'Cart',
			category: 'Shop',
			customProperties: { assignments: [row('feed length', '26', 'number')] },
		},
		fullBody: {
			userId: 'u-1',
			anonymousId: 'a-1',
			name: 'Cart',
			category: 'Shop',
			properties: { 'feed length': 26 },
		},
	},
	{
		resource: 'alias',
		operation: 'create',
		path: '/v1/alias',
		type: 'alias',
		minimal: { previousId: '39239-239239', userId: '507f191e81' },
		minimalBody: { previousId: '39239-239239', userId: '507f191e81' },
		full: { previousId: '39239-239239', userId: '507f191e81' },
		fullBody: { previousId: '39239-239239', userId: '507f191e81' },
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

const EVERY_CONTEXT_FIELD: INodeParameters = {
	...CONTEXT,
	traits: '{ "plan": "premium", "logins": 5 }',
	userAgentData: {
		architecture: 'x86',
		bitness: '64',
		brands: '[{ "brand": "Chromium", "version": "120" }]',
		fullVersionList: '[{ "brand": "Chromium", "version": "120.0.6099.109" }]',
		mobile: false,
		model: 'Pixel 8',
		platform: 'macOS',
		platformVersion: '14.1.0',
		uaFullVersion: '120.0.6099.109',
		wow64: false,
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
	traits: { plan: 'premium', logins: 5 },
	userAgentData: {
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
	},
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
			body: { type, ...call.minimalBody, context, messageId, sentAt },
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
			...call.full,
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
			...call.fullBody,
			context: FULL_CONTEXT,
			integrations: {
				All: false,
				'Google Analytics 4 Web': true,
				Mixpanel: false,
				Amplitude: { session_id: 12 },
			},
			timestamp: '2026-01-31T09:30:00.000Z',
			messageId: 'order-471',
			sentAt,
		});
		expect(run.json[0].messageId).toBe('order-471');
	});
});

describe('several items', () => {
	it('go as one batch in their order, each with its own outcome', async () => {
		const run = await runCaught(
			{
				resource: 'identify',
				operation: 'create',
				userId: '={{ $json.id }}',
				email: '={{ $json.email }}',
			},
			{
				items: [
					{ id: 1, email: 'a@example.com' },
					{ id: 2, email: '' },
					{ id: 3, email: null },
				],
			},
		);
		const { url, body } = theRequest(run);
		expect(url).toBe('https://api.segment.io/v1/batch');
		expect(body).toEqual({
			batch: [
				{ type: 'identify', userId: '1', traits: { email: 'a@example.com' }, context, messageId },
				{ type: 'identify', userId: '2', context, messageId },
				{ type: 'identify', userId: '3', traits: { email: null }, context, messageId },
			],
			sentAt,
		});
		const ids = (body.batch as IDataObject[]).map((message) => message.messageId);
		expect(new Set(ids).size).toBe(3);
		expect(run.outputs).toEqual([
			ids.map((id, item) => ({
				json: { success: true, messageId: id, type: 'identify', request: 1, attempts: 1 },
				pairedItem: { item },
			})),
		]);
	});

	it('keep their message ids when the run is repeated, and get others in the next execution', async () => {
		const send = async (executionId: string) =>
			(await trackBody({}, { executionId, items: [{ a: 1 }] })).messageId;
		expect(await send('7')).toBe(await send('7'));
		expect(await send('7')).not.toBe(await send('8'));
	});

	it('take traits, context, time and destinations each from its own item', async () => {
		const { batch } = await trackBody(
			{
				userId: '={{ $json.id }}',
				event: '={{ $json.name }}',
				properties: { revenue: '={{ $json.total }}' },
				customProperties: { assignments: [row('coupon', '={{ $json.coupon }}', 'string')] },
				context: { ip: '={{ $json.ip }}' },
				integrations: { all: '={{ $json.everywhere }}' },
				additionalFields: { timestamp: '={{ $json.at }}' },
			},
			{
				items: [
					{
						id: 1,
						name: 'A',
						total: '9.5',
						coupon: 'X',
						ip: '203.0.113.7',
						everywhere: true,
						at: 1_769_851_800,
					},
					{ id: 2, name: 'B', total: 0, ip: null, everywhere: false, at: '2026-01-31' },
				],
			},
		);
		expect(batch).toEqual([
			{
				type: 'track',
				userId: '1',
				event: 'A',
				properties: { revenue: 9.5, coupon: 'X' },
				context: { library, ip: '203.0.113.7' },
				integrations: { All: true },
				timestamp: '2026-01-31T09:30:00.000Z',
				messageId,
			},
			{
				type: 'track',
				userId: '2',
				event: 'B',
				properties: { revenue: 0 },
				context,
				integrations: { All: false },
				timestamp: '2026-01-31T00:00:00.000Z',
				messageId,
			},
		]);
	});
});

describe('custom traits and properties', () => {
	const ROWS = {
		assignments: [
			row('plan', 'pro', 'string'),
			row('zip', '={{ $json.zip }}', 'string'),
			row('none', 0, 'number'),
			row('seats', '={{ $json.seats }}', 'number'),
			row('vip', false, 'boolean'),
			row('trial', '={{ $json.trial }}', 'boolean'),
			row('tags', '={{ $json.tags }}', 'array'),
			row('team', '={{ $json.team }}', 'object'),
			row('typed', '{ "a": [1, true, null] }', 'object'),
			row('since', '={{ new Date($json.at) }}', 'object'),
			row('until', '={{ DateTime.fromISO($json.at) }}', 'object'),
			row('cleared', '={{ null }}', 'string'),
			row('missing', '={{ $json.missing }}', 'number'),
			row('empty', '', 'string'),
			row('address.city', 'Berlin', 'string'),
			row('address.country', 'DE', 'string'),
		],
	};
	const items = [
		{
			zip: 94103,
			seats: '12',
			trial: 'false',
			tags: ['a', 1],
			team: { name: 'x' },
			at: '2026-01-31T09:30:00Z',
		},
	];
	const VALUES = {
		plan: 'pro',
		zip: '94103',
		none: 0,
		seats: 12,
		vip: false,
		trial: false,
		tags: ['a', 1],
		team: { name: 'x' },
		typed: { a: [1, true, null] },
		since: '2026-01-31T09:30:00.000Z',
		until: '2026-01-31T09:30:00.000Z',
		cleared: null,
	};

	it('keep the type of their row', async () => {
		const { properties } = await trackBody(
			{ customProperties: ROWS },
			{
				items,
			},
		);
		expect(properties).toEqual({ ...VALUES, address: { city: 'Berlin', country: 'DE' } });
	});

	it('keep dots in their names where the user wants it so', async () => {
		const parameters = { customProperties: ROWS, options: { nestDottedNames: false } };
		const { properties } = await trackBody(parameters, { items });
		expect(properties).toEqual({
			...VALUES,
			'address.city': 'Berlin',
			'address.country': 'DE',
		});
	});

	it.each([
		['text', '{ "quantity": 2, "gift": false, "cart.total": 5, "coupon": null }'],
		['an expression’s object', '={{ $json.data }}'],
		[
			'text with expressions',
			'={ "quantity": {{ $json.data.quantity }}, "gift": false, "cart.total": 5, "coupon": null }',
		],
	])('come from JSON as %s', async (_kind, customPropertiesJson) => {
		const { properties } = await trackBody(
			{ specifyProperties: 'json', customPropertiesJson },
			{ items: [{ data: { quantity: 2, gift: false, 'cart.total': 5, coupon: null } }] },
		);
		expect(properties).toEqual({ quantity: 2, gift: false, cart: { total: 5 }, coupon: null });
	});

	const groupTraits = async (customTraitsJson: string) =>
		await runCaught({
			resource: 'group',
			operation: 'add',
			groupId: 'g-1',
			userId: 'u-1',
			groupTraits: { plan: 'free', address: { state: 'NW' } },
			specifyTraits: 'json',
			customTraitsJson,
		});

	it('join the named ones', async () => {
		const { requests } = await groupTraits('{ "seats": 3, "address.city": "Berlin" }');
		expect(requests[0].body.traits).toEqual({
			plan: 'free',
			seats: 3,
			address: { city: 'Berlin', state: 'NW' },
		});
	});

	it.each([
		['{ "plan": "pro" }', 'plan'],
		['{ "address.state": "BE" }', 'address.state'],
	])('never replace a named one (%s)', async (json, name) => {
		const { requests, error } = await groupTraits(json);
		expect(requests).toEqual([]);
		expect(error?.message).toBe(
			`Custom Traits has “${name}”, which another field of the form holds too`,
		);
	});
});

describe('empty fields', () => {
	it('are left out, never sent as empty text', async () => {
		const body = await trackBody({
			anonymousId: '',
			properties: { currency: '', revenue: 0 },
			customProperties: { assignments: [row('coupon', '', 'string')] },
			context: { ip: '', app: { name: '' }, additionalContext: '', consent: {} },
			integrations: { destinations: {} },
			additionalFields: { messageId: '', timestamp: '' },
		});
		expect(body).toEqual({
			type: 'track',
			userId: 'u-1',
			event: 'Tested',
			properties: { revenue: 0 },
			context,
			messageId,
			sentAt,
		});
	});

	it('leave out traits that have nothing in them', async () => {
		const run = await runCaught({
			resource: 'identify',
			operation: 'create',
			userId: 'u-1',
			email: '',
			fullName: '',
			traits: { address: { city: '' }, company: {}, phone: '' },
		});
		expect(theRequest(run).body).toEqual({
			type: 'identify',
			userId: 'u-1',
			context,
			messageId,
			sentAt,
		});
	});
});

it('sends ids that arrive as numbers as text', async () => {
	const run = await runCaught(
		{
			resource: 'group',
			operation: 'add',
			userId: '={{ $json.user }}',
			anonymousId: '={{ $json.visitor }}',
			groupId: '={{ $json.account }}',
		},
		{ items: [{ user: 42, visitor: 0, account: 75 }] },
	);
	expect(theRequest(run).body).toMatchObject({ userId: '42', anonymousId: '0', groupId: '75' });
});

it.each([
	['picked date', '2026-01-31T09:30:00', '2026-01-31T08:30:00.000Z'],
	['date without a time', '2026-01-31', '2026-01-30T23:00:00.000Z'],
	['ISO text with an offset', '2026-01-31T09:30:00-05:00', '2026-01-31T14:30:00.000Z'],
	['ISO text in UTC', '2026-01-31T09:30:00.5Z', '2026-01-31T09:30:00.500Z'],
	['Date', '={{ new Date("2026-01-31T09:30:00Z") }}', '2026-01-31T09:30:00.000Z'],
	['Luxon DateTime', '={{ DateTime.fromISO("2026-01-31T09:30:00") }}', '2026-01-31T08:30:00.000Z'],
	[
		'Luxon in a zone',
		'={{ DateTime.fromISO("2026-01-31T09:30:00", { zone: "Asia/Tokyo" }) }}',
		'2026-01-31T00:30:00.000Z',
	],
	['epoch in seconds', '={{ 1769851800 }}', '2026-01-31T09:30:00.000Z'],
	['epoch in milliseconds', '={{ 1769851800123 }}', '2026-01-31T09:30:00.123Z'],
	['epoch as text', '1769851800', '2026-01-31T09:30:00.000Z'],
])('takes a timestamp as %s in the workflow’s time zone', async (_form, timestamp, iso) => {
	const body = await trackBody({ additionalFields: { timestamp } }, { timezone: 'Europe/Berlin' });
	expect(body.timestamp).toBe(iso);
});

it('reads a date among the traits in the workflow’s time zone', async () => {
	const { requests } = await runCaught(
		{
			resource: 'identify',
			operation: 'create',
			userId: 'u-1',
			traits: { createdAt: '2026-07-31T09:30:00' },
		},
		{ timezone: 'Asia/Kolkata' },
	);
	expect(requests[0].body.traits).toEqual({ createdAt: '2026-07-31T04:00:00.000Z' });
});

it('sends a message of exactly 32 KB', async () => {
	const filler = await trackBody({ customProperties: fillWith(1) });
	const room = 32 * 1024 - Buffer.byteLength(JSON.stringify(filler)) + 1;
	const run = await runCaught({
		resource: 'track',
		operation: 'event',
		userId: 'u-1',
		event: 'Tested',
		customProperties: fillWith(room),
	});
	expect(theRequest(run).headers['content-length']).toBe(String(32 * 1024));
});

function fillWith(length: number): INodeParameters {
	return { assignments: [row('filler', 'x'.repeat(length), 'string')] };
}
