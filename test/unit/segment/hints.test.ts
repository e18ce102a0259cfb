/** What n8n's editor shows before a run, evaluated as it does. */
import { Workflow, type INodeParameters, type INodeType } from 'n8n-workflow';

import { Segment } from '../../../nodes/Segment/Segment.node';

const segment = new Segment();

function shownFor(parameters: INodeParameters): string[] {
	const node = {
		id: '1',
		name: 'Segment',
		type: 'test.segment',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: { resource: 'track', operation: 'event', ...parameters },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => segment as INodeType,
			getByNameAndVersion: () => segment as INodeType,
			getKnownTypes: () => ({}),
		},
	});
	return (segment.description.hints ?? [])
		.filter(({ displayCondition }) => {
			const saved = workflow.getNode('Segment') ?? node;
			return workflow.expression.getSimpleParameterValue(
				saved,
				displayCondition ?? '',
				'internal',
				{},
			);
		})
		.map(({ message }) => message);
}

const list = (mode: string) => ({ destination: [{ name: 'Mixpanel', mode }] });
const ANYWAY = /All destinations get the message anyway/;
const OTHER_IDS = /Each run makes other Message IDs/;

it.each<[string, INodeParameters]>([
	['switched on', { integrations: { all: true, destinations: list('on') } }],
	['not added', { integrations: { destinations: list('on') } }],
])('a list of destinations with All Destinations %s says what it does', (_, parameters) => {
	expect(shownFor(parameters)).toEqual([expect.stringMatching(ANYWAY)]);
});

it.each<[string, INodeParameters]>([
	['nothing filled in', {}],
	['All Destinations off', { integrations: { all: false, destinations: list('on') } }],
	['one destination off', { integrations: { all: true, destinations: list('off') } }],
	['From Content by itself', { options: { messageIdMode: 'fromContent' } }],
	[
		'From Content with a fixed time',
		{
			options: { messageIdMode: 'fromContent' },
			additionalFields: { timestamp: '2026-01-31T09:30:00Z' },
		},
	],
	[
		'Per Execution with the time of the run',
		{ options: {}, additionalFields: { timestamp: '={{ $now }}' } },
	],
])('says nothing with %s', (_, parameters) => {
	expect(shownFor(parameters)).toEqual([]);
});

it.each(['={{ $now }}', '={{ $now.toISO() }}', '={{ new Date() }}', '={{ Date.now() }}'])(
	'From Content with the timestamp %s warns',
	(timestamp) => {
		const parameters = {
			options: { messageIdMode: 'fromContent' },
			additionalFields: { timestamp },
		};
		expect(shownFor(parameters)).toEqual([expect.stringMatching(OTHER_IDS)]);
	},
);
