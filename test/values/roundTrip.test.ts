/** Whatever plain data is put in, it arrives as it is: by the form, by Map Fields and as items. */
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isSame } from './compare';
import { comparable, errorOf, runAllItems, type Message } from './segmentRun';

jest.setTimeout(120_000);

const name = fc
	.string({ minLength: 1, maxLength: 8 })
	.filter((text) => text.trim() === text && text.trim() !== '');

const data = fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }), {
	maxKeys: 6,
	noNullPrototype: true,
});

/** Where the form and an item say an empty text, an empty object or a missing value is nothing. */
function withoutEmpty(value: IDataObject, isEmpty: (entry: unknown) => boolean): IDataObject {
	return Object.fromEntries(Object.entries(value).filter(([, entry]) => !isEmpty(entry)));
}

const isBlank = (entry: unknown) => entry === '';

interface Way {
	parameters: INodeParameters;
	item: (properties: IDataObject) => IDataObject;
	/** What of the properties is expected. */
	expected?: (properties: IDataObject) => IDataObject;
}

const TRACK = { resource: 'track', operation: 'event', userId: 'ada', event: 'E' };
const BATCH = { resource: 'batch', operation: 'send' };
const MAP = { ...BATCH, mode: 'mapFields', messageType: 'track', userIdField: 'u', eventName: 'E' };

const WAYS: Record<string, Way> = {
	'the form, an object': {
		parameters: {
			...TRACK,
			specifyProperties: 'json',
			customPropertiesJson: '={{ $json.properties }}',
		},
		item: (properties) => ({ properties }),
	},
	'the form, JSON text': {
		parameters: {
			...TRACK,
			specifyProperties: 'json',
			customPropertiesJson: '={{ $json.text }}',
		},
		item: (properties) => ({ text: JSON.stringify(properties) }),
	},
	'Map Fields, an object': {
		parameters: { ...MAP, dataFrom: 'objectField', objectField: 'properties' },
		item: (properties) => ({ u: 'ada', properties }),
	},
	'Map Fields, all other fields': {
		parameters: MAP,
		item: (properties) => ({ ...properties, u: 'ada' }),
		expected: (properties) => withoutEmpty(properties, isBlank),
	},
	'items that are messages': {
		parameters: { ...BATCH, mode: 'itemsAreMessages' },
		item: (properties) => ({ type: 'track', userId: 'ada', event: 'E', properties }),
	},
};

const RUNS = 300;

/** Names that Map Fields reads as something else, or that make one name an object of another. */
const MEANT_OTHERWISE = /^(u|event|timestamp|messageId|userId|anonymousId)$|\./;

test.each(Object.entries(WAYS))('by %s', async (_way, { parameters, item, expected }) => {
	let arrived = 0;
	await fc.assert(
		fc.asyncProperty(data, async (generated) => {
			const properties = JSON.parse(JSON.stringify(generated)) as IDataObject;
			const names = Object.keys(properties);
			fc.pre(!names.some((key) => MEANT_OTHERWISE.test(key)));
			const { result, messages } = await runAllItems(parameters, [item(properties)]);
			if (errorOf(result, 0) !== undefined) {
				expect(messages).toEqual([]);
				return;
			}
			const want = expected?.(properties) ?? properties;
			const sent = messages.map((message) => comparable(message, NOTHING_OF_OURS));
			const message: Message = { type: 'track', userId: 'ada', event: 'E' };
			const isWhole = isSame(
				[{ ...message, ...(Object.keys(want).length > 0 && { properties: want }) }],
				sent,
			);
			if (!isWhole) throw new Error(`sent ${JSON.stringify(sent)}`);
			arrived++;
		}),
		{ numRuns: RUNS },
	);
	// an error is rare: nearly all that JSON can say, a message can
	expect(arrived).toBeGreaterThan(RUNS / 2);
});

const NOTHING_OF_OURS = { library: false, messageId: false };
