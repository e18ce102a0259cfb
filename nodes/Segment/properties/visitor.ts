import type { INodeProperties } from 'n8n-workflow';

/** What the browser of a visitor knows about them, as their request brings it along. */
export const COOKIES: INodeProperties = {
	displayName: 'Cookies',
	name: 'cookies',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.headers.cookie }}',
	description:
		'The Cookie header of the visitor’s request, as a Webhook node gives it. Empty User ID and Anonymous ID are filled from Segment’s own cookies, and click IDs go where destinations read them. Nothing else of it is sent.',
};

/**
 * The IDs of advertising networks, each named as `CLICK_ID_SLOTS` knows it.
 */
export const CLICK_IDS: INodeProperties = {
	displayName: 'Click IDs',
	name: 'clickIds',
	type: 'collection',
	default: {},
	placeholder: 'Add Click ID',
	description:
		'IDs of advertising networks, each sent where that network’s destination in Segment reads it. They turn no destination on that Destinations turns off.',
	options: [
		{
			displayName: 'Amplitude Session ID',
			name: 'amplitudeSessionId',
			type: 'number',
			default: '',
			description: 'When the session began, in milliseconds since 1970',
		},
		{
			displayName: 'CM360 Display Click ID',
			name: 'campaignManagerDisplayClickId',
			type: 'string',
			default: '',
			description: 'The dclid of the page’s address',
		},
		{
			displayName: 'CM360 Google Click ID',
			name: 'campaignManagerGoogleClickId',
			type: 'string',
			default: '',
			description: 'The gclid of the page’s address',
		},
		{
			displayName: 'Facebook Browser ID',
			name: 'facebookBrowserId',
			type: 'string',
			default: '',
			placeholder: 'e.g. fb.1.1596403881668.1116446470',
			displayOptions: { show: { '/resource': ['track'] } },
			description: 'The cookie _fbp, sent as the property fbp',
		},
		{
			displayName: 'Facebook Click ID',
			name: 'facebookClickId',
			type: 'string',
			default: '',
			placeholder: 'e.g. fb.1.1554763741205.AbCdEfGhIjKlMnOp',
			displayOptions: { show: { '/resource': ['track'] } },
			description: 'The cookie _fbc, sent as the property fbc',
		},
		{
			displayName: 'Google Ads Session Attributes',
			name: 'googleSessionAttributes',
			type: 'string',
			default: '',
			description: 'The encoded session attributes that Google’s tag gives',
		},
		{
			displayName: 'Microsoft Click ID',
			name: 'microsoftClickId',
			type: 'string',
			default: '',
			description: 'The msclkid of the page’s address',
		},
		{
			displayName: 'Reddit Click ID',
			name: 'redditClickId',
			type: 'string',
			default: '',
			description: 'The rdt_cid of the page’s address',
		},
		{
			displayName: 'Reddit UUID',
			name: 'redditUuid',
			type: 'string',
			default: '',
			description: 'The cookie _rdt_uuid',
		},
		{
			displayName: 'Snap Click ID',
			name: 'snapClickId',
			type: 'string',
			default: '',
			description: 'The ScCid of the page’s address',
		},
		{
			displayName: 'Snap Cookie ID',
			name: 'snapCookieId',
			type: 'string',
			default: '',
			description: 'The cookie _scid',
		},
		{
			displayName: 'TikTok Click ID',
			name: 'tikTokClickId',
			type: 'string',
			default: '',
			description: 'The ttclid of the page’s address',
		},
		{
			displayName: 'TikTok Cookie ID',
			name: 'tikTokCookieId',
			type: 'string',
			default: '',
			description: 'The cookie _ttp',
		},
	],
};

const EXTERNAL_ID_TYPE: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'string',
	default: '',
	placeholder: 'e.g. phone',
	description: 'The name of the identifier under Unify → Unify Settings → Identity Resolution',
};

const EXTERNAL_ID_KIND: INodeProperties[] = [
	{
		displayName: 'Collection',
		name: 'collection',
		type: 'options',
		options: [
			{ name: 'Accounts', value: 'accounts', description: 'It tells accounts apart' },
			{ name: 'Users', value: 'users', description: 'It tells people apart' },
		],
		default: 'users',
	},
	{
		displayName: 'Encoding',
		name: 'encoding',
		type: 'options',
		options: [{ name: 'None', value: 'none' }],
		default: 'none',
		description: 'How the ID is written; Segment knows no other way',
	},
];

/** Custom identifiers of the person (Segment docs, "Identity Resolution Settings", custom identifiers). */
export const EXTERNAL_IDS: INodeProperties = externalIds(
	{
		displayName: 'ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123-456-7890',
		description: 'The identifier’s value. Without one, the row is left out.',
	},
	'Custom identifiers by which Segment’s Unify finds the profile',
);

/** The same in bulk, where each item has its own ID in a field. */
export const EXTERNAL_ID_FIELDS: INodeProperties = externalIds(
	{
		displayName: 'ID Field',
		name: 'from',
		type: 'string',
		requiresDataPath: 'single',
		default: '',
		placeholder: 'e.g. customer.phone',
		description: 'Name of the field that holds the ID. An item without a value has no such ID.',
	},
	'Fields that hold custom identifiers by which Segment’s Unify finds the profile',
);

function externalIds(id: INodeProperties, description: string): INodeProperties {
	return {
		displayName: 'External IDs',
		name: 'externalIds',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add External ID',
		description,
		options: [
			{
				displayName: 'External ID',
				name: 'externalId',
				values: [EXTERNAL_ID_TYPE, id, ...EXTERNAL_ID_KIND],
			},
		],
	};
}
