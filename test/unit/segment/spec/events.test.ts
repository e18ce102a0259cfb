/** The events of Segment's spec, held against the examples that its pages show. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rowName } from '../../../../nodes/Segment/events/typedField';
import { findSpecEvent, searchSpecEvents, SPEC_PAGES } from '../../../../nodes/Segment/spec/events';
import { parsePage } from '../../../../nodes/Segment/spec/notation';

interface Example {
	type: string;
	event?: string;
	properties?: Record<string, unknown>;
}

const FOLDER = join(__dirname, '../../../engine/spec/examples');
const PAGES = ['b2b-saas', 'ecommerce', 'email', 'live-chat', 'mobile', 'video'];
const examples = readdirSync(FOLDER)
	.filter((file) => PAGES.includes(file.replace('.json', '')))
	.flatMap((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Example[])
	.filter(({ type }) => type === 'track');

/** The page's table calls them `ad_asset_id` and so on, also where they are lists. */
const ONLY_IN_EXAMPLES = ['ad_asset_ids', 'ad_pod_ids', 'ad_types'];

const parse = (events: string) => parsePage({ area: 'Test', page: '', events });

it.each(examples.map((example) => [String(example.event), example] as const))(
	'%s is known with the properties of its example',
	(name, { properties = {} }) => {
		const event = findSpecEvent(name);
		expect(event?.name.toLowerCase()).toBe(name.toLowerCase());
		const known = new Set([
			...(event?.fields ?? []).map(({ path }) => path[0]),
			...ONLY_IN_EXAMPLES,
		]);
		expect(Object.keys(properties).filter((property) => !known.has(property))).toEqual([]);
	},
);

it('names each event, and each field of an event, once', () => {
	const names = SPEC_PAGES.flatMap(parsePage).map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	expect(searchSpecEvents()).toHaveLength(names.length);
	for (const { fields } of searchSpecEvents()) {
		const rows = fields.map(rowName);
		expect(new Set(rows).size).toBe(rows.length);
	}
});

it('knows a field that destinations rather read by its name', () => {
	for (const { fields } of searchSpecEvents()) {
		for (const { readBeside } of fields) {
			if (readBeside !== undefined) expect(fields.map(rowName)).toContain(readBeside);
		}
	}
});

it('reads the notation', () => {
	expect(
		parse(
			[
				'[line]',
				'\tsku+	text	Its number',
				'Order Packed: somebody packed it',
				'\torder_id!	id	Its ID	| id, number',
				'\tbox.size	choice(s/m)',
				'\tlines	records(line)	What is in it		| items	| order_id',
			].join('\n'),
		),
	).toEqual([
		{
			name: 'Order Packed',
			area: 'Test',
			description: 'somebody packed it',
			fields: [
				{
					path: ['order_id'],
					label: 'Order ID',
					kind: 'id',
					description: 'Its ID',
					required: true,
					isShown: true,
					otherNames: ['id', 'number'],
				},
				{
					path: ['box', 'size'],
					label: 'Box Size',
					kind: 'choice',
					required: false,
					isShown: false,
					options: ['s', 'm'],
				},
				expect.objectContaining({
					kind: 'records',
					fields: [expect.objectContaining({ path: ['sku'], label: 'SKU' })],
					otherNames: ['items'],
					readBeside: 'order_id',
				}),
			],
		},
	]);
});

it.each([
	'\tsku text',
	'A: b\n\tsku',
	'A: b\n\tsku words',
	'A: b\n\t...missing',
	'A: b\n\tx records(missing)',
	'no description',
])('says which line it cannot read: %j', (text) => {
	expect(() => parse(text)).toThrow(/a line that cannot be read: /);
});
