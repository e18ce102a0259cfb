import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { row, runCaught, WRITE_KEY } from './support';

const EVENT = { resource: 'track', operation: 'event', userId: 'u-1', event: 'Tested' };
const IDENTIFY = { resource: 'identify', operation: 'create', userId: 'u-1' };
const BIG = 'ä'.repeat(16_300);

const NOBODY = {
	message: 'User ID and Anonymous ID are both empty',
	advice: 'Fill in one of them. Segment drops messages that belong to nobody.',
};
const ONE_VALUE = 'Choose one value inside it with the expression.';
const JSON_OBJECT = 'Use a JSON object such as { "plan": "premium" }.';

interface Problem {
	of: string;
	parameters: INodeParameters;
	json?: IDataObject;
	message: string;
	advice: string;
}

const PROBLEMS: Problem[] = [
	...['event', 'page', 'screen'].map((operation) => ({
		of: `a ${operation} that belongs to nobody`,
		parameters: { resource: 'track', operation, event: 'Tested', userId: '', anonymousId: ' ' },
		...NOBODY,
	})),
	{
		of: 'an identify that belongs to nobody',
		parameters: { ...IDENTIFY, userId: '={{ $json.missing }}' },
		...NOBODY,
	},
	{
		of: 'a group that nobody is put into',
		parameters: { resource: 'group', operation: 'add', groupId: 'g-1', userId: '' },
		...NOBODY,
	},
	{
		of: 'a group without an ID',
		parameters: { resource: 'group', operation: 'add', groupId: '={{ "" }}', userId: 'u-1' },
		message: 'Group ID is empty',
		advice: 'Give the ID of the account.',
	},
	{
		of: 'an event without a name',
		parameters: { ...EVENT, event: '={{ null }}' },
		message: 'Event is empty',
		advice: 'Give a name such as Order Completed.',
	},
	{
		of: 'an alias without the previous ID',
		parameters: { resource: 'alias', operation: 'create', previousId: '={{ "" }}', userId: 'u-1' },
		message: 'Previous ID is empty',
		advice: 'Give the ID that the user had before.',
	},
	{
		of: 'an alias without the new ID',
		parameters: { resource: 'alias', operation: 'create', previousId: 'a-1', userId: '' },
		message: 'User ID is empty',
		advice: 'Give the new ID of the user.',
	},
	{
		of: 'a User ID that is an object',
		parameters: { ...EVENT, userId: '={{ $json.user }}' },
		json: { user: { id: 1 } },
		message: 'User ID is an object, not text',
		advice: ONE_VALUE,
	},
	{
		of: 'an Anonymous ID that is a list',
		parameters: { ...EVENT, anonymousId: '={{ $json.ids }}' },
		json: { ids: ['a'] },
		message: 'Anonymous ID is a list, not text',
		advice: ONE_VALUE,
	},
	{
		of: 'traits that are a list',
		parameters: { ...IDENTIFY, specifyTraits: 'json', customTraitsJson: '["a"]' },
		message: 'Custom Traits is a list, not an object',
		advice: JSON_OBJECT,
	},
	{
		of: 'properties that are text',
		parameters: { ...EVENT, specifyProperties: 'json', customPropertiesJson: '"text"' },
		message: 'Custom Properties is “text”, not an object',
		advice: JSON_OBJECT,
	},
	{
		of: 'properties from an expression that gives a number',
		parameters: { ...EVENT, specifyProperties: 'json', customPropertiesJson: '={{ 5 }}' },
		message: 'Custom Properties is 5, not an object',
		advice: JSON_OBJECT,
	},
	{
		of: 'JSON with a mistake in it',
		parameters: {
			...IDENTIFY,
			specifyTraits: 'json',
			customTraitsJson: '{\n  "plan": "pro",\n  "seats": twelve\n}',
		},
		message: 'Custom Traits is not valid JSON at line 3, column 13',
		advice: 'Look near: "pro", "seats": twelve }',
	},
	{
		of: 'a number field that holds words',
		parameters: { ...EVENT, properties: { revenue: '={{ $json.total }}' } },
		json: { total: '9,99 €' },
		message: 'Revenue is “9,99 €”, not a number',
		advice: 'Use digits with a decimal point, without a currency sign or thousands separators.',
	},
	{
		of: 'a row whose value does not fit its type',
		parameters: { ...EVENT, customProperties: { assignments: [row('seats', 'many', 'number')] } },
		message: 'Custom Properties → seats is “many”, not a number',
		advice: 'Use digits with a decimal point, without a currency sign or thousands separators.',
	},
	{
		of: 'a timestamp that is not a time',
		parameters: { ...EVENT, additionalFields: { timestamp: 'last Tuesday' } },
		message: 'Timestamp is “last Tuesday”, not a time',
		advice:
			'Give ISO 8601 such as 2026-01-31T09:30:00Z, epoch seconds or milliseconds, or pick a date.',
	},
	{
		of: 'a timestamp on a day that does not exist',
		parameters: { ...EVENT, additionalFields: { timestamp: '2026-02-30T00:00:00Z' } },
		message: 'Timestamp is “2026-02-30T00:00:00Z”, not a time',
		advice:
			'Give ISO 8601 such as 2026-01-31T09:30:00Z, epoch seconds or milliseconds, or pick a date.',
	},
	{
		of: 'a Message ID of 100 characters',
		parameters: { ...EVENT, additionalFields: { messageId: 'x'.repeat(100) } },
		message: 'Message ID has 100 characters, and Segment takes at most 99',
		advice: 'Use a shorter ID, for example a UUID or a hash.',
	},
	{
		of: 'a message over 32 KB',
		parameters: {
			...EVENT,
			customProperties: { assignments: [row('note', '={{ $json.note }}', 'string')] },
		},
		json: { note: BIG },
		message: 'The message has 32,793 bytes, and Segment takes at most 32 KB (32,732 bytes)',
		advice: 'Send fewer or shorter traits, properties and context fields.',
	},
	{
		of: 'consent of the wrong shape',
		parameters: {
			...EVENT,
			context: { additionalContext: '{ "consent": { "categoryPreferences": { "Ads": "yes" } } }' },
		},
		message: 'Context → Consent has the wrong shape',
		advice: 'Use { "categoryPreferences": { "Advertising": true, "Analytics": false } }.',
	},
	{
		of: 'consent that is neither given nor refused',
		parameters: {
			...EVENT,
			context: { consent: { categories: [{ category: 'Ads', given: '={{ "maybe" }}' }] } },
		},
		message: 'Context → Consent → Ads is “maybe”, not true or false',
		advice: 'Use true or false.',
	},
	{
		of: 'context traits that are a list',
		parameters: { ...EVENT, context: { traits: '[]' } },
		message: 'Context → Traits is a list, not an object',
		advice: JSON_OBJECT,
	},
	{
		of: 'a destination’s options that are no object',
		parameters: {
			...EVENT,
			integrations: {
				destinations: { destination: [{ name: 'Amplitude', mode: 'options', options: '[' }] },
			},
		},
		message: 'Destinations → Amplitude → Options (JSON) is not valid JSON at line 1, column 2',
		advice: 'Look near: [',
	},
];

