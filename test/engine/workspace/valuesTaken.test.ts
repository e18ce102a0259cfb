import type { IDataObject, INodeParameters } from 'n8n-workflow';
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
	month,
	page,
	run,
	uri,
	USAGE,
} from './valuesSupport';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());

afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const body = (content: object) => ({ body: content });
const erases = (...subjectIds: string[]) => body(expect.objectContaining({ subjectIds }) as object);

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
