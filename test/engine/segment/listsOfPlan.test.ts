/** What the form offers of a tracking plan: its events, their properties, and the traits of calls. */
import { SegmentApi } from '../../../credentials/SegmentApi.credentials';
import { SegmentPublicApi } from '../../../credentials/SegmentPublicApi.credentials';
import { Segment } from '../../../nodes/Segment/Segment.node';
import { clock } from '../../../nodes/shared/clock';
import { known, tokens } from '../../stand-in/public-api';
import { DEMO_SOURCES, startStandIn, type StandIn } from '../../stand-in/server';
import { loadOptionsContext } from '../../support/loadOptions';
import { planOf, schemaOf } from '../../support/trackingPlan';

const nodeType = new Segment();
const { listSearch, resourceMapping } = nodeType.methods;

const PLAN = { __rl: true, mode: 'list', value: known.trackingPlanId };
const event = (value: string) => ({ __rl: true, mode: 'list', value });

let standIn: StandIn;

beforeAll(async () => (standIn = await startStandIn()));
afterAll(async () => await standIn.close());

let hour = 0;
beforeEach(() => {
	standIn.reset();
	// a plan is kept for ten minutes: each test comes an hour after the one before
	const start = Date.now() + ++hour * 3_600_000;
	jest.spyOn(clock, 'now').mockImplementation(() => start);
});
afterEach(() => jest.restoreAllMocks());

function form(parameters: object, hasPublicApi = true) {
	return loadOptionsContext({
		nodeType,
		credentialTypes: [new SegmentApi(), new SegmentPublicApi()],
		credentials: {
			segmentApi: { writekey: DEMO_SOURCES.us.writeKey, region: 'custom', host: standIn.url },
			...(hasPublicApi && {
				segmentPublicApi: {
					authType: 'token',
					token: tokens.owner,
					region: 'custom',
					host: `${standIn.url}/public-api`,
				},
			}),
		},
		parameters: parameters as never,
		path: 'parameters.planEvent',
	});
}

const chosen = { options: { trackingPlan: PLAN } };

const ask = async (filter?: string, parameters: object = chosen) =>
	(await listSearch.searchPlanEvents.call(form(parameters), filter)).results;

const requests = () => standIn.publicApi.requests.map(({ path }) => path);

describe('the events of the plan', () => {
	it('are all listed, of every page, with what the plan says of them', async () => {
		const all = await ask();
		expect(all).toHaveLength(419);
		expect(all[0]).toEqual({
			name: 'Tour 1 Booked – Somebody booked tour 1',
			value: 'Tour 1 Booked',
		});
	});

	it('are found by their name and description, without another request', async () => {
		await ask();
		const before = requests().length;
		expect(await ask('TOUR 412')).toEqual([
			{ name: 'Tour 412 Booked – Somebody booked tour 412', value: 'Tour 412 Booked' },
		]);
		expect(await ask('somebody booked tour 41')).toHaveLength(11);
		expect(await ask('no such event')).toEqual([]);
		expect(requests()).toHaveLength(before);
	});

	it('are asked for again when the list is opened again', async () => {
		await ask();
		planOf(standIn).rules.splice(2);
		expect(await ask('tour 3')).toHaveLength(111);
		expect(await ask('')).toEqual([
			{ name: 'Tour 1 Booked – Somebody booked tour 1', value: 'Tour 1 Booked' },
		]);
	});

	it('say what to do while no plan is chosen', async () => {
		await expect(ask('', { options: {} })).rejects.toMatchObject({
			message: 'No tracking plan is chosen',
			description: 'Add Options → Tracking Plan, and choose it there.',
		});
		expect(requests()).toEqual([]);
	});

	it('say so where the plan has none', async () => {
		planOf(standIn).rules = [];
		await expect(ask()).rejects.toMatchObject({
			message: 'The tracking plan has no events',
			description: "Add them to the plan in Segment, or set Event From to 'Name'.",
		});
	});

	it.each(['searchPlanEvents', 'searchTrackingPlans'] as const)(
		'%s says where to choose the second credential',
		async (list) => {
			await expect(listSearch[list].call(form(chosen, false), '')).rejects.toMatchObject({
				message: 'No Segment Public API credential is chosen',
				description: 'Choose it at the top of the form, then open the list again.',
				name: 'NodeApiError',
			});
		},
	);

	it('name the plan in an error of Segment’s', async () => {
		standIn.publicApi.fault({ status: 403 });
		await expect(ask()).rejects.toMatchObject({
			message: expect.stringMatching(/^The tracking plan could not be read: /) as string,
		});
	});
});

