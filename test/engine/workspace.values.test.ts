/** How Segment Workspace reads what expressions give: exactly what was meant, or an error that names the field. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useFastClock } from '../support/clock';
import nock from '../support/nock';
import { answer, id, runWorkspace } from '../support/workspace';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const ERASE: INodeParameters = {
	resource: 'deletionRequest',
	operation: 'create',
	subjectIds: 'u1',
	confirm: true,
};
const DESTINATION: INodeParameters = {
	resource: 'destination',
	operation: 'update',
	destination: id('d1'),
};
const AUDIENCE: INodeParameters = {
	resource: 'audience',
	operation: 'update',
	space: id('spa_1'),
	audience: id('aud_1'),
};
const CANCEL: INodeParameters = {
	resource: 'reverseEtl',
	operation: 'cancel',
	model: id('mod1'),
	syncId: 'sy1',
};
const USAGE: INodeParameters = { resource: 'delivery', operation: 'usage' };
const LIST: INodeParameters = { resource: 'group', operation: 'getAll' };
const LABELS: INodeParameters = {
	resource: 'source',
	operation: 'addLabels',
	source: id('s1'),
};
const events = (filters: INodeParameters): INodeParameters => ({
	resource: 'auditEvent',
	operation: 'getAll',
	filters,
});
const grant = (row: IDataObject): INodeParameters => ({
	resource: 'user',
	operation: 'addPermissions',
	user: id('u1'),
	permissions: { permission: [{ role: id('r1'), ...row }] } as unknown as INodeParameters,
});

/** Whatever is asked for, so that reading the answer never matters here. */
const EVERYTHING = {
	regulateId: 'reg_1',
	syncId: 'sy1',
	userGroups: [],
	events: [],
	result: [],
	dailyWorkspaceAPICallsUsage: [],
	destination: {},
	audience: {},
	source: {},
	user: {},
	labels: [],
	permissions: [],
	emails: [],
};

async function run(parameters: INodeParameters, item: IDataObject = {}, timezone = 'UTC') {
	const requests = answer({ data: EVERYTHING });
	const { error } = await runWorkspace(parameters, { items: [item], timezone });
	return { requests, error };
}

const uri = (path: string) => ({ uri: path });
const body = (content: object) => ({ body: content });
const erases = (...subjectIds: string[]) => body(expect.objectContaining({ subjectIds }) as object);
const page = (count: number) => `?pagination%5Bcount%5D=${count}`;
const month = (period: string) => uri(`/usage/api-calls/daily${page(200)}&period=${period}`);
const since = (time: string) =>
	uri(`/audit-events${page(50)}&startTime=${encodeURIComponent(time)}`);

type Taken = [what: string, parameters: INodeParameters, item: IDataObject, sent: object];

