import { readIntegrations } from '../../../../nodes/Segment/message/integrations';
import { formWith, problemOf } from './support';

const integrationsOf = (integrations: unknown) => readIntegrations(formWith({ integrations }));
const withRows = (...destination: object[]) => ({ destinations: { destination } });

it('is empty when nothing is chosen', () => {
	expect(integrationsOf({})).toEqual({});
	expect(integrationsOf({ all: '', destinations: {} })).toEqual({});
});

it.each([
	[true, true],
	[false, false],
	['false', false],
	['YES', true],
	[0, false],
])('sets All to %p', (all, value) => {
	expect(integrationsOf({ all })).toEqual({ All: value });
});

it('sets destinations by their exact name on, off, or with options', () => {
	expect(
		integrationsOf({
			all: false,
			...withRows(
				{ name: 'Google Analytics 4 Web', mode: 'on' },
				{ name: 'Mixpanel', mode: 'off', options: '{"left": "alone"}' },
				{ name: ' Amplitude ', mode: 'options', options: '{"session_id": 12}' },
				{ name: 'Slack', mode: 'options', options: { channel: 'sales' } },
				{ name: 'Intercom' },
			),
		}),
	).toEqual({
		All: false,
		'Google Analytics 4 Web': true,
		Mixpanel: false,
		Amplitude: { session_id: 12 },
		Slack: { channel: 'sales' },
		Intercom: true,
	});
});

it.each([
	['Off', false],
	[' off ', false],
	[false, false],
	['On', true],
	[true, true],
	[0, false],
	['no', false],
	[1, true],
])('reads Send %p as %p', (mode, value) => {
	expect(integrationsOf(withRows({ name: 'Slack', mode }))).toEqual({ Slack: value });
});

it.each([2, NaN, 'disabled', 'undefined', {}, []])(
	'turns nothing on or off for the Send %p',
	(mode) => {
		expect(problemOf(() => integrationsOf(withRows({ name: 'Slack', mode }))).message).toMatch(
			/^Destinations → Slack → Send is (?!empty)/,
		);
	},
);

it.each([null, ''])(
	'refuses the Send %p, which an expression gives for what is missing',
	(mode) => {
		expect(problemOf(() => integrationsOf(withRows({ name: 'Slack', mode })))).toEqual({
			message: 'Destinations → Slack → Send is empty',
			advice: 'Use on, off or options.',
		});
	},
);

it.each([
	[withRows({ name: ' ', mode: 'on' }), 'Destinations has a destination without a name'],
	[withRows({ name: 'A', mode: 'on' }, { name: 'A ', mode: 'off' }), 'Destinations has “A” twice'],
	[{ all: true, ...withRows({ name: 'All', mode: 'off' }) }, 'Destinations has “All” twice'],
	[
		withRows({ name: 'A', mode: 'options', options: '[]' }),
		'Destinations → A → Options (JSON) is a list, not an object',
	],
	[
		withRows({ name: 'A', mode: 'options', options: '{a}' }),
		'Destinations → A → Options (JSON) is not valid JSON at line 1, column 2',
	],
	[{ all: 'some' }, 'Destinations → All Destinations is “some”, not true or false'],
	['off', 'Destinations is “off”, not an object'],
])('names the row of %j', (integrations, message) => {
	expect(problemOf(() => integrationsOf(integrations)).message).toBe(message);
});
