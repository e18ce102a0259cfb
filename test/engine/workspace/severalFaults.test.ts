/** An item with several wrong fields: all of them are told at once, and nothing is sent. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import nock from '../../support/nock';
import { answer, id, type Recorded, runWorkspace } from '../../support/workspace';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
afterEach(() => nock.cleanAll());

let requests: Recorded[];
beforeEach(() => (requests = answer({ data: { source: { id: 's1', slug: 'shop' } } })));

const goOn = { onError: 'continueRegularOutput' } as const;

const SOURCE: INodeParameters = {
	resource: 'source',
	operation: 'create',
	sourceType: id('={{ $json.type }}'),
	slug: '={{ $json.slug }}',
	enabled: '={{ $json.enabled }}',
	additionalFields: { settings: '={{ $json.settings }}' },
};
const GOOD: IDataObject = { type: 'web', slug: 'shop', enabled: true, settings: {} };

describe.each<[what: string, item: IDataObject, error: string, message: string]>([
	[
		'two',
		{ ...GOOD, slug: '', enabled: 'maybe' },
		'Slug is empty; Enabled is “maybe”, not true or false',
		'Fill it in, or check that its expression reads the right field. Use true or false.',
	],
	[
		'three, one of them in a collection',
		{ type: NaN, slug: ['shop'], enabled: true, settings: '{"a":' },
		'Slug is a list, not text; Source Type is NaN, not an ID; ' +
			'Additional Fields → Settings is not valid JSON at line 1, column 6',
		'Choose one value inside it with the expression. ' +
			'Check the expression: the field that it reads is missing or misspelt. Look near: {"a":',
	],
])('%s wrong fields in an item', (_, item, error, message) => {
	it('are told at once when the run stops', async () => {
		const run = await runWorkspace(SOURCE, { items: [GOOD, item] });
		expect(run.error?.message).toBe(
			`Nothing was sent: ${error}${error.includes(',') ? ',' : ''} in 1 of 2 items`,
		);
		const [line] = String(run.error?.description).split('<br>');
		expect(line).toBe(`Item 1: ${message}${message.endsWith('.') ? '' : '.'}`);
		expect(requests).toEqual([]);
	});

	it('are told at once when it goes on, and keep no other item back', async () => {
		const { outputs } = await runWorkspace(SOURCE, { items: [item, GOOD], settings: goOn });
		expect(outputs[0]).toEqual([
			{ json: { error, message, details: { sent: false } }, pairedItem: { item: 0 } },
			{ json: expect.objectContaining({ id: 's1' }), pairedItem: { item: 1 } },
		]);
		expect(requests).toHaveLength(1);
	});
});

const NOTHING = '={{ "" }}';

it.each<[what: string, parameters: INodeParameters, error: string]>([
	[
		'the ID in the path and the fields',
		{
			resource: 'source',
			operation: 'update',
			source: id(NOTHING),
			updateFields: { enabled: '={{ 7 }}' },
		},
		'Source is empty; Update Fields → Enabled is 7, not true or false',
	],
	[
		'rows of an endpoint',
		{
			resource: 'customCall',
			operation: 'send',
			mode: 'endpoint',
			endpoint: id('updateSource'),
			endpointFields: {
				mappingMode: 'defineBelow',
				value: { sourceId: '', enabled: 'maybe', settings: '[1]' },
			} as unknown as INodeParameters,
		},
		'Source ID is empty; Enabled is “maybe”, not true or false; Settings is a list, not an object',
	],
	[
		'roles, each row by itself',
		{
			resource: 'user',
			operation: 'invite',
			email: '={{ "a b" }}',
			permissions: {
				permission: [
					{ role: id('={{ true }}'), resourceType: 'WORKSPACE', labels: 'half' },
					{ role: id('r1'), resourceType: 'SOURCE', resource: id(NOTHING) },
				],
			},
		},
		'Permissions → Role is true, not text; Permissions → Labels contains “half”, which is not a label; ' +
			'Permissions is incomplete in row 2; Email contains “a b”, which is not an e-mail address',
	],
	[
		'rules of a tracking plan',
		{
			resource: 'trackingPlan',
			operation: 'updateRules',
			trackingPlan: id(NOTHING),
			rules: '[{"type":"TRACK"}, {"type":"EVENT"}]',
			dryRun: '={{ "perhaps" }}',
		},
		'Tracking Plan is empty; Dry Run is “perhaps”, not true or false; Rules → 0 → key is empty; ' +
			'Rules → 1 → type is “EVENT”, which is not one of its choices',
	],
	[
		'a time and its steps',
		{
			resource: 'delivery',
			operation: 'received',
			source: id(NOTHING),
			timeRange: 'custom',
			startTime: '={{ "soon" }}',
			endTime: NOTHING,
			granularity: '={{ "WEEK" }}',
		},
		'Start Time is “soon”, not a time; End Time is empty; ' +
			'Granularity is “WEEK”, which is not one of its choices; Source is empty',
	],
	[
		'nothing that a wrong decision would ask for',
		{ resource: 'customCall', operation: 'send', mode: 'list', path: NOTHING },
		'Mode is “list”, which is not one of its choices',
	],
])('are told whatever they are: %s', async (_, parameters, error) => {
	const { json } = await runWorkspace(parameters, { settings: goOn });
	expect(json.map((each) => each.error)).toEqual([error]);
	expect(requests).toEqual([]);
});
