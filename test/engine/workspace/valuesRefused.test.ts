import type { INodeParameters } from 'n8n-workflow';
import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { id } from '../../support/workspace';
import {
	AUDIENCE,
	CANCEL,
	DESTINATION,
	ERASE,
	events,
	grant,
	LABELS,
	LIST,
	run,
	USAGE,
} from './valuesSupport';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());

afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
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
	...[
		...['/groups/../users', '/groups/%2e%2E/users', '//example.com', '/a\\b', '/a?b=c', '/%zz'],
		...['/a/%2F..%2Fb', '/a%00'],
	].map((path): [string, INodeParameters, RegExp] => [
		`the path ${path}`,
		{ resource: 'customCall', operation: 'send', path },
		/^Path is not a path of the Public API$/,
	]),
	...[
		'=/groups/{{ $json.no }}/users',
		'=/sources/{{ $json.no }}',
		'={{ "/sources/" + $json.no }}',
		'={{ `/groups/${null}/users` }}',
	].map((path): [string, INodeParameters, RegExp] => [
		`the path ${path} without its ID`,
		{ resource: 'customCall', operation: 'send', method: 'DELETE', path },
		/^Path is “.*”, in which an ID is missing$/,
	]),
	...(
		[
			['{ "n": "a\\ud83d" }', /^Query Parameters → n holds half a character$/],
			['{ "n": { "a": ["b", "\\ud83d"] } }', /^Query Parameters → n.a.1 holds half a character$/],
			['{ "emails": [] }', /^Query Parameters → emails is empty, which a query cannot say$/],
		] as Array<[string, RegExp]>
	).map(([query, message]): [string, INodeParameters, RegExp] => [
		`the query ${query}`,
		{ resource: 'customCall', operation: 'send', path: '/users', query },
		message,
	]),
	[
		'an operation that there is none of',
		{ resource: 'workspace', operation: 'nope' },
		/^Operation is “nope”, which Resource “workspace” does not have$/,
	],
	[
		'a resource that there is none of',
		{ resource: 'grup', operation: 'delete' },
		/^Operation is .*, which Resource “grup” does not have$/,
	],
	[
		'a value of a transformation that an expression does not give',
		{
			resource: 'transformation',
			operation: 'update',
			transformation: id('t'),
			updateFields: {
				propertyValueTransformations: {
					change: [{ propertyPaths: 'properties.a', propertyValue: '={{ $json.no }}' }],
				},
			},
		},
		/ → Value is empty$/,
	],
];

it.each(refused)('refuses %s', async (_, parameters, message) => {
	const { requests, error } = await run(parameters);
	expect(error?.message).toMatch(message);
	expect(error?.description).toBeTruthy();
	expect(requests).toEqual([]);
});
