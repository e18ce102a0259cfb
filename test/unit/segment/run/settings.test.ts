import { readSettings } from '../../../../nodes/Segment/run/settings';
import { formWith, problemOf } from '../message/support';

const settings = (options: unknown) => readSettings(formWith({ options }));

const DEFAULTS = {
	delivery: 'batched',
	concurrentRequests: 4,
	maxRetries: 5,
	messagesPerSecond: undefined,
	dryRun: false,
	messageIdMode: 'perExecution',
	nestDots: true,
	includeInputFields: false,
	trackingPlan: undefined,
	planCheck: { mode: 'off', allowUnplanned: [] },
};

it.each([
	[undefined],
	[null],
	[{}],
	[{ concurrentRequests: null, maxRetries: '', dryRun: undefined, delivery: null }],
	[{ messageIdMode: '', nestDottedNames: null }],
])('has defaults for what the user did not add: %j', (options) => {
	expect(settings(options)).toEqual(DEFAULTS);
});

it('is a dry run where the option was added and an expression gives nothing', () => {
	expect(settings({ dryRun: '' }).dryRun).toBe(true);
});

it('takes what the user chose', () => {
	expect(
		settings({
			delivery: 'single',
			concurrentRequests: 50,
			maxRetries: 0,
			dryRun: true,
			messageIdMode: 'fromContent',
			nestDottedNames: false,
			includeInputFields: true,
			trackingPlan: { __rl: true, mode: 'id', value: 'tp_1' },
			checkAgainstTrackingPlan: 'refuse',
			allowUnplanned: ['events'],
		}),
	).toEqual({
		delivery: 'single',
		concurrentRequests: 50,
		maxRetries: 0,
		dryRun: true,
		messageIdMode: 'fromContent',
		nestDots: false,
		includeInputFields: true,
		trackingPlan: 'tp_1',
		planCheck: { mode: 'refuse', allowUnplanned: ['events'] },
	});
});

it.each([
	[
		{ concurrentRequests: '8', maxRetries: ' 3 ' },
		{ concurrentRequests: 8, maxRetries: 3 },
	],
	[{ dryRun: 'TRUE' }, { dryRun: true }],
	[{ dryRun: 1 }, { dryRun: true }],
	[{ dryRun: 'off' }, { dryRun: false }],
	[{ includeInputFields: 'false' }, { includeInputFields: false }],
	[{ nestDottedNames: 'false' }, { nestDots: false }],
	[{ nestDottedNames: 0 }, { nestDots: false }],
	[{ messageIdMode: 'FromContent' }, { messageIdMode: 'fromContent' }],
	[{ delivery: ' Single ' }, { delivery: 'single' }],
])('reads %j, as expressions give it', (options, read) => {
	expect(settings(options)).toEqual({ ...DEFAULTS, ...read });
});

it.each([
	[{ concurrentRequests: 0 }, 'Concurrent Requests is 0, and must be from 1 to 50'],
	[{ concurrentRequests: 51 }, 'Concurrent Requests is 51, and must be from 1 to 50'],
	[{ concurrentRequests: 2.6 }, 'Concurrent Requests is 2.6, not a whole number'],
	[{ concurrentRequests: Infinity }, 'Concurrent Requests is Infinity'],
	[{ maxRetries: -1 }, 'Max Retries is -1, and must be from 0 to 10'],
	[{ maxRetries: 11 }, 'Max Retries is 11, and must be from 0 to 10'],
	[{ maxRetries: 'many' }, 'Max Retries is “many”, not a number'],
	[{ dryRun: 'maybe' }, 'Dry Run is “maybe”, not true or false'],
	[{ dryRun: {} }, 'Dry Run is an object, not true or false'],
	[{ includeInputFields: 'some' }, 'Include Input Fields is “some”, not true or false'],
	[{ nestDottedNames: 2 }, 'Nest Dotted Names is 2, not true or false'],
	[{ messageIdMode: 'content' }, 'Message IDs is “content”, which is not one of its choices'],
	[{ delivery: true }, 'Delivery is true, which is not one of its choices'],
	[
		{ messagesPerSecond: 0, maxRetries: 'x', dryRun: 'perhaps' },
		'Max Retries is “x”, not a number; Options → Max Messages per Second is 0, and must be at least 1; ' +
			'Options → Dry Run is “perhaps”, not true or false',
	],
	[{ messagesPerSecond: -1 }, 'Max Messages per Second is -1, and must be at least 1'],
	[{ messagesPerSecond: 1.5 }, 'Max Messages per Second is 1.5, not a whole number'],
	[{ messagesPerSecond: 'fast' }, 'Max Messages per Second is “fast”, not a number'],
	[{ messagesPerSecond: NaN }, 'Max Messages per Second is NaN'],
	[{ messagesPerSecond: [5] }, 'Max Messages per Second is a list, not a number'],
	[{ dryrun: true }, ' has no field “dryrun”'],
	['dryRun', ' is “dryRun”, not an object'],
])('never falls to a side for %j', (options, message) => {
	const named = problemOf(() => settings(options)).message;
	expect(named).toBe(message.startsWith(' ') ? `Options${message}` : `Options → ${message}`);
});
