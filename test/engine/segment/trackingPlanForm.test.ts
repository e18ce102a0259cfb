/** Events and traits of a tracking plan as typed fields of the form. */
import { AUTOMATIC, goesOn, planChosen, rows, send, setRules, track } from './trackingPlanSupport';

describe('the form', () => {
	const options = { trackingPlan: planChosen };
	const TRACK = { resource: 'track', operation: 'event', eventFrom: 'trackingPlan', options };

	it('sends an event of the plan, each property in its type', async () => {
		const { sent, error } = await send(
			{
				...TRACK,
				planEvent: { __rl: true, mode: 'list', value: 'Order Completed' },
				userId: 'u-1',
				planProperties: rows({
					order_id: '={{ $json.number }}',
					total: '27.5',
					currency: 'eur',
					products: '={{ $json.lines }}',
				}),
			},
			[{ number: 471, lines: [{ sku: 7 }] }],
		);
		expect(error).toBeUndefined();
		expect(sent).toEqual([
			expect.objectContaining({
				type: 'track',
				event: 'Order Completed',
				userId: 'u-1',
				properties: { order_id: '471', total: 27.5, currency: 'EUR', products: [{ sku: '7' }] },
			}),
		]);
	});

	it('takes no property for given because every object has one of its name', async () => {
		const names = ['constructor', 'toString', '__proto__'];
		const properties = JSON.parse(
			`{${names.map((name) => `"${name}":{"type":"string"}`).join()}}`,
		) as object;
		setRules(track('Tour Booked', { type: 'object', properties }));
		const tour = {
			...TRACK,
			planEvent: { __rl: true, mode: 'list', value: 'Tour Booked' },
			userId: 'u',
		};
		const { sent, error } = await send({ ...tour, planProperties: rows({ toString: 'x' }) }, [{}]);
		expect(error).toBeUndefined();
		expect(sent[0].properties).toEqual({ toString: 'x' });
		const automatic = await send({ ...tour, planProperties: AUTOMATIC }, [{ constructor: 'y' }]);
		expect(automatic.error).toBeUndefined();
		expect(automatic.sent.at(-1)?.properties).toEqual({ constructor: 'y' });
	});

	it('sends a property called context as one', async () => {
		setRules(
			track('Tour Booked', {
				type: 'object',
				properties: { context: { type: ['string', 'object'] }, a: { type: 'string' } },
			}),
		);
		const { sent, error } = await send(
			{
				...TRACK,
				planEvent: { __rl: true, mode: 'list', value: 'Tour Booked' },
				userId: 'u-1',
				planProperties: rows({ context: '={{ $json.context }}', a: 'x' }),
			},
			[{ context: 'checkout' }, { context: { ip: 'x' } }],
		);
		expect(error).toBeUndefined();
		expect(sent.map(({ properties }) => properties)).toEqual([
			{ context: 'checkout', a: 'x' },
			{ context: { ip: 'x' }, a: 'x' },
		]);
		expect(sent.map(({ context }) => Object.keys(context as object))).toEqual([
			['library'],
			['library'],
		]);
	});

	it('takes a text of an expression for text, and what was typed for JSON where the plan has it', async () => {
		setRules(
			track('Tour Booked', {
				type: 'object',
				properties: {
					any: {},
					mixed: { type: ['string', 'number'] },
					list: { type: ['string', 'array', 'null'] },
					tags: { type: 'array' },
				},
			}),
		);
		const tour = {
			...TRACK,
			planEvent: { __rl: true, mode: 'list', value: 'Tour Booked' },
			userId: 'u-1',
		};
		const item = { any: '[1]', mixed: '{"a":1}', list: '[VIP] customer', tags: '["a"]' };
		const typed = { any: '[1]', mixed: '[1]', list: '[VIP] customer', tags: '["a"]' };
		const runs = [
			await send({ ...tour, planProperties: AUTOMATIC }, [item]),
			await send({ ...tour, planProperties: rows({ any: '={{ $json.any }}' }) }, [item]),
			await send({ ...tour, planProperties: rows(typed) }, [item]),
			await send({ ...tour, planProperties: rows({ any: '{"a":1}', list: ' [1]' }) }, [item]),
		];
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined, undefined, undefined]);
		expect(runs[3].sent.map(({ properties }) => properties)).toEqual([
			{ ...item, tags: ['a'] },
			{ any: '[1]' },
			{ ...typed, any: [1], tags: ['a'] },
			{ any: { a: 1 }, list: [1] },
		]);
	});

	it('maps the input automatically, and checks what comes of it', async () => {
		const { sent, json } = await send(
			{
				...TRACK,
				options: { ...options, checkAgainstTrackingPlan: 'refuse' },
				planEvent: { __rl: true, mode: 'name', value: '={{ $json.what }}' },
				userId: 'u-1',
				planProperties: AUTOMATIC,
			},
			[
				{ what: 'Order Completed', orderId: 'o-1', Total: '5' },
				{ what: 'Order Completed', orderId: 'o-2', total: -5 },
				{ what: 'Unknown' },
			],
			goesOn,
		);
		expect(sent.map(({ properties }) => properties)).toEqual([{ order_id: 'o-1', total: 5 }]);
		expect(json[1].error).toContain('properties.total must be at least 0');
		expect(json[2].error).toBe('Event is “Unknown”, which the tracking plan does not have');
	});

	it.each([
		[
			'identify',
			'create',
			{ planTraits: rows({ email: 'ada@example.com', seats: '12' }) },
			{ email: 'ada@example.com', seats: 12 },
		],
		[
			'group',
			'add',
			{ groupId: 'g-1', planTraits: rows({ name: 'Initech', since: '2026-01-31' }) },
			{ name: 'Initech', since: '2026-01-31T00:00:00.000Z' },
		],
	])('sends the traits of the plan with %s', async (resource, operation, fields, expected) => {
		const { sent, error } = await send(
			{
				resource,
				operation,
				userId: 'u-1',
				specifyTraits: 'trackingPlan',
				options,
				...fields,
			},
			[{}],
		);
		expect(error).toBeUndefined();
		expect(sent[0].traits).toEqual(expected);
	});
});