it.each(PROBLEMS)('refuses $of before anything is sent', async (problem) => {
	const { requests, outputs, error } = await runCaught(problem.parameters, {
		items: [problem.json ?? {}],
	});
	expect(requests).toEqual([]);
	expect(outputs).toEqual([]);
	expect(error).toMatchObject({
		message: problem.message,
		description: problem.advice,
		context: { itemIndex: 0 },
	});
});

it.each(PROBLEMS)('gives $of its own result where the run continues', async (problem) => {
	const { requests, outputs, error } = await runCaught(problem.parameters, {
		items: [problem.json ?? {}],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(requests).toEqual([]);
	expect(error).toBeUndefined();
	expect(outputs).toEqual([
		[
			{
				json: { error: problem.message, message: problem.advice, details: { sent: false } },
				pairedItem: { item: 0 },
			},
		],
	]);
});

describe('of several items', () => {
	const parameters: INodeParameters = {
		...IDENTIFY,
		userId: '={{ $json.id }}',
		additionalFields: { timestamp: '={{ $json.at }}' },
		options: { maxRetries: 0 },
	};
	const items: IDataObject[] = [
		{ id: 'u-0' },
		{ id: '' },
		{ id: 'u-2', at: '2026-01-31T09:30:00Z' },
		{ id: 'u-3', at: 'soon' },
	];

	it('one wrong item keeps all from being sent, and every wrong one is named', async () => {
		const { requests, error } = await runCaught(parameters, { items });
		expect(requests).toEqual([]);
		expect(error).toMatchObject({
			message: 'Nothing was sent: 2 items of 4 cannot be sent as they are',
			context: { itemIndex: 1 },
		});
		expect(error?.description).toBe(
			'Item 1: User ID and Anonymous ID are both empty. Fill in one of them. Segment drops messages that belong to nobody.<br>' +
				'Item 3: Timestamp is “soon”, not a time. Give ISO 8601 such as 2026-01-31T09:30:00Z, epoch seconds or milliseconds, or pick a date.<br>' +
				"To send the others anyway, set 'On Error' in the node's Settings to continue.",
		);
	});

	it('a reason that all share is the headline', async () => {
		const nobody = [{}, { id: '' }, { id: null }];
		const { requests, error } = await runCaught(parameters, { items: nobody });
		expect(requests).toEqual([]);
		expect(error).toMatchObject({
			message: `Nothing was sent: ${NOBODY.message} in all 3 items`,
			description: NOBODY.advice,
			context: { itemIndex: 0 },
		});
	});

	it('the good ones go and the wrong ones get their own result, where the run continues', async () => {
		const { requests, outputs } = await runCaught(parameters, {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(requests).toHaveLength(1);
		expect(requests[0].body.batch).toMatchObject([{ userId: 'u-0' }, { userId: 'u-2' }]);
		expect(outputs).toHaveLength(1);
		expect(outputs[0]).toMatchObject([
			{ json: { success: true, type: 'identify' }, pairedItem: { item: 0 } },
			{ json: { error: NOBODY.message, message: NOBODY.advice }, pairedItem: { item: 1 } },
			{ json: { success: true, type: 'identify' }, pairedItem: { item: 2 } },
			{ json: { error: 'Timestamp is “soon”, not a time' }, pairedItem: { item: 3 } },
		]);
		expect(outputs[0]).toHaveLength(4);
	});

	it('the wrong ones leave by the error output with their input', async () => {
		const { requests, outputs } = await runCaught(parameters, {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(requests[0].body.batch).toHaveLength(2);
		expect(outputs.map((output) => output.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 0 }, { item: 2 }],
			[{ item: 1 }, { item: 3 }],
		]);
		expect(outputs[0].map(({ json }) => json.success)).toEqual([true, true]);
		expect(outputs[1].map(({ json }) => json)).toEqual([
			{ id: '', error: NOBODY.message, message: NOBODY.advice, details: { sent: false } },
			expect.objectContaining({ id: 'u-3', error: 'Timestamp is “soon”, not a time' }),
		]);
	});
});

describe('an expression that fails in a later item', () => {
	const parameters = {
		...IDENTIFY,
		userId: "={{ $json.bad ? $('Nowhere').item.json.id : $json.id }}",
	};
	const items = [{ id: 'u-0' }, { id: 'u-1' }, { bad: true }, { id: 'u-3' }];

	it('keeps all from being sent', async () => {
		const { requests, outputs, error } = await runCaught(parameters, { items });
		expect(error).toMatchObject({
			message: expect.stringMatching(
				/^Nothing was sent: User ID could not be read: Referenced node.* in 1 of 4 items$/,
			),
			description: expect.stringContaining('Item 2: Correct its expression'),
			context: { itemIndex: 2 },
		});
		expect(outputs).toEqual([]);
		expect(requests).toEqual([]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'is that item’s own failure with %s',
		async (onError) => {
			const { requests, outputs } = await runCaught(parameters, { items, settings: { onError } });
			expect(requests).toHaveLength(1);
			expect(requests[0].body.batch).toMatchObject([
				{ userId: 'u-0' },
				{ userId: 'u-1' },
				{ userId: 'u-3' },
			]);
			const all = outputs.flat();
			expect(all).toHaveLength(4);
			expect(all.filter(({ json }) => json.success)).toHaveLength(3);
			expect(all.filter(({ json }) => String(json.error).includes('Referenced node'))).toHaveLength(
				1,
			);
		},
	);
});

describe('the write key', () => {
	const encoded = Buffer.from(`${WRITE_KEY}:`).toString('base64');

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'is in nothing that a failed run leaves behind, with %s',
		async (onError) => {
			const { run, error } = await runCaught(
				{ ...EVENT, options: { maxRetries: 0 } },
				{
					host: 'https://unreachable.example.com',
					settings: { onError },
				},
			);
			const left = JSON.stringify([run, error?.message, error?.description, error?.stack]);
			expect(left).not.toContain(WRITE_KEY);
			expect(left).not.toContain(encoded);
			expect(left).toContain('Segment');
		},
	);

	it('is in no output', async () => {
		const { run } = await runCaught(EVENT);
		expect(JSON.stringify(run)).not.toMatch(new RegExp(`${WRITE_KEY}|${encoded}`));
	});
});
