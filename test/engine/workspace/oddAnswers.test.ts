/** Directory and Data Review where Segment's answers are empty, odd, or refused in the middle. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { API, id, type Reply, refusal, runWorkspace } from '../../support/workspace';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

/** The answers by path, each in turn; the last also answers all others. */
type Answers = Record<string, Reply | Reply[]>;

const list = (key: string, records: unknown, next?: string): Reply => ({
	data: { [key]: records, pagination: { next } },
});

async function run(operation: string, answers: Answers, more: INodeParameters = {}) {
	const asked: string[] = [];
	nock.cleanAll();
	nock(API)
		.persist()
		.get(/.*/)
		.reply((uri) => {
			const [path] = uri.split('?');
			const replies = [answers[path] ?? refusal(404, 'gone')].flat();
			const {
				status = 200,
				data,
				body,
			} = replies[asked.filter((each) => each === path).length] ?? replies.at(-1);
			asked.push(path);
			return [status, JSON.stringify(body ?? { data })];
		});
	const resource = operation.startsWith('get') ? 'directory' : 'dataReview';
	const parameters = { resource, operation, returnAll: true, ...more };
	const { json, error } = await runWorkspace(parameters as INodeParameters);
	return { json, error: error && `${error.message}. ${error.description}`, asked };
}

const WORKSPACE: Answers = { '/': { data: { workspace: { id: 'w', name: 'W' } } } };
const NOBODY: Answers = {
	...WORKSPACE,
	'/users': list('users', []),
	'/invites': list('invites', []),
	'/groups': list('userGroups', []),
	'/credentials': list('credentials', []),
};
const ADA = { id: 'u', name: 'Ada', email: 'Ada@b.co', permissions: [] };

it.each<[operation: string, answers: Answers]>([
	['getUsers', {}],
	['getGroups', {}],
	['getRoles', { '/roles': list('roles', []) }],
	['silentSources', { '/events/volume': list('result', []), '/sources': list('sources', []) }],
	[
		'ungovernedSources',
		{ '/tracking-plans': list('trackingPlans', []), '/sources': list('sources', []) },
	],
	['deliveryHealth', { '/destinations': list('destinations', []) }],
	['staleAccess', {}],
])('%s of an empty workspace gives nothing', async (operation, answers) => {
	const { json, error } = await run(operation, { ...NOBODY, ...answers });
	expect([json, error]).toEqual([[], undefined]);
});

it('gives groups without members, and those of invited people, in whatever case their address is', async () => {
	const { json } = await run(
		'getUsers',
		{
			...NOBODY,
			'/users': list('users', [ADA]),
			'/invites': list('invites', ['x@y.co']),
			'/groups': list('userGroups', [
				{ id: 'g', name: 'G' },
				{ id: 'h', name: 'H' },
			]),
			'/groups/g/users': list('users', []),
			'/groups/g/invites': list('emails', []),
			'/groups/h/users': list('users', [{ ...ADA, email: 'ada@b.co' }]),
			'/groups/h/invites': list('emails', ['X@y.co']),
		},
		{ options: { includeGroups: true } },
	);
	expect(json.map(({ email, status, groups }) => [email, status, groups])).toEqual([
		['Ada@b.co', 'active', [{ id: 'h', name: 'H' }]],
		['x@y.co', 'invited', [{ id: 'h', name: 'H' }]],
	]);
});

it('takes people whose address Segment leaves out neither for “undefined” nor for each other', async () => {
	const { json } = await run(
		'getUsers',
		{
			...NOBODY,
			'/users': list('users', [{ id: 'u' }, { id: 'v', email: null }]),
			'/groups': list('userGroups', [{ id: 'g', name: 'G' }]),
			'/groups/g/users': list('users', [{ id: 'u' }]),
			'/groups/g/invites': list('emails', []),
		},
		{ options: { includeGroups: true } },
	);
	expect(json.map(({ id: user, email, groups }) => [user, email, groups])).toEqual([
		['u', null, []],
		['v', null, []],
	]);
});

describe('a page in the middle', () => {
	const first = list('users', [ADA], 'n');
	it.each<[what: string, reply: Reply, error: string]>([
		['that is refused', refusal(403, 'no'), "The credential's token is not allowed to do this"],
		['that is gone', refusal(404, 'gone'), 'Segment does not know'],
		[
			'that fails for good',
			refusal(500, 'down'),
			'Segment could not complete the request (HTTP 500)',
		],
		['without its list', { data: {} }, "Segment's answer lacks “users”"],
		[
			'that leads back',
			list('users', [{ ...ADA, id: 'v' }], 'n'),
			'Segment gave the same page twice',
		],
		['of somebody else', { body: '<html>' }, 'The answer does not come from Segment’s Public API'],
	])('%s ends in an error, and in no shorter list', async (_, reply, error) => {
		const ended = await run('getUsers', { ...NOBODY, '/users': [first, reply] });
		expect(ended.error).toContain(error);
		expect(ended.json).toEqual([]);
	});

	it('that comes too fast is waited for', async () => {
		const { json } = await run('getUsers', {
			...NOBODY,
			'/users': [first, refusal(429, 'slow'), list('users', [{ ...ADA, id: 'v' }])],
		});
		expect(json.map((user) => user.id)).toEqual(['u', 'v']);
	});
});

