/** Track with an event of Segment's spec. */
import type { INodeParameters } from 'n8n-workflow';

import { runCaught } from './support';

/** What n8n's editor saves for rows that the user filled in. */
const rows = (value: Record<string, unknown>) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: [],
});
const AUTOMATIC = { mappingMode: 'autoMapInputData', value: null, schema: [] };

const fromSpec = (event: string, specProperties: object, others: object = {}): INodeParameters =>
	({
		resource: 'track',
		operation: 'event',
		eventFrom: 'spec',
		specEvent: { __rl: true, mode: 'list', value: event },
		userId: 'u-1',
		specProperties,
		...others,
	}) as unknown as INodeParameters;

async function sent(parameters: INodeParameters, ...items: object[]) {
	const run = await runCaught(parameters, { items: items.length > 0 ? (items as []) : [{}] });
	const bodies = run.requests.flatMap(({ body }) => (body.batch as object[] | undefined) ?? [body]);
	return { ...run, bodies };
}

it('sends what was filled in, each value in its type', async () => {
	const { bodies, error } = await sent(
		fromSpec(
			'Order Completed',
			rows({
				order_id: '={{ $json.number }}',
				total: '={{ $json.sum }}',
				currency: 'EUR',
				coupon: '',
				tax: null,
				products: '={{ $json.lines }}',
			}),
			{ event: 'left over', properties: { revenue: 1 } },
		),
		{ number: 471, sum: '27.50', lines: [{ product_id: 7, price: '9.5', own: true }] },
	);
	expect(error).toBeUndefined();
	expect(bodies).toEqual([
		expect.objectContaining({
			type: 'track',
			event: 'Order Completed',
			userId: 'u-1',
			properties: {
				order_id: '471',
				total: 27.5,
				currency: 'EUR',
				products: [{ product_id: '7', price: 9.5, own: true }],
			},
		}),
	]);
});

it('takes the fields of the input under whatever spelling with Map Automatically', async () => {
	const { bodies, error } = await sent(
		fromSpec('={{ $json.what }}', AUTOMATIC),
		{
			what: 'order completed',
			orderId: 'o-1',
			Revenue: 5,
			products: [{ productId: 'p-1', imageURL: 'https://example.com/p-1.png', Price: '2' }],
			internal: 'not of the spec',
		},
		{ what: 'Message Sent', conversation_id: 'c-1', message_id: 9, messageBody: 'Hello' },
	);
	expect(error).toBeUndefined();
	expect(bodies).toEqual([
		expect.objectContaining({
			event: 'Order Completed',
			properties: {
				order_id: 'o-1',
				revenue: 5,
				products: [{ product_id: 'p-1', image_url: 'https://example.com/p-1.png', price: 2 }],
			},
		}),
		expect.objectContaining({
			event: 'Message Sent',
			properties: { conversationId: 'c-1', messageId: '9', message_body: 'Hello' },
		}),
	]);
});

it('shows in a Dry Run what was taken, what was not, and what may have been meant', async () => {
	const parameters = fromSpec('Order Completed', AUTOMATIC, { options: { dryRun: true } });
	const { json } = await sent(parameters, {
		orderId: 'o-1',
		total: 5,
		line_items: [{ productId: 'p-1' }],
		internal: true,
	});
	expect(json).toEqual([
		expect.objectContaining({
			mapping: {
				taken: { orderId: 'order_id', total: 'total' },
				notTaken: ['line_items', 'internal'],
				hints: [
					'“line_items” is not sent: Order Completed calls it “products”.',
					'“total” is sent without “revenue”, which destinations rather read.',
				],
			},
		}),
	]);
});

it('hints at keys of products that the spec calls otherwise, and sends them as they were given', async () => {
	const given = [{ productId: 'p-1', qty: 2 }];
	const products = '={{ $json.lines }}';
	const parameters = fromSpec('Cart Viewed', rows({ products }), { options: { dryRun: true } });
	const { json } = await sent(parameters, { lines: given });
	expect(json).toEqual([
		expect.objectContaining({
			message: expect.objectContaining({ properties: { products: given } }) as object,
			mapping: {
				hints: [
					'“products” has “productId”, which Cart Viewed calls “product_id”.',
					'“products” has “qty”, which Cart Viewed calls “quantity”.',
				],
			},
		}),
	]);
});

it('puts into the context what the spec has there', async () => {
	const { bodies, error } = await sent(
		fromSpec('Signed Up', rows({ 'context.groupId': ' acct_19 ', email: 'ada@example.com' })),
	);
	expect(error).toBeUndefined();
	expect(bodies).toEqual([
		expect.objectContaining({
			properties: { email: 'ada@example.com' },
			context: expect.objectContaining({ groupId: 'acct_19' }) as object,
		}),
	]);
});

it.each<[string, string, object, string]>([
	['Order Done', 'rows', {}, "Event is “Order Done”, which Segment's spec does not have"],
	['Order Completed', 'rows', {}, 'Properties → Order ID is empty'],
	['Order Completed', 'rows', { order_id: 'o', total: 'a lot' }, 'Properties → Total is “a lot”'],
	['Order Completed', 'rows', { order_id: 'o', rating: 1 }, 'Properties has no field “rating”'],
	['Cart Viewed', 'rows', { products: '[1]' }, 'Properties → Products → 0 is 1, not an object'],
	['Cart Viewed', 'rows', { products: '[{"price":"x"}]' }, 'Products → 0 → price is “x”'],
	['Video Ad Started', 'rows', { type: 'first' }, 'Properties → Type is “first”'],
	['Order Completed', 'input', { total: 1 }, 'Properties → Order ID is empty'],
	['Order Completed', 'input', { orderId: 1, 'order id': 2 }, 'both could be “order_id”'],
	['Product Viewed', 'input', { Price: 'x' }, 'Properties → Price (field “Price”) is “x”'],
])('%s with the %s %j is refused before anything is sent', async (event, from, values, message) => {
	const run =
		from === 'rows'
			? await sent(fromSpec(event, rows({ ...values })))
			: await sent(fromSpec(event, AUTOMATIC), values);
	expect(run.requests).toEqual([]);
	expect(run.error?.message).toContain(message);
});

