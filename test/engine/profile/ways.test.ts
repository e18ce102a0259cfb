import type { INodeParameters } from 'n8n-workflow';

import { clock } from '../../../nodes/shared/clock';
import { useFastClock } from '../../support/clock';
import { type RunningProfileApi, runProfile, startProfileApi } from '../../support/profile-api';

/** n8n calls the custom operation on the canvas, and routes one item for agents before version 3. */
const WAYS = ['custom operation', 'routing'] as const;
const OPERATIONS = ['get', 'getEvents', 'getExternalIds', 'getLinks', 'getMetadata', 'getTraits'];
let profileApi: RunningProfileApi;
beforeAll(async () => (profileApi = await startProfileApi({ now: () => clock.now() })));
beforeEach(() => {
	useFastClock();
	profileApi.api.reset();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await profileApi.close());

/** n8n's routing engine says `none` where there was no answer. */
const httpOf = ({ httpCode }: { httpCode?: string | null }) =>
	httpCode === 'none' ? undefined : httpCode;

type Options = Omit<Parameters<typeof runProfile>[0], 'parameters' | 'way'>;

/** What each of the two ways asks for and puts out. */
async function bothWays(parameters: INodeParameters, options: Options = {}) {
	const outcomes = [];
	for (const way of WAYS) {
		profileApi.api.requests.splice(0);
		const { outputs, error } = await runProfile({
			host: profileApi.host,
			parameters,
			way,
			...options,
		});
		outcomes.push({
			urls: profileApi.urls().sort(),
			outputs,
			error: error && { message: error.message, advice: error.description, http: httpOf(error) },
		});
	}
	const [custom, routed] = outcomes;
	expect(routed).toEqual(custom);
	return custom;
}

it('refuses a time-out that cannot be waited for, both ways', async () => {
	const { error, urls } = await bothWays({ requestOptions: { timeout: -5 } });
	expect(error?.message).toBe('Timeout is -5, and must be from 0 to 2147483647');
	expect(urls).toEqual([]);
});

describe.each(OPERATIONS)('%s, both ways', (operation) => {
	it.each<[string, INodeParameters]>([
		['as it is', {}],
		[
			'with every option',
			{
				returnAll: true,
				eventLimit: 2,
				parts: ['events', 'traits', 'links'],
				filters: {
					getEvents: {
						start: '2026-01-01T00:00:00',
						end: '={{ DateTime.fromISO($json.end) }}',
						include: 'Order Completed, Page Viewed',
						exclude: 'Signed Up',
					},
					getExternalIds: { include: '={{ ["user_id"] }}' },
					getTraits: { class: 'audience', include: 'big_spenders' },
				}[operation] as INodeParameters,
				options: {
					lowercaseId: false,
					...(operation === 'getEvents' && { sort: 'asc' }),
					...(/getE.*Ids|Metadata|Traits/.test(operation) && { verbose: true }),
				},
			},
		],
		['for an account', { collection: 'accounts', idType: 'groupId', groupId: 'acme-42' }],
		['by an expression', { idType: 'email', email: '={{ " Ada@" + $json.domain }}' }],
		['for nobody', { userId: 'nobody' }],
		['for nobody, who is welcome', { userId: 'nobody', ifNotFound: 'emptyResult' }],
		['for nobody, who is left out', { userId: 'nobody', ifNotFound: 'noItem' }],
		['with a wrong ID', { userId: '={{ $json.nope }}' }],
		['with a limit that is none', { returnAll: false, limit: 0, parts: ['events'], eventLimit: 0 }],
	])('%s', async (_name, parameters) => {
		const { urls, error } = await bothWays(
			{ operation, ...parameters },
			{ items: [{ domain: 'example.com', end: '2099-01-01' }] },
		);
		expect(urls.length > 0 || error !== undefined).toBe(true);
	});

	it('and goes on after an error', async () => {
		const { outputs } = await bothWays(
			{ operation, userId: 'nobody' },
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(outputs).toEqual([
			[
				{
					json: {
						error: 'The profile was not found',
						message: expect.stringContaining('user_id:nobody'),
						details: { status: 404 },
					},
					pairedItem: { item: 0 },
				},
			],
		]);
	});
});

describe('as the tool of an agent', () => {
	it.each([
		[{ userId: 'nobody' }, 'The profile was not found'],
		[{ userId: '={{ undefined }}' }, 'User ID is empty'],
		[
			{ ifNotFound: '={{ "error" + 1 }}' },
			'If Not Found is “error1”, which is not one of its choices',
		],
	])('an error is the answer: %j', async (parameters, message) => {
		const { outputs, error } = await bothWays(
			{ operation: 'getMetadata', ...parameters },
			{ tool: true },
		);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json.error)).toEqual([message]);
	});
});

