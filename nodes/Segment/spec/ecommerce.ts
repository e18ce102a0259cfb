import type { SpecPage } from './notation';

export const ECOMMERCE: SpecPage = {
	area: 'E-Commerce',
	page: 'https://www.twilio.com/docs/segment/connections/spec/ecommerce/v2',
	events: `
[product]
	product_id+	id	Its ID in your database	| id, item_id
	sku+	text	The number that customers see	| item_sku, article_number
	category	text	Its category, or a path of them	| product_type
	name+	text	What it is called	| title, product_name, item_name
	brand	text	Who makes it	| vendor, manufacturer
	variant	text	Size, colour or the like	| variant_title
	price+	number	For one piece	| unit_price, item_price
	quantity+	number	How many pieces	| qty, count
	coupon	text	Code redeemed for it	| coupon_code, discount_code
	position	number	Place in the list, from 1
	url	text	Address of its page	| link, product_url
	image_url	text	Address of its picture	| image, picture

[filter]
	type	text	What is filtered by
	value	text	What was chosen

[order]
	affiliation	text	Store or partner that it came through	| store, channel
	total+	number	With shipping and tax; destinations rather read Revenue	| total_price, grand_total, order_total, amount	| revenue
	revenue+	number	Without shipping and tax, after discounts	| net_total, net_revenue
	shipping	number	Cost of shipping	| shipping_total, shipping_cost, total_shipping
	tax	number	Total of taxes	| total_tax, taxes, tax_total, vat
	discount	number	Total of discounts	| total_discounts, discount_total
	coupon	text	Code redeemed for the whole order	| coupon_code, discount_code
	currency+	text	ISO 4217 code such as EUR	| currency_code
	products+	records(product)	What was ordered	| items, line_items, order_items, cart_items, lines

[coupon]
	order_id	id	The order, if there is one	| order_number
	cart_id	id	The cart, if there is one	| cart_token
	coupon_id+	id	ID of the coupon	| coupon, coupon_code, code

[wishlist]
	wishlist_id+	id	ID of the wish list
	wishlist_name	text	Name of the wish list

[share]
	share_via+	text	Way of sharing, such as email
	share_message	text	What the sender wrote
	recipient	text	Who got it

[checkout]
	checkout_id+	id	ID of the checkout	| checkout_token
	step+	number	Number of the step
	shipping_method	text	The way of shipping that was chosen
	payment_method	text	The way of paying that was chosen

[promotion]
	promotion_id+	id	ID of the promotion	| promo_id, id
	creative	text	The picture or text that was used
	name+	text	What it is called	| promotion_name, title
	position	text	Where it was shown

Products Searched: Somebody searched for products
	query+	any	What was searched for	| search, search_query, q

Product List Viewed: Somebody looked at a list or category of products
	list_id+	id	ID of the list
	category+	text	Category that is shown
	products+	records(product)	What the list shows	| items

Product List Filtered: Somebody filtered or sorted a list of products
	list_id+	id	ID of the list
	category+	text	Category that is shown
	filters+	records(filter)	What it was filtered by
	sorts	records(filter)	What it was sorted by, such as price and desc
	products	records(product)	What the list shows	| items

Promotion Viewed: Somebody saw an offer
	...promotion

Promotion Clicked: Somebody clicked an offer
	...promotion

Product Clicked: Somebody clicked a product
	...product

Product Viewed: Somebody looked at a product's details
	...product
	currency	text	ISO 4217 code such as EUR	| currency_code
	value	number	Price times quantity	| total

Product Added: Somebody put a product into the cart
	cart_id	id	ID of the cart	| cart_token
	...product

Product Removed: Somebody took a product out of the cart
	cart_id	id	ID of the cart	| cart_token
	...product

Cart Viewed: Somebody looked at the cart
	cart_id+	id	ID of the cart	| cart_token, id
	products+	records(product)	What is in the cart	| items, line_items, cart_items, lines

Checkout Started: Somebody began to order
	order_id+	id	ID of the order to be	| order_number, transaction_id
	value+	number	What it is worth, after discounts	| total, total_price, cart_total
	revenue+	number	Without shipping and tax	| subtotal
	affiliation	text	Store or partner that it came through	| store, channel
	shipping	number	Cost of shipping	| shipping_total, shipping_cost
	tax	number	Total of taxes	| total_tax, taxes, tax_total, vat
	discount	number	Total of discounts	| total_discounts, discount_total
	coupon	text	Code redeemed for the whole order	| coupon_code, discount_code
	currency+	text	ISO 4217 code such as EUR	| currency_code
	products+	records(product)	What is to be ordered	| items, line_items, cart_items, lines

Checkout Step Viewed: Somebody came to a step of the checkout
	...checkout

Checkout Step Completed: Somebody finished a step of the checkout
	...checkout

Payment Info Entered: Somebody filled in how to pay
	...checkout
	order_id	id	ID of the order, if it has one yet	| order_number, transaction_id

Order Updated: Somebody changed an order
	order_id!	id	ID of the order	| id, order_number, transaction_id
	...order

Order Completed: Somebody ordered
	order_id!	id	ID of the order	| id, order_number, transaction_id
	checkout_id	id	ID of the checkout that led to it	| checkout_token
	...order
	subtotal	number	After discounts, before shipping and tax	| subtotal_price, sub_total

Order Refunded: An order was paid back, whole or in part
	order_id!	id	ID of the order	| id, order_number, transaction_id
	...order

Order Cancelled: An order was cancelled
	order_id!	id	ID of the order	| id, order_number, transaction_id
	...order

Coupon Entered: Somebody typed a coupon
	...coupon

Coupon Applied: A coupon was accepted
	...coupon
	coupon_name	text	What it is called
	discount+	number	How much it takes off	| discount_amount, amount

Coupon Denied: A coupon was not accepted
	...coupon
	coupon_name	text	What it is called
	reason+	text	Why not

Coupon Removed: A coupon was taken away again
	...coupon
	coupon_name	text	What it is called
	discount	number	How much it took off	| discount_amount, amount

Product Added to Wishlist: Somebody put a product on a wish list
	...wishlist
	...product

Product Removed from Wishlist: Somebody took a product off a wish list
	...wishlist
	...product

Wishlist Product Added to Cart: Somebody moved a product from a wish list to the cart
	...wishlist
	cart_id	id	ID of the cart	| cart_token
	...product

Product Shared: Somebody shared a product
	...share
	product_id+	id	Its ID in your database	| id, item_id
	sku	text	The number that customers see	| item_sku, article_number
	category	text	Its category, or a path of them	| product_type
	name+	text	What it is called	| title, product_name, item_name
	brand	text	Who makes it	| vendor, manufacturer
	variant	text	Size, colour or the like	| variant_title
	price	number	For one piece	| unit_price, item_price
	url	text	Address of its page	| link, product_url
	image_url	text	Address of its picture	| image, picture

Cart Shared: Somebody shared the cart
	...share
	cart_id+	id	ID of the cart	| cart_token, id
	products+	records(product)	What is in the cart	| items, line_items, cart_items, lines

Product Reviewed: Somebody reviewed a product
	product_id+	id	ID of the product	| item_id
	review_id+	id	ID of the review	| id
	review_body	text	What was written	| body, comment, text
	rating+	text	How it was rated	| stars, score
`,
};
