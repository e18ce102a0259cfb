import { row, runCaught, trackBody } from './support';

describe('custom traits and properties', () => {
	const ROWS = {
		assignments: [
			row('plan', 'pro', 'string'),
			row('zip', '={{ $json.zip }}', 'string'),
			row('none', 0, 'number'),
			row('seats', '={{ $json.seats }}', 'number'),
			row('vip', false, 'boolean'),
			row('trial', '={{ $json.trial }}', 'boolean'),
			row('tags', '={{ $json.tags }}', 'array'),
			row('team', '={{ $json.team }}', 'object'),
			row('typed', '{ "a": [1, true, null] }', 'object'),
			row('since', '={{ new Date($json.at) }}', 'object'),
			row('until', '={{ DateTime.fromISO($json.at) }}', 'object'),
			row('cleared', '={{ null }}', 'string'),
			row('missing', '={{ $json.missing }}', 'number'),
			row('empty', '', 'string'),
			row('address.city', 'Berlin', 'string'),
			row('address.country', 'DE', 'string'),
		],
	};
	const items = [
		{
			zip: 94103,
			seats: '12',
			trial: 'false',
			tags: ['a', 1],
			team: { name: 'x' },
			at: '2026-01-31T09:30:00Z',
		},
	];
	const VALUES = {
		plan: 'pro',
		zip: '94103',
		none: 0,
		seats: 12,
		vip: false,
		trial: false,
		tags: ['a', 1],
		team: { name: 'x' },
		typed: { a: [1, true, null] },
		since: '2026-01-31T09:30:00.000Z',
		until: '2026-01-31T09:30:00.000Z',
		cleared: null,
	};

	it('keep the type of their row', async () => {
		const { properties } = await trackBody(
			{ customProperties: ROWS },
			{
				items,
			},
		);
		expect(properties).toEqual({ ...VALUES, address: { city: 'Berlin', country: 'DE' } });
	});

	it('keep dots in their names where the user wants it so', async () => {
		const parameters = { customProperties: ROWS, options: { nestDottedNames: false } };
		const { properties } = await trackBody(parameters, { items });
		expect(properties).toEqual({
			...VALUES,
			'address.city': 'Berlin',
			'address.country': 'DE',
		});
	});

	it.each([
		['text', '{ "quantity": 2, "gift": false, "cart.total": 5, "coupon": null }'],
		['an expression’s object', '={{ $json.data }}'],
		[
			'text with expressions',
			'={ "quantity": {{ $json.data.quantity }}, "gift": false, "cart.total": 5, "coupon": null }',
		],
	])('come from JSON as %s', async (_kind, customPropertiesJson) => {
		const { properties } = await trackBody(
			{ specifyProperties: 'json', customPropertiesJson },
			{ items: [{ data: { quantity: 2, gift: false, 'cart.total': 5, coupon: null } }] },
		);
		expect(properties).toEqual({ quantity: 2, gift: false, cart: { total: 5 }, coupon: null });
	});

	const groupTraits = async (customTraitsJson: string) =>
		await runCaught({
			resource: 'group',
			operation: 'add',
			groupId: 'g-1',
			userId: 'u-1',
			groupTraits: { plan: 'free', address: { state: 'NW' } },
			specifyTraits: 'json',
			customTraitsJson,
		});

	it('join the named ones', async () => {
		const { requests } = await groupTraits('{ "seats": 3, "address.city": "Berlin" }');
		expect(requests[0].body.traits).toEqual({
			plan: 'free',
			seats: 3,
			address: { city: 'Berlin', state: 'NW' },
		});
	});

	it.each([
		['{ "plan": "pro" }', 'plan'],
		['{ "address.state": "BE" }', 'address.state'],
	])('never replace a named one (%s)', async (json, name) => {
		const { requests, error } = await groupTraits(json);
		expect(requests).toEqual([]);
		expect(error?.message).toBe(
			`Custom Traits has “${name}”, which another field of the form holds too`,
		);
	});
});
