import { readIntegrations } from '../../../../nodes/Segment/message/integrations';
import { problemOf } from './support';

const withRows = (...destination: object[]) => ({ destinations: { destination } });

it('is empty when nothing is chosen', () => {
	expect(readIntegrations({})).toEqual({});
	expect(readIntegrations({ all: '', destinations: {} })).toEqual({});
});

it.each([
	[true, true],
	[false, false],
	['false', false],
])('sets All to %p', (all, value) => {
	expect(readIntegrations({ all })).toEqual({ All: value });
});

it('sets destinations by their exact name on, off, or with options', () => {
	expect(
		readIntegrations({
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
	[withRows({ name: ' ', mode: 'on' }), 'Destinations has a destination without a name'],
	[
		withRows({ name: 'A', mode: 'options', options: '' }),
		'Destinations → A is empty, not an object',
	],
	[
		withRows({ name: 'A', mode: 'options', options: '[]' }),
		'Destinations → A is a list, not an object',
	],
	[
		withRows({ name: 'A', mode: 'options', options: '{a}' }),
		'Destinations → A is not valid JSON at line 1, column 2',
	],
	[{ all: 'some' }, 'All Destinations is text, not true or false'],
])('names the row of %j', (values, message) => {
	expect(problemOf(() => readIntegrations(values)).message).toBe(message);
});