describe('n8n’s own settings', () => {
	const THREE = [{ id: 'u-1001' }, { id: '' }, { id: 'u-1002' }];
	const byId = { operation: 'getMetadata', userId: '={{ $json.id }}' };
	const run = async (options: Parameters<typeof runProfile>[0]) =>
		await runProfile({ host: profileApi.host, items: THREE, parameters: byId, ...options });

	it('Execute Once takes exactly the first item', async () => {
		const { json, error } = await run({ settings: { executeOnce: true } });
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => id)).toEqual(['user_id:u-1001']);
	});

	it('nothing is asked for when one item is wrong', async () => {
		const { error } = await run({});
		expect(error?.message).toBe('Nothing was sent: User ID is empty in 1 of 3 items');
		expect(profileApi.urls()).toEqual([]);
	});

	it('the good ones are, when the node goes on after errors', async () => {
		const { json } = await run({ settings: { onError: 'continueRegularOutput' } });
		expect(json.map(({ id, error }) => id ?? error)).toEqual([
			'user_id:u-1001',
			'User ID is empty',
			'user_id:u-1002',
		]);
	});

	it('an expression that fails is a wrong item', async () => {
		const { outputs } = await run({
			parameters: { ...byId, userId: '={{ $itemIndex === 1 ? $("Nowhere").item : $json.id }}' },
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs[0].map(({ json }) => json.id ?? json.error)).toEqual([
			'user_id:u-1001',
			expect.stringMatching(/^User ID could not be read: /),
			'user_id:u-1002',
		]);
	});

	it('Batching rests between its items, also for longer than ten minutes', async () => {
		const waits = useFastClock();
		profileApi.api.faults.push({ status: 503, times: 6 });
		const { json } = await run({
			items: THREE.map(() => ({ id: 'u-1001' })),
			parameters: {
				...byId,
				requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 660_000 } } },
			},
			settings: { onError: 'continueRegularOutput' },
		});
		expect(json.map(({ id, error }) => id ?? error)).toEqual([
			'Segment could not answer, status 503',
			'user_id:u-1001',
			'user_id:u-1001',
		]);
		expect(waits.filter((ms) => ms === 660_000)).toHaveLength(2);
	});
});

describe('the requests of a run', () => {
	it.each(OPERATIONS)('%s: a refused token ends it after one', async (operation) => {
		const items = Array.from({ length: 50 }, () => ({}));
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			profileApi.api.requests.splice(0);
			const { json, error } = await runProfile({
				host: profileApi.host,
				items,
				parameters: { operation },
				credential: { accessToken: 'wrong' },
				settings: { onError },
			});
			expect(profileApi.urls()).toHaveLength(1);
			expect([error?.message, json.length]).toEqual(
				onError === 'stopWorkflow'
					? ['Item 0 of 50: Segment did not accept the access token', 0]
					: [undefined, 50],
			);
		}
	});

	it('count together with those of the runs before it', async () => {
		const waits = useFastClock();
		const items = Array.from({ length: 60 }, () => ({}));
		for (let run = 0; run < 2; run++) {
			const { error } = await runProfile({
				host: profileApi.host,
				items,
				parameters: { operation: 'getMetadata' },
			});
			expect(error).toBeUndefined();
			// all in one moment of the test's clock
			expect(waits.length > 0).toBe(run === 1);
		}
		expect(waits[0]).toBe(1_001);
	});
});

