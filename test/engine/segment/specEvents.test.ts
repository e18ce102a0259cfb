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
