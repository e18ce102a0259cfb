/** Batch → Map Fields: what of the context comes out of each row. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { LIBRARY } from '../../../nodes/Segment/message/library';
import { runCaught } from './support';

const BULK = { resource: 'batch', operation: 'send', messageType: 'track', eventName: 'Tested' };

async function bulk(parameters: INodeParameters, items: IDataObject[]) {
	const { requests, error } = await runCaught(
		{ ...BULK, ...parameters },
		{ items: items as never },
	);
	if (error) return `${error.message} ${error.description ?? ''}`;
	const [{ body }] = requests;
	return (body.batch ?? [body]) as Array<{ context: object; properties?: object }>;
}

const fieldsTo = (...rows: Array<[from: string, to: string]>): INodeParameters => ({
	fieldNames: { contextFields: { field: rows.map(([from, to]) => ({ from, to })) } },
});

const ROW = {
	userId: 'u-1',
	ip_address: '192.0.2.7',
	agent: 'Mozilla/5.0',
	utm_source: 'newsletter',
	total: 12,
};
const TABLE = fieldsTo(
	['ip_address', 'ip'],
	['agent', 'userAgent'],
	['utm_source', 'campaign.source'],
);

it('takes single fields of each row into its context, and out of its properties', async () => {
	const messages = await bulk(TABLE, [ROW, { userId: 'u-2', ip_address: '', utm_source: null }]);
	expect(messages).toEqual([
		{
			type: 'track',
			event: 'Tested',
			userId: 'u-1',
			properties: { total: 12 },
			context: {
				library: LIBRARY,
				ip: '192.0.2.7',
				userAgent: 'Mozilla/5.0',
				campaign: { source: 'newsletter' },
			},
			messageId: expect.any(String) as string,
		},
		{
			type: 'track',
			event: 'Tested',
			userId: 'u-2',
			context: { library: LIBRARY },
			messageId: expect.any(String) as string,
		},
	]);
});

it('lays the fields over the object of the row, and that over what all rows share', async () => {
	const messages = await bulk(
		{
			context: { locale: 'en', timezone: 'UTC', campaign: { name: 'Spring' } },
			fieldNames: {
				context: 'where',
				contextFields: { field: [{ from: 'utm.source', to: 'campaign.source' }] },
				externalIds: { externalId: [{ type: 'phone', from: 'phone' }] },
			},
		},
		[
			{
				userId: 'u-1',
				utm: { source: 'mail', other: 1 },
				where: { locale: 'de', campaign: { source: 'ad' }, externalIds: [] },
				phone: 4366012345,
			},
			{ userId: 'u-2', where: '{ "locale": "fr" }' },
		],
	);
	expect(messages).toMatchObject([
		{
			properties: { utm: { other: 1 } },
			context: {
				library: LIBRARY,
				locale: 'de',
				timezone: 'UTC',
				campaign: { name: 'Spring', source: 'mail' },
				externalIds: [{ id: '4366012345', type: 'phone', collection: 'users', encoding: 'none' }],
			},
		},
		{ context: { locale: 'fr', timezone: 'UTC', campaign: { name: 'Spring' } } },
	]);
	expect((messages as unknown as Array<{ context: object }>)[1].context).not.toHaveProperty(
		'externalIds',
	);
});

it('makes a name that every object has a name like any other', async () => {
	const place = ['__proto__.polluted', 'constructor.prototype'];
	const messages = await bulk(fieldsTo(['agent', place[0]], ['ip_address', place[1]]), [ROW]);
	expect(JSON.stringify((messages as Array<{ context: object }>)[0].context)).toBe(
		JSON.stringify({ library: LIBRARY }).replace(
			/}$/,
			',"__proto__":{"polluted":"Mozilla/5.0"},"constructor":{"prototype":"192.0.2.7"}}',
		),
	);
	expect({}).not.toHaveProperty('polluted');
});

it('reads a field as the form reads the place that it goes to', async () => {
	const places = fieldsTo(
		['a', 'active'],
		['w', 'screen.width'],
		['c', 'channel'],
		['g', 'groupId'],
		['own', 'protocols.sourceId'],
		['plan', 'traits.plan'],
	);
	const messages = await bulk(places, [
		{ userId: 'u-1', a: 'FALSE', w: '1024', c: 'Mobile', g: 19, own: [1], plan: null },
	]);
	expect(messages).toMatchObject([
		{
			context: {
				active: false,
				screen: { width: 1024 },
				channel: 'mobile',
				groupId: '19',
				protocols: { sourceId: [1] },
				traits: { plan: null },
			},
		},
	]);
});

it.each<[string, INodeParameters, IDataObject, RegExp]>([
	[
		'a misspelt field',
		fieldsTo(['ip_adress', 'ip']),
		ROW,
		/^Context From Fields → Field is “ip_adress”, and no item has such a field Did you mean “ip_address”/,
	],
	['two fields for one place', fieldsTo(['agent', 'ip'], ['ip_address', 'ip']), ROW, /“ip” twice/],
	[
		'a value that the place does not take',
		fieldsTo(['agent', 'active']),
		ROW,
		/^Context \(field “agent”\) is “Mozilla\/5\.0”, not true or false/,
	],
	[
		'a context that is no object',
		{ fieldNames: { context: 'total' } },
		ROW,
		/^Context \(field “total”\) is 12, not an object/,
	],
	[
		'text at the place of an object',
		fieldsTo(['agent', 'page']),
		ROW,
		/^Context \(field “agent”\) is not valid JSON/,
	],
	[
		'a place within another',
		fieldsTo(['agent', 'app.name'], ['ip_address', 'app']),
		ROW,
		/^Context From Fields has both “app.name” and “app”, and one would replace the other/,
	],
	[
		'a path through a list',
		fieldsTo(['list.0.x', 'ip']),
		{ ...ROW, list: [{ x: 1 }] },
		/^Context From Fields → Field is “list.0.x”, and no item has such a field/,
	],
	[
		'a name that every object has',
		fieldsTo(['constructor.name', 'ip']),
		ROW,
		/^Context From Fields → Field is “constructor.name”, and no item has such a field/,
	],
	[
		'external IDs that are no list, beside one of a field',
		{
			fieldNames: {
				contextFields: { field: [{ from: 'ids', to: 'externalIds' }] },
				externalIds: { externalId: [{ from: 'agent', type: 'x' }] },
			},
		},
		{ ...ROW, ids: { id: 'lost' } },
		/^Context → External IDs is an object/,
	],
	[
		'an external ID without a type',
		{ fieldNames: { externalIds: { externalId: [{ from: 'agent' }] } } },
		ROW,
		/^External IDs → Type is empty/,
	],
	[
		'an external ID that is none',
		{ fieldNames: { externalIds: { externalId: [{ from: 'vip', type: 'x' }] } } },
		{ ...ROW, vip: true },
		/^Context \(field “vip”\) is true, not text/,
	],
])('refuses %s', async (_what, parameters, item, problem) => {
	expect(await bulk(parameters, [item])).toMatch(problem);
});