it.each([
	'x',
	'users',
	'users.',
	'users.1',
	'users.-1.x',
	'users.1000000.x',
	'groups.0.x',
	'USERS.0.',
	'={{ 5 }}',
	'={{ {} }}',
	'={{ "undefined" }}',
])('the cursor %j is refused before anything is asked', async (cursor) => {
	const { error, asked } = await run('getUsers', NOBODY, { cursor });
	expect(error).toMatch(/^Cursor is /);
	expect(asked).toEqual([]);
});

describe('what is deleted while the rest is looked at is left out:', () => {
	const all = { options: { includeMembers: true, includeGroups: true, includeCredentials: true } };
	const groups: Answers = {
		...NOBODY,
		'/users': list('users', [ADA]),
		'/groups': list('userGroups', [
			{ id: 'gone', name: 'Gone', permissions: [{ roleId: 'r' }] },
			{ id: 'h', name: 'H', permissions: [{ roleId: 'r' }] },
		]),
		'/roles': list('roles', []),
		'/groups/h/users': list('users', [ADA]),
		'/groups/h/invites': list('emails', []),
	};

	it('a group, in the directory of users', async () => {
		const { json } = await run('getUsers', groups, all);
		expect(json).toMatchObject([{ id: 'u', groups: [{ id: 'h' }] }]);
	});

	it('a group, among stale access', async () => {
		const { json, error } = await run('staleAccess', groups);
		expect([json, error]).toEqual([[], undefined]);
	});

	it('a tracking plan', async () => {
		const answers = {
			'/tracking-plans': list('trackingPlans', [{ id: 'gone' }, { id: 'p' }]),
			'/tracking-plans/p/sources': list('sources', [{ id: 'a' }]),
			'/sources': list('sources', [{ id: 'a' }, { id: 'b' }]),
		};
		const { json } = await run('ungovernedSources', answers);
		expect(json.map((source) => source.id)).toEqual(['b']);
	});

	it('a destination', async () => {
		const answers = { '/destinations': list('destinations', [{ id: 'gone', enabled: true }]) };
		const { json, error } = await run('deliveryHealth', answers, { days: 1 });
		expect([json, error]).toEqual([[], undefined]);
	});
});

it('a list that is missing of a group that is there ends the run, and nothing is asked after its end', async () => {
	const answers = {
		...WORKSPACE,
		'/groups': list('userGroups', [{ id: 'g' }, { id: 'h' }]),
		'/groups/g': { data: { userGroup: { id: 'g' } } },
		'/groups/h/users': list('users', []),
		'/groups/h/invites': list('emails', []),
	};
	const { error, asked } = await run('getGroups', answers, { options: { includeMembers: true } });
	expect(error).toContain('Asked for: /groups/g/users');
	const atItsEnd = [...asked];
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(asked).toEqual(atItsEnd);
});

describe('stale access', () => {
	const credentials = { options: { includeCredentials: true } };
	const storing = (consumers: Reply): Answers => ({
		...NOBODY,
		'/credentials': list('credentials', [{ id: 'c', name: 'C' }]),
		'/credentials/c/consumers': consumers,
	});

	it('takes no credential for unused because a list is missing', async () => {
		const { error, json } = await run(
			'staleAccess',
			storing({ data: { warehouses: [] } }),
			credentials,
		);
		expect(error).toContain("Segment's answer lacks “sources”");
		expect(json).toEqual([]);
	});

	it('knows one that is in use by either list', async () => {
		const used = async (data: IDataObject) =>
			(await run('staleAccess', storing({ data }), credentials)).json.length === 0;
		expect(await used({ warehouses: [{ id: 'w' }], sources: [] })).toBe(true);
		expect(await used({ warehouses: [], sources: [{ id: 's' }] })).toBe(true);
		expect(await used({ warehouses: [], sources: [] })).toBe(false);
	});
});

describe('routing', () => {
	const source = (trackingPlanId: string | null, settings: object = {}): Answers => ({
		'/sources/s': { data: { source: { id: 's', enabled: true }, trackingPlanId } },
		'/sources/s/settings': { data: { settings } },
		'/sources/s/connected-destinations': list('destinations', [
			{ id: 'd', metadata: { name: 'N' } },
		]),
		'/destination/d/filters': list('filters', []),
	});
	const event = (value: string) => ({ source: id('s'), event: value });
	const TRACK = event('{"type":"track","event":"E"}');

	it('does not know what a rule means that leads back to itself', async () => {
		const blocks = source('p', { track: { allowEventOnViolations: false } });
		const rule = { type: 'TRACK', key: 'E', version: 1, jsonSchema: { $ref: '#' } };
		const { json } = await run(
			'routing',
			{ ...blocks, '/tracking-plans/p/rules': list('rules', [rule]) },
			TRACK,
		);
		expect(json).toMatchObject([
			{
				delivered: null,
				reason: 'schema',
				detail: 'The rule of the tracking plan cannot be read: a $ref leads back to itself',
			},
		]);
	});

	it.each([
		['[]', 'Event is a list, not an object'],
		['{}', 'Event has no type'],
		['5', 'Event is 5, not an object'],
		['={{ "" }}', 'Event is empty'],
		['{"type":"x"}', 'Event → type is “x”'],
		['{"type":"track"}', 'Event → event is empty'],
		['{"type":"track","event":5}', 'Event → event is 5'],
	])('refuses the event %s', async (value, error) => {
		const { error: said, asked } = await run('routing', source(null), event(value));
		expect(said).toContain(error);
		expect(asked).toEqual([]);
	});
});