const taken: Taken[] = [
	[
		'the number of a reason as text',
		{ ...CANCEL, additionalFields: { reason: '={{ $json.reason }}' } },
		{ reason: '0' },
		body({ reasonForCanceling: 0 }),
	],
	[
		'a scope in another case',
		{ ...ERASE, scope: '={{ "Source" }}', source: id('s1') },
		{},
		uri('/regulations/sources/s1'),
	],
	[
		'a scope with blanks around it',
		{
			...ERASE,
			scope: '={{ " CLOUDSOURCE " }}',
			source: id('s1'),
			subjectType: '={{ "object_id" }}',
			collection: 'contacts',
		},
		{},
		uri('/regulations/cloudsources/s1'),
	],
	[
		'one subject ID, whatever is in it',
		{ ...ERASE, subjectIds: '={{ $json.id }}' },
		{ id: 'CN=Ada Lovelace,OU=People' },
		erases('CN=Ada Lovelace,OU=People'),
	],
	[
		'subject IDs that were typed',
		{ ...ERASE, subjectIds: 'u1, u2\nu3,,u1' },
		{},
		erases('u1', 'u2', 'u3'),
	],
	[
		'a list of subject IDs',
		{ ...ERASE, subjectIds: '={{ $json.ids }}' },
		{ ids: ['a,b', ' u2\n', 3, ''] },
		erases('a,b', 'u2', '3'),
	],
	...['TRUE', ' true ', 1, '1', 'yes', 'on', true].map((value): Taken => [
		`a destination that is switched on with ${JSON.stringify(value)}`,
		{ ...DESTINATION, updateFields: { enabled: '={{ $json.on }}' } },
		{ on: value },
		body({ enabled: true }),
	]),
	...['False', 0, 'off', 'no', false].map((value): Taken => [
		`a destination that is switched off with ${JSON.stringify(value)}`,
		{ ...DESTINATION, updateFields: { enabled: '={{ $json.on }}' } },
		{ on: value },
		body({ enabled: false }),
	]),
	[
		'a switch without a value says nothing',
		{ ...DESTINATION, updateFields: { enabled: '={{ $json.on }}', name: 'New' } },
		{ on: null },
		body({ name: 'New' }),
	],
	[
		'backfill days as text',
		{ ...AUDIENCE, updateFields: { backfillEventDataDays: '={{ "30" }}' } },
		{},
		body({ options: { backfillEventDataDays: 30 } }),
	],
	['a limit as text', { ...LIST, limit: '={{ "7" }}' }, {}, uri('/groups?pagination%5Bcount%5D=7')],
	[
		'all results, in words',
		{ ...LIST, returnAll: '={{ "Yes" }}' },
		{},
		uri('/groups?pagination%5Bcount%5D=200'),
	],
	[
		'an ID that is a number',
		{ resource: 'user', operation: 'get', user: id('={{ Number($json.id) }}') },
		{ id: '5' },
		uri('/users/5'),
	],
	[
		'epoch seconds',
		events({ startTime: '={{ 1769851800 }}' }),
		{},
		since('2026-01-31T09:30:00.000Z'),
	],
	[
		'epoch milliseconds',
		events({ startTime: '={{ 1769851800000 }}' }),
		{},
		since('2026-01-31T09:30:00.000Z'),
	],
	['a month', { ...USAGE, month: '2026-10' }, {}, month('2026-10-01')],
	['a day', { ...USAGE, month: '2026-10-31' }, {}, month('2026-10-01')],
	[
		'labels that were typed',
		{ ...LABELS, labels: 'env:prod, team:growth' },
		{},
		body({
			labels: [
				{ key: 'env', value: 'prod' },
				{ key: 'team', value: 'growth' },
			],
		}),
	],
	[
		'labels as objects',
		{ ...LABELS, labels: '={{ $json.labels }}' },
		{ labels: [{ key: 'env', value: 'prod' }] },
		body({ labels: [{ key: 'env', value: 'prod' }] }),
	],
	[
		'what a role is granted on, in another case',
		grant({ resourceType: '={{ "Source" }}', resource: id('s1') }),
		{},
		body({ permissions: [{ roleId: 'r1', resources: [{ id: 's1', type: 'SOURCE' }] }] }),
	],
];

it.each(taken)('takes %s', async (_, parameters, item, sent) => {
	const { requests, error } = await run(parameters, item);
	expect(error).toBeUndefined();
	expect(requests).toMatchObject([sent]);
});

describe('in a workflow of another zone', () => {
	it.each<[string, string, string, object]>([
		[
			'a time without a zone',
			'Europe/Berlin',
			'2026-01-31T09:30:00',
			since('2026-01-31T08:30:00.000Z'),
		],
		['summer time', 'Europe/Berlin', '2026-07-01 12:00:00', since('2026-07-01T10:00:00.000Z')],
		[
			'an hour after the clocks went forward',
			'Europe/Paris',
			'2026-03-29T03:30:00',
			since('2026-03-29T01:30:00.000Z'),
		],
		['a day', 'Asia/Tokyo', '2026-01-01', since('2025-12-31T15:00:00.000Z')],
	])('%s in %s', async (_, timezone, startTime, sent) => {
		const { requests } = await run(events({ startTime }), {}, timezone);
		expect(requests).toMatchObject([sent]);
	});

	it.each([
		['2026-10', '2026-10-01'],
		['2026-10-01', '2026-10-01'],
		['={{ DateTime.fromISO("2026-10-01T00:00", { zone: "Europe/Berlin" }) }}', '2026-10-01'],
		['={{ new Date("2026-09-30T22:30:00Z") }}', '2026-10-01'],
		['={{ "2026-09-30T22:30:00Z" }}', '2026-10-01'],
	])('the month of %s', async (value, period) => {
		const { requests } = await run({ ...USAGE, month: value }, {}, 'Europe/Berlin');
		expect(requests).toMatchObject([month(period)]);
	});
});