describe('a value', () => {
	const idOf = async (parameters: INodeParameters, item = {}) => {
		const { json, error } = await runProfile({
			host: profileApi.host,
			items: [item],
			parameters: { operation: 'getMetadata', ifNotFound: 'emptyResult', ...parameters },
		});
		return error ? error.message : String(json[0].id);
	};

	it.each<[unknown, string]>([
		['u-1\n', 'user_id:u-1'],
		['\u00a0u-1\ufeff', 'user_id:u-1'],
		[5, 'user_id:5'],
		[0, 'user_id:0'],
		[false, 'User ID is false, not text'],
		['undefined', 'User ID is the text “undefined”, not an ID'],
		['[object Object]', 'User ID is the text “[object Object]”, not an ID'],
		[null, 'User ID is empty'],
		['  ', 'User ID is empty'],
		[1e21, 'User ID is the number 1e+21, which has lost digits'],
		[1.5, 'User ID is the number 1.5, not a whole one'],
		[{ id: 1 }, 'User ID is an object, not text'],
		[['a'], 'User ID is a list, not text'],
		['cut \ud83d', 'User ID holds half a character'],
	])('as User ID: %j', async (value, id) => {
		expect(await idOf({ userId: '={{ $json.value }}' }, { value })).toBe(id);
	});

	it.each([
		['Number("abc")', 'User ID is NaN, not an ID'],
		['$json.nope', 'User ID is empty'],
		['`${$json.nope}`', 'User ID is the text “undefined”, not an ID'],
		['new Map()', 'User ID is a Map, not text'],
		['DateTime.fromISO("x")', 'User ID is an invalid date, not text'],
	])('of an expression as User ID: %s', async (expression, id) => {
		expect(await idOf({ userId: `={{ ${expression} }}` })).toBe(id);
	});

	/** n8n wants every field that it may have to show. */
	const filledIn = {
		anonymousId: 'x',
		customIdType: 'x',
		customId: 'x',
		email: 'x',
		groupId: 'x',
	};

	it.each<[INodeParameters, string]>([
		[{ collection: '={{ " USERS" }}', idType: 'userId' }, 'user_id:u-1001'],
		[{ collection: '={{ "people" }}' }, 'Collection is “people”, which is not one of its choices'],
		[{ idType: '={{ "USERID" }}' }, 'user_id:u-1001'],
		[{ idType: '={{ "groupId" }}' }, 'Look Up By does not fit the collection'],
		[{ idType: '={{ "name" }}' }, 'Look Up By is “name”, which is not one of its choices'],
		[{ ifNotFound: '={{ "NoItem " }}' }, 'user_id:u-1001'],
		[{ ifNotFound: '={{ false }}' }, 'If Not Found is false, which is not one of its choices'],
		[{ userId: 'U-1001', options: { lowercaseId: '={{ "no" }}' } }, 'user_id:U-1001'],
		[{ userId: 'U-1001', options: { lowercaseId: '={{ null }}' } }, 'user_id:u-1001'],
		[
			{ options: { lowercaseId: '={{ "maybe" }}' } },
			'Options → Lowercase ID is “maybe”, not true or false',
		],
		[{ options: { verbose: '={{ 2 }}' } }, 'Options → Verbose is 2, not true or false'],
		[
			{ operation: 'getTraits', filters: { class: '={{ "audiences" }}' } },
			'Filters → Class is “audiences”, which is not one of its choices',
		],
		[
			{ operation: 'getTraits', returnAll: '={{ "all" }}' },
			'Return All is “all”, not true or false',
		],
		[
			{ operation: 'getEvents', filters: { start: '2026-02-30' } },
			'Filters → Start is “2026-02-30”, not a time',
		],
		[{ operation: 'getEvents', filters: { end: '={{ 5 }}' } }, 'Filters → End is 5, not a time'],
		[
			{ operation: 'getEvents', filters: { include: '={{ [undefined] }}' } },
			'Filters → Include Events → 0 is empty',
		],
		[
			{ operation: 'get', parts: '={{ ["traits", "everything"] }}' },
			'Include → 1 is “everything”, which is not one of its choices',
		],
		[
			{ operation: 'get', parts: ['events'], eventLimit: '={{ "all" }}' },
			'Max Events is “all”, not a number',
		],
	])('in %j', async (parameters, id) => {
		expect(await idOf({ ...filledIn, ...parameters })).toBe(id);
	});

	it('of an expression is one name, with its commas; typed text is split', async () => {
		const ask = async (include: string) =>
			await idOf({ operation: 'getTraits', filters: { include } });
		await ask('={{ "plan, seats" }}');
		await ask('plan, seats');
		expect(profileApi.urls().map((url) => /include=([^&]*)/.exec(url)?.[1])).toEqual([
			'plan%2C%20seats',
			'plan,seats',
		]);
	});

	it.each([' spa_demo\n', '\u00a0spa_demo'])(
		'of the credential is trimmed: %j',
		async (spaceId) => {
			const { error } = await runProfile({
				host: ` ${profileApi.host}/ `,
				credential: { spaceId, accessToken: ' demo-access-token\n' },
				parameters: { operation: 'getMetadata' },
			});
			expect(error).toBeUndefined();
		},
	);
});
