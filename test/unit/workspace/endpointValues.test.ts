import {
	findEndpoint,
	type EndpointField,
} from '../../../nodes/SegmentWorkspace/endpoints/endpoint';
import { readRow } from '../../../nodes/SegmentWorkspace/endpoints/values';
import { Problem } from '../../../nodes/shared/problem';
import { DateTime } from '../../values/luxon';

function field(endpoint: string, name: string): EndpointField {
	const found = findEndpoint(endpoint)?.fields.find((each) => each.name === name);
	if (!found) throw new Error(`No field ${endpoint}.${name}`);
	return found;
}

function read(at: string, value: unknown, typed = false) {
	const [endpoint, name] = at.split('.');
	const asked = field(endpoint, name);
	return readRow(asked, value, { label: asked.label, typed, timezone: 'Europe/Berlin' });
}

function problem(at: string, value: unknown, typed = false): Problem {
	try {
		read(at, value, typed);
	} catch (error) {
		if (error instanceof Problem) return error;
	}
	throw new Error(`${at} was not refused`);
}

const rule = { type: 'TRACK', key: 'Tour Booked', jsonSchema: { any: [null, ''] }, version: 1 };

it.each<[kind: string, at: string, value: unknown, sent: unknown]>([
	['an ID in the path', 'getUser.userId', ' u1 ', 'u1'],
	['a number as an ID', 'getUser.userId', 17, '17'],
	['an ID in the body', 'createDestination.sourceId', '\u00a0s1\ufeff', 's1'],
	['a list of IDs', 'deleteUsers.userIds', [1, ' b '], ['1', 'b']],
	['text as it is', 'createAudience.name', ' A ', ' A '],
	['a number as text', 'createAudience.name', 5, '5'],
	['a switch', 'updateSource.enabled', 'TRUE', true],
	['a switch that is off', 'updateSource.enabled', 0, false],
	['a choice', 'createAudience.audienceType', ' users ', 'USERS'],
	['a choice that is a number', 'cancelReverseETLSyncForModel.reasonForCanceling', '4', 4],
	['the first choice that is a number', 'cancelReverseETLSyncForModel.reasonForCanceling', 0, 0],
	['digits as a number', 'listTraits.samplesCount', '1e1', 10],
	[
		'a time in the zone',
		'listAuditEvents.startTime',
		'2026-01-31T09:30',
		'2026-01-31T08:30:00.000Z',
	],
	['epoch seconds', 'listAuditEvents.startTime', 1_767_225_600, '2026-01-01T00:00:00.000Z'],
	['a day', 'getDailyWorkspaceAPICallsUsage.period', '2026-04-01', '2026-04-01'],
	[
		'a DateTime as the day where the workflow is',
		'getDailyWorkspaceAPICallsUsage.period',
		DateTime.fromISO('2026-03-31T23:00:00Z'),
		'2026-04-01',
	],
	['JSON text', 'createSource.settings', '{"a": [1, null]}', { a: [1, null] }],
	['an object', 'createSource.settings', { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
	['any JSON', 'addDestinationToAudience.connectionSettings', '[1]', [1]],
	['a shape', 'createAudience.definition', '{"query": "x"}', { query: 'x' }],
	['empty text inside', 'createAudience.definition', { query: '' }, { query: '' }],
	[
		'null inside',
		'createAudience.definition',
		{ query: 'x', targetEntity: null },
		{ query: 'x', targetEntity: null },
	],
	['a list of shapes', 'replaceRulesInTrackingPlan.rules', JSON.stringify([rule]), [rule]],
	[
		'kinds inside',
		'addPermissionsToUser.permissions',
		[{ roleId: 7, resources: [{ id: ' w ', type: 'workspace' }] }],
		[{ roleId: '7', resources: [{ id: 'w', type: 'WORKSPACE' }] }],
	],
	[
		'an empty list inside',
		'createAudience.options',
		{ filterByExternalIds: [] },
		{ filterByExternalIds: [] },
	],
	['JSON of choices', 'listWorkspaceRegulations.regulationTypes', '["unsuppress"]', ['UNSUPPRESS']],
	['an expression’s text', 'removeUsersFromUserGroup.emails', 'a@b.co, c@d.co', ['a@b.co, c@d.co']],
	['nothing', 'createAudience.description', undefined, undefined],
	['an empty text', 'createAudience.description', '', undefined],
	['null where nothing is cleared', 'createAudience.description', null, undefined],
	['an expression’s null, which clears', 'updateDestination.name', null, null],
	['an empty list', 'getEventsVolumeFromWorkspace.eventName', [], undefined],
])('%s (%s)', (_, at, value, sent) => {
	expect(read(at, value)).toEqual(sent);
});

it('splits what was typed, and takes the null of an empty row for nothing', () => {
	expect(read('removeUsersFromUserGroup.emails', 'a@b.co, c@d.co', true)).toEqual([
		'a@b.co',
		'c@d.co',
	]);
	expect(read('updateDestination.name', null, true)).toBeUndefined();
});

it.each<[at: string, value: unknown, message: string]>([
	['getUser.userId', undefined, 'User ID is empty'],
	['getUser.userId', '  ', 'User ID is empty'],
	['getUser.userId', 'undefined', 'User ID is the text “undefined”, not an ID'],
	['getUser.userId', true, 'User ID is true, not text'],
	['getUser.userId', 2 ** 60, 'has lost digits'],
	['createDestination.enabled', 'maybe', 'Enabled is “maybe”, not true or false'],
	[
		'createAudience.audienceType',
		'PEOPLE',
		'Audience Type is “PEOPLE”, which is not one of its choices',
	],
	[
		'cancelReverseETLSyncForModel.reasonForCanceling',
		5,
		'Reason for Canceling is 5, which is not one',
	],
	['listTraits.samplesCount', NaN, 'Samples Count is NaN'],
	['listTraits.samplesCount', 'ten', 'Samples Count is “ten”, not a number'],
	['listAuditEvents.startTime', '01/02/2026', 'Start Time is “01/02/2026”, not a time'],
	['createAudience.name', ['a'], 'Name is a list, not text'],
	['createSource.settings', '{"a": ', 'Settings is not valid JSON at line 1'],
	['createSource.settings', { a: { b: NaN } }, 'Settings → a.b is NaN'],
	['createSource.settings', [1], 'Settings is a list, not an object'],
	['createAudience.definition', {}, 'Definition → query is empty'],
	['createAudience.definition', { query: 'x', type: 'USERS' }, 'Definition has no field “type”'],
	[
		'createAudience.options',
		{ backfillEventDataDays: 'x' },
		'Options → backfillEventDataDays is “x”',
	],
	[
		'createAudience.options',
		{ filterByExternalIds: 'x' },
		'filterByExternalIds is “x”, not a list',
	],
	['replaceRulesInTrackingPlan.rules', { type: 'TRACK' }, 'Rules is an object, not a list'],
	['replaceRulesInTrackingPlan.rules', [], 'Rules is empty'],
	[
		'replaceRulesInTrackingPlan.rules',
		[{ ...rule, version: null }],
		'Rules → 0 → version is empty',
	],
	['replaceRulesInTrackingPlan.rules', [rule, 'x'], 'Rules → 1'],
	['addPermissionsToUser.permissions', [{ roleId: 'r', resources: ['x'] }], 'resources → 0'],
	['deleteUsers.userIds', ['a', null], 'User IDs → 1 is empty'],
	['deleteUsers.userIds', { id: 'a' }, 'User IDs is an object, not text'],
	['getUser.userId', ['a'], 'User ID is a list, not text'],
	['listAuditEvents.resourceType', 'a\ud800', 'Resource Type holds half a character'],
	['listAuditEvents.startTime', 20260131, 'Start Time is 20260131, not a time'],
	['getDailyWorkspaceAPICallsUsage.period', '2026-13-01', 'Period is “2026-13-01”, not a time'],
	['createAudience.audienceType', ['USERS'], 'Audience Type is a list, which is not one'],
	['updateSource.enabled', [], 'Enabled is a list, not true or false'],
	['createSource.settings', '{"n":12345678901234567890}', 'which loses digits'],
	['createSource.settings', { m: new Map() }, 'Settings → m is a Map, which JSON cannot carry'],
	['addDestinationToAudience.connectionSettings', 'hello', 'Connection Settings is not valid JSON'],
	[
		'createAudience.definition',
		JSON.parse('{"query":"x","__proto__":{}}'),
		'Definition has no field “__proto__”',
	],
])('%s refuses %p', (at, value, message) => {
	const { message: said, advice } = problem(at, value);
	expect(said).toContain(message);
	expect(advice).not.toBe('');
});