describe('the properties of an event', () => {
	const rowsFor = async (name: string, parameters: object = chosen) =>
		await resourceMapping.getPlanProperties.call(form({ ...parameters, planEvent: event(name) }));

	it('are typed rows, required ones first', async () => {
		expect(await rowsFor('Tour 12 Booked')).toEqual({
			fields: [
				{
					id: 'price',
					displayName: 'price – What it costs',
					type: 'number',
					required: true,
					removed: false,
					defaultMatch: false,
					display: true,
				},
				{
					id: 'guide',
					displayName: 'guide',
					type: 'string',
					required: false,
					removed: false,
					defaultMatch: false,
					display: true,
				},
			],
		});
	});

	it('take their types from the JSON Schema', async () => {
		planOf(standIn).rules = [
			rule('TRACK', 'properties', {
				paid: { type: 'boolean' },
				at: { type: ['string', 'null'], format: 'date-time' },
				currency: { enum: ['EUR', 'USD', null] },
				lines: { type: 'array', items: { type: 'object', properties: { sku: {} } } },
				tags: { type: 'array', items: { type: 'string' } },
				address: { type: 'object' },
				anything: {},
			}),
		];
		const { fields } = await rowsFor('Ordered');
		expect(fields.map(({ id, type, removed }) => [id, type, removed])).toEqual([
			['paid', 'boolean', true],
			['at', 'dateTime', false],
			['currency', 'options', false],
			['lines', 'array', false],
			['tags', 'array', false],
			['address', 'object', false],
			['anything', 'object', false],
		]);
		expect(fields[2].options).toEqual(['EUR', 'USD'].map((value) => ({ name: value, value })));
		expect(fields[3].displayName).toBe('lines – list of { sku }');
	});

	it.each([
		['no plan', 'Tour 1 Booked', {}, /^Choose a plan first/],
		['no event', '', chosen, /^Choose an event first/],
		['an event that the plan does not have', 'Unheard Of', chosen, /^Choose an event first/],
	])('say what to do for %s', async (_case, name, parameters, notice) => {
		expect(await rowsFor(name, parameters)).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringMatching(notice) as string,
		});
	});

	it('say so where the event has none', async () => {
		planOf(standIn).rules = [rule('TRACK', 'properties', {})];
		expect(await rowsFor('Ordered')).toEqual({
			fields: [],
			emptyFieldsNotice: 'The tracking plan has no properties for this event.',
		});
	});
});

describe('the traits of a call', () => {
	const rowsFor = async (resource: string, parameters: object = chosen) =>
		await resourceMapping.getPlanTraits.call(form({ ...parameters, resource }));
	const idsAndTypes = async (resource: string) =>
		(await rowsFor(resource)).fields.map(({ id, type }) => [id, type]);

	it('are those of the plan’s rule for it', async () => {
		planOf(standIn).rules = [
			rule('IDENTIFY', 'traits', { email: { type: 'string' }, seats: { type: 'integer' } }),
			rule('GROUP', 'traits', { since: { type: 'string', format: 'date-time' } }),
		];
		expect(await idsAndTypes('identify')).toEqual([
			['email', 'string'],
			['seats', 'number'],
		]);
		expect(await idsAndTypes('group')).toEqual([['since', 'dateTime']]);
	});

	it('say what to do without a plan, and where there are none', async () => {
		expect(await rowsFor('identify', {})).toEqual({
			fields: [],
			emptyFieldsNotice: 'Choose a plan first, under Options → Tracking Plan.',
		});
		expect(await rowsFor('group')).toEqual({
			fields: [],
			emptyFieldsNotice: 'The tracking plan has no traits for this call.',
		});
	});
});

function rule(type: string, part: 'properties' | 'traits', properties: object) {
	const at = new Date(0).toISOString();
	return {
		type,
		...(type === 'TRACK' && { key: 'Ordered' }),
		version: 1,
		jsonSchema: schemaOf({ [part]: { type: 'object', properties } }),
		createdAt: at,
		updatedAt: at,
	};
}