describe('Map Automatically, with what inputs really hold', () => {
	const order = fromSpec('Order Completed', AUTOMATIC);

	it.each<[what: string, item: object, properties: object]>([
		[
			'two spellings of which one is the spec’s',
			{ orderId: 'a', order_id: 'b' },
			{ order_id: 'b' },
		],
		[
			'null, which clears, and empty text, which says nothing',
			{ order_id: 'x', total: null, coupon: null, currency: '' },
			{ order_id: 'x', total: null, coupon: null },
		],
		[
			'numbers as text, and a date as text',
			{ order_id: 7, total: ' 27.50 ', tax: '1e1', coupon: new Date(0) },
			{ order_id: '7', total: 27.5, tax: 10, coupon: '1970-01-01T00:00:00.000Z' },
		],
		[
			'a list of products as JSON',
			{ order_id: 'x', products: '[{"productId":"p","Price":"2","own":null}]' },
			{ order_id: 'x', products: [{ product_id: 'p', price: 2, own: null }] },
		],
		['no products', { order_id: 'x', products: [] }, { order_id: 'x', products: [] }],
		['what the spec does not know', { order_id: 'x', toString: 1, rating: 5 }, { order_id: 'x' }],
	])('sends %s', async (_, item, properties) => {
		const { bodies, error } = await sent(order, item);
		expect(error).toBeUndefined();
		expect(bodies).toEqual([expect.objectContaining({ properties })]);
	});

	it.each<[what: string, item: object, message: string]>([
		[
			'two spellings that are not the spec’s',
			{ orderId: 1, orderID: 2 },
			'has “orderId” and “orderID”',
		],
		['one of them null', { orderId: 1, orderID: null }, 'has “orderId” and “orderID”'],
		['a required one that is null', { order_id: null }, 'Order ID (field “order_id”) is empty'],
		[
			'a date for an ID',
			{ order_id: new Date(0) },
			'Order ID (field “order_id”) is a date, not text',
		],
		['an ID without its last digits', { order_id: 2 ** 60 }, 'which has lost digits'],
		[
			'digits lost in JSON',
			{ order_id: 'x', products: `[{"sku":${'1'.repeat(20)}}]` },
			'which loses digits',
		],
		['a number with a comma', { order_id: 'x', total: '1,5' }, 'Total (field “total”) is “1,5”'],
		['a number with a currency sign', { order_id: 'x', tax: '$3' }, 'Tax (field “tax”) is “$3”'],
		['NaN', { order_id: 'x', total: NaN }, 'Total (field “total”) is NaN'],
		['true for a number', { order_id: 'x', total: true }, 'Total (field “total”) is true'],
		[
			'products as text',
			{ order_id: 'x', products: 'p1, p2' },
			'Products (field “products”) is not valid JSON',
		],
		['one product by itself', { order_id: 'x', products: { sku: 1 } }, 'is an object, not a list'],
		['names of products', { order_id: 'x', products: ['p1'] }, '→ 0 is “p1”, not an object'],
		[
			'a product with two spellings',
			{ order_id: 'x', products: [{ productId: 1, product_ID: 2 }] },
			'→ 0: The item has “productId” and “product_ID”',
		],
		['NaN deep inside', { order_id: 'x', products: [{ own: { a: NaN } }] }, '→ 0.own.a is NaN'],
		[
			'several wrong fields at once',
			{ order_id: {}, total: 'x', tax: [] },
			'Order ID (field “order_id”) is an object, not text; ' +
				'Properties → Total (field “total”) is “x”, not a number; ' +
				'Properties → Tax (field “tax”) is a list, not a number',
		],
	])('refuses %s', async (_, item, message) => {
		const { error, requests } = await sent(order, item);
		expect(error?.message).toContain(message);
		expect(requests).toEqual([]);
	});

	it('says which spelling was left, and which text stands in the way of an object', async () => {
		const dry = { options: { dryRun: true } };
		const { json } = await sent(fromSpec('Order Completed', AUTOMATIC, dry), {
			order_id: 'a',
			orderId: 'b',
		});
		expect(json[0].mapping).toEqual({
			taken: { order_id: 'order_id' },
			notTaken: ['orderId'],
			hints: ['“orderId” is not sent, since the input has “order_id” too.'],
		});
		const installed = await sent(fromSpec('Install Attributed', AUTOMATIC, dry), {
			campaign: 'spring',
			'campaign.source': 'mail',
		});
		expect(installed.json[0].mapping).toEqual({
			taken: { 'campaign.source': 'campaign.source' },
			notTaken: ['campaign'],
			hints: [],
		});
	});
});

it('tells what is wrong with the event’s fields together with the rest of the form', async () => {
	const { error } = await sent(
		fromSpec('Order Completed', rows({ order_id: '={{ {} }}', total: '={{ "x" }}' }), {
			// of another choice of Event From
			event: '={{ [] }}',
			userId: '={{ true }}',
			additionalFields: { timestamp: '={{ "soon" }}' },
		}),
	);
	expect(error?.message).toBe(
		'Properties → Order ID is an object, not text; Properties → Total is “x”, not a number; ' +
			'User ID is true, not text; Timestamp is “soon”, not a time',
	);
});