const refused: Array<[string, INodeParameters, RegExp]> = [
	[
		'a reason in words',
		{ ...CANCEL, additionalFields: { reason: 'Wrong data' } },
		/^Additional Fields → Reason is “Wrong data”, which is not one of its choices$/,
	],
	[
		'a scope that there is none of',
		{ ...ERASE, scope: '={{ "everything" }}', source: id('s1') },
		/^Scope is “everything”, which is not one of its choices$/,
	],
	...['null', 'undefined', '""', '"[object Object]"', '({})', 'true'].map(
		(value): [string, INodeParameters, RegExp] => [
			`a scope that is ${value}`,
			{ ...ERASE, scope: `={{ ${value} }}`, source: id('s1') },
			/^Scope is /,
		],
	),
	[
		'a missing Regulation Type',
		{ ...ERASE, regulationType: '={{ $json.no }}' },
		/^Regulation Type is empty$/,
	],
	[
		'a missing Subject Type',
		{ ...ERASE, subjectType: '={{ $json.no }}' },
		/^Subject Type is empty$/,
	],
	...[
		['"[7615917337495251231]"', /^Subject IDs is text that looks like a JSON list$/],
		['7615917337495251231', /^Subject IDs is the number .*, which has lost digits$/],
		['[1, 7615917337495251231]', /^Subject IDs → 1 is the number .*lost digits$/],
		['1.5', /^Subject IDs is the number 1.5, not a whole one$/],
		['false', /^Subject IDs is false, not text$/],
		['NaN', /^Subject IDs is NaN, not an ID$/],
		['"undefined"', /^Subject IDs is the text “undefined”, not an ID$/],
		['`${$json.nope}`', /^Subject IDs is the text “(undefined|null)”, not an ID$/],
		['["u1", null]', /^Subject IDs → 1 is empty$/],
		['[{ id: 1 }]', /^Subject IDs → 0 is an object, not text$/],
		['$json.nope', /^Subject IDs is empty$/],
		['[]', /^Subject IDs is empty$/],
	].map(([value, message]): [string, INodeParameters, RegExp] => [
		`the subject ID ${String(value)}`,
		{ ...ERASE, subjectIds: `={{ ${String(value)} }}` },
		message as RegExp,
	]),
	...['"maybe"', '2', '({})'].map((value): [string, INodeParameters, RegExp] => [
		`a confirmation that is ${value}`,
		{ ...ERASE, confirm: `={{ ${value} }}` },
		/^Confirm Deletion is .*, not true or false$/,
	]),
	...['"perhaps"', '2', '[]', '({})'].map((value): [string, INodeParameters, RegExp] => [
		`a switch that is ${value}`,
		{ ...DESTINATION, updateFields: { enabled: `={{ ${value} }}` } },
		/^Update Fields → Enabled is .*, not true or false$/,
	]),
	[
		'backfill days in words',
		{ ...AUDIENCE, updateFields: { backfillEventDataDays: '={{ "seven" }}' } },
		/^Update Fields → Backfill Event Data \(Days\) is “seven”, not a number$/,
	],
	[
		'half a backfill day',
		{ ...AUDIENCE, updateFields: { backfillEventDataDays: '={{ 0.5 }}' } },
		/Backfill Event Data \(Days\) is 0.5, not a whole number$/,
	],
	['half a result', { ...LIST, limit: '={{ 2.5 }}' }, /^Limit is 2.5, not a whole number$/],
	['no result', { ...LIST, limit: '={{ 0 }}' }, /^Limit is 0, and must be at least 1$/],
	['a limit that is NaN', { ...LIST, limit: '={{ 0 / 0 }}' }, /^Limit is NaN$/],
	['a Return All that is odd', { ...LIST, returnAll: '={{ "all" }}' }, /^Return All is “all”/],
	[
		'an ID that is NaN',
		{ resource: 'user', operation: 'get', user: id('={{ Number("abc") }}') },
		/^User is NaN, not an ID$/,
	],
	[
		'an ID that is false',
		{ resource: 'user', operation: 'get', user: id('={{ !!$json.no && $json.no.id }}') },
		/^User is false, not text$/,
	],
	[
		'a time that does not exist',
		events({ startTime: '2026-02-30' }),
		/^Filters → Start Time is “2026-02-30”, not a time$/,
	],
	[
		'a number for a time',
		events({ startTime: '={{ 5 }}' }),
		/^Filters → Start Time is 5, not a time$/,
	],
	['a digit for a time', events({ startTime: '5' }), /^Filters → Start Time is “5”, not a time$/],
	[
		'an object for a time',
		events({ startTime: '={{ ({}) }}' }),
		/^Filters → Start Time is an object/,
	],
	[
		'an invalid date for a time',
		events({ startTime: '={{ DateTime.fromISO("x") }}' }),
		/^Filters → Start Time is an invalid date, not a time$/,
	],
	[
		'a month that does not exist',
		{ ...USAGE, month: '2026-13' },
		/^Month is “2026-13”, not a month$/,
	],
	['a number for a month', { ...USAGE, month: '={{ 10 }}' }, /^Month is 10, not a month$/],
	[
		'External IDs with a missing one',
		{ ...AUDIENCE, updateFields: { filterByExternalIds: '={{ ["email", undefined] }}' } },
		/^Update Fields → External IDs → 1 is empty$/,
	],
	[
		'settings with NaN inside',
		{ ...DESTINATION, updateFields: { settings: '={{ ({ a: { b: 0 / 0 } }) }}' } },
		/^Update Fields → Settings → a.b is NaN$/,
	],
	[
		'settings whose digits would change',
		{ ...DESTINATION, updateFields: { settings: '{"account": 7615917337495251231}' } },
		/^Update Fields → Settings holds the number 7615917337495251231, which loses digits$/,
	],
	[
		'settings that are a list',
		{ ...DESTINATION, updateFields: { settings: '[1]' } },
		/not an object$/,
	],
	[
		'several labels in one text of an expression',
		{ ...LABELS, labels: '={{ "env:prod, team:growth" }}' },
		/^Labels contains “env:prod, team:growth”, which is not a label$/,
	],
	[
		'several addresses in one text of an expression',
		{ resource: 'invite', operation: 'create', emails: '={{ "a@b.co, c@d.co" }}' },
		/^Emails contains “a@b.co, c@d.co”, which is not an e-mail address$/,
	],
	[
		'what a role is granted on, when it is missing: never the whole workspace',
		grant({ resourceType: '={{ $json.no }}', resource: id('s1') }),
		/^Permissions → Granted On is empty$/,
	],
	[
		'what a role is granted on, when there is no such thing',
		grant({ resourceType: '={{ "PLANET" }}', resource: id('s1') }),
		/^Permissions → Granted On is “PLANET”, which is not one of its choices$/,
	],
	[
		'a method that is missing',
		{ resource: 'customCall', operation: 'send', method: '={{ $json.no }}', path: '/groups' },
		/^Method is empty$/,
	],
	...['/groups/../users', '/groups/%2e%2E/users', '//example.com', '/a\\b', '/a?b=c', '/%zz'].map(
		(path): [string, INodeParameters, RegExp] => [
			`the path ${path}`,
			{ resource: 'customCall', operation: 'send', path },
			/^Path is not a path of the Public API$/,
		],
	),
];

it.each(refused)('refuses %s', async (_, parameters, message) => {
	const { requests, error } = await run(parameters);
	expect(error?.message).toMatch(message);
	expect(error?.description).toBeTruthy();
	expect(requests).toEqual([]);
});
