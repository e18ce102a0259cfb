import type { INodeParameters } from 'n8n-workflow';

import { ADDED, row, runCaught, theRequest, trackBody } from './support';

const { context, messageId, sentAt } = ADDED;

describe('empty fields', () => {
	it('are left out, never sent as empty text', async () => {
		const body = await trackBody({
			anonymousId: '',
			properties: { currency: '', revenue: 0 },
			customProperties: { assignments: [row('coupon', '', 'string')] },
			context: { ip: '', app: { name: '' }, additionalContext: '', consent: {} },
			integrations: { destinations: {} },
			additionalFields: { messageId: '', timestamp: '' },
		});
		expect(body).toEqual({
			type: 'track',
			userId: 'u-1',
			event: 'Tested',
			properties: { revenue: 0 },
			context,
			messageId,
			sentAt,
		});
	});

	it('leave out traits that have nothing in them', async () => {
		const run = await runCaught({
			resource: 'identify',
			operation: 'create',
			userId: 'u-1',
			email: '',
			fullName: '',
			traits: { address: { city: '' }, company: {}, phone: '' },
		});
		expect(theRequest(run).body).toEqual({
			type: 'identify',
			userId: 'u-1',
			context,
			messageId,
			sentAt,
		});
	});
});

it('sends ids that arrive as numbers as text', async () => {
	const run = await runCaught(
		{
			resource: 'group',
			operation: 'add',
			userId: '={{ $json.user }}',
			anonymousId: '={{ $json.visitor }}',
			groupId: '={{ $json.account }}',
		},
		{ items: [{ user: 42, visitor: 0, account: 75 }] },
	);
	expect(theRequest(run).body).toMatchObject({ userId: '42', anonymousId: '0', groupId: '75' });
});

it.each([
	['picked date', '2026-01-31T09:30:00', '2026-01-31T08:30:00.000Z'],
	['date without a time', '2026-01-31', '2026-01-30T23:00:00.000Z'],
	['ISO text with an offset', '2026-01-31T09:30:00-05:00', '2026-01-31T14:30:00.000Z'],
	['ISO text in UTC', '2026-01-31T09:30:00.5Z', '2026-01-31T09:30:00.500Z'],
	['Date', '={{ new Date("2026-01-31T09:30:00Z") }}', '2026-01-31T09:30:00.000Z'],
	['Luxon DateTime', '={{ DateTime.fromISO("2026-01-31T09:30:00") }}', '2026-01-31T08:30:00.000Z'],
	[
		'Luxon in a zone',
		'={{ DateTime.fromISO("2026-01-31T09:30:00", { zone: "Asia/Tokyo" }) }}',
		'2026-01-31T00:30:00.000Z',
	],
	['epoch in seconds', '={{ 1769851800 }}', '2026-01-31T09:30:00.000Z'],
	['epoch in milliseconds', '={{ 1769851800123 }}', '2026-01-31T09:30:00.123Z'],
	['epoch as text', '1769851800', '2026-01-31T09:30:00.000Z'],
])('takes a timestamp as %s in the workflow’s time zone', async (_form, timestamp, iso) => {
	const body = await trackBody({ additionalFields: { timestamp } }, { timezone: 'Europe/Berlin' });
	expect(body.timestamp).toBe(iso);
});

it('reads a date among the traits in the workflow’s time zone', async () => {
	const { requests } = await runCaught(
		{
			resource: 'identify',
			operation: 'create',
			userId: 'u-1',
			traits: { createdAt: '2026-07-31T09:30:00' },
		},
		{ timezone: 'Asia/Kolkata' },
	);
	expect(requests[0].body.traits).toEqual({ createdAt: '2026-07-31T04:00:00.000Z' });
});

it('sends a message of exactly 32 KB', async () => {
	const filler = await trackBody({ customProperties: fillWith(1) });
	const room = 32 * 1024 - Buffer.byteLength(JSON.stringify(filler)) + 1;
	const run = await runCaught({
		resource: 'track',
		operation: 'event',
		userId: 'u-1',
		event: 'Tested',
		customProperties: fillWith(room),
	});
	expect(theRequest(run).headers['content-length']).toBe(String(32 * 1024));
});

function fillWith(length: number): INodeParameters {
	return { assignments: [row('filler', 'x'.repeat(length), 'string')] };
}
