import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { paging, simplify } from '../fields/common';
import { audienceLocator, spaceLocator } from '../fields/locators';
import { resourceOf } from '../fields/resource';
import { scheduleLocator } from '../fields/unify';
import { getMany, getOne, remove } from '../request/operation';
import { chosen, requireSome } from '../request/read';
import { routing } from '../request/routing';
import * as simple from '../simplify/unify';

const LIST = '/spaces/{space}/audiences/{audience}/schedules';
const ONE = `${LIST}/{audienceSchedule}`;

/** When an audience is computed: each strategy has its own fields. */
function schedule(form: Form): { body: IDataObject } {
	const strategy = chosen(form, 'strategy');
	if (strategy === 'PERIODIC') {
		return { body: { strategy, config: { interval: form.choice('interval') } } };
	}
	const config = {
		days: requireSome(form, 'days', form.someChoices<number>('days')),
		hours: requireSome(form, 'hours', form.someChoices<number>('hours')),
		timezone: form.trimmed('timezone') ?? form.timezone,
	};
	return { body: { strategy, config } };
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const INTERVALS = [
	['15 Minutes', '15m'],
	['30 Minutes', '30m'],
	['1 Hour', '1h'],
	['2 Hours', '2h'],
	['4 Hours', '4h'],
	['6 Hours', '6h'],
	['8 Hours', '8h'],
	['12 Hours', '12h'],
	['1 Day', '1d'],
];

const when: INodeProperties[] = [
	{
		displayName: 'Strategy',
		name: 'strategy',
		type: 'options',
		options: [
			{ name: 'At Set Hours', value: 'SPECIFIC_DAYS' },
			{ name: 'Every So Often', value: 'PERIODIC' },
		],
		default: 'PERIODIC',
		description: 'How it is decided when the audience is computed',
	},
	{
		displayName: 'Interval',
		name: 'interval',
		type: 'options',
		displayOptions: { show: { strategy: ['PERIODIC'] } },
		options: INTERVALS.map(([name, value]) => ({ name, value })),
		default: '1d',
		description: 'How much time there is from one computation to the next',
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'multiOptions',
		displayOptions: { show: { strategy: ['SPECIFIC_DAYS'] } },
		options: DAYS.map((name, value) => ({ name, value })),
		default: [],
		description: 'On which days. An expression gives numbers, from 0 for Sunday to 6.',
	},
	{
		displayName: 'Hours',
		name: 'hours',
		type: 'multiOptions',
		displayOptions: { show: { strategy: ['SPECIFIC_DAYS'] } },
		options: Array.from({ length: 24 }, (_, value) => ({ name: `${value}:00`, value })),
		default: [],
		description: 'At which hours. An expression gives numbers, from 0 to 23.',
	},
	{
		displayName: 'Timezone',
		name: 'timezone',
		type: 'string',
		default: '',
		displayOptions: { show: { strategy: ['SPECIFIC_DAYS'] } },
		placeholder: 'e.g. Europe/Berlin',
		description: "Where these days and hours are. Without one it is the workflow's time zone.",
	},
];

export const audienceSchedule = resourceOf('audienceSchedule', [
	{
		name: 'Create',
		value: 'create',
		action: 'Create audience schedule',
		description: 'Have a linked audience computed at set times',
		routing: routing('POST', LIST, getOne('audienceSchedule', simple.schedule, schedule)),
		fields: [spaceLocator, audienceLocator, ...when, simplify],
	},
	{
		name: 'Delete',
		value: 'delete',
		action: 'Delete audience schedule',
		description: 'Delete a schedule for good. The audience itself stays.',
		routing: routing('DELETE', ONE, remove('audienceSchedule')),
		fields: [spaceLocator, audienceLocator, scheduleLocator],
	},
	{
		name: 'Get',
		value: 'get',
		action: 'Get audience schedule',
		description: 'Retrieve a schedule and when it is next due',
		routing: routing('GET', ONE, getOne('audienceSchedule', simple.schedule)),
		fields: [spaceLocator, audienceLocator, scheduleLocator, simplify],
	},
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many audience schedules',
		description: 'Retrieve the schedules of a linked audience',
		routing: routing(
			'GET',
			LIST,
			getMany('audienceSchedules', simple.schedule, { singlePage: true }),
		),
		fields: [spaceLocator, audienceLocator, ...paging, simplify],
	},
	{
		name: 'Update',
		value: 'update',
		action: 'Update audience schedule',
		description: 'Have a linked audience computed at other times',
		routing: routing('PATCH', ONE, getOne('audienceSchedule', simple.schedule, schedule)),
		fields: [spaceLocator, audienceLocator, scheduleLocator, ...when, simplify],
	},
]);
