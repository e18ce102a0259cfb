/** What the pick lists of the Segment node offer. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { SegmentApi } from '../../../credentials/SegmentApi.credentials';
import { Segment } from '../../../nodes/Segment/Segment.node';
import { useFastClock } from '../../support/clock';
import { loadOptionsContext } from '../../support/loadOptions';
import nock from '../../support/nock';
import { DEMO_SOURCES, startStandIn, type StandIn } from '../../stand-in/server';

const nodeType = new Segment();
const { listSearch, resourceMapping } = nodeType.methods;

let standIn: StandIn;

beforeAll(async () => (standIn = await startStandIn()));
afterAll(async () => await standIn.close());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

function form(parameters: object = {}, credential: ICredentialDataDecryptedObject = {}) {
	return loadOptionsContext({
		nodeType,
		credentialTypes: [new SegmentApi()],
		credentials: {
			segmentApi: {
				writekey: DEMO_SOURCES.us.writeKey,
				region: 'custom',
				host: standIn.url,
				...credential,
			},
		},
		parameters: parameters as never,
		path: 'parameters.specEvent',
	});
}

type Names = 'searchConsentCategories' | 'searchDestinationNames';

async function names(list: Names, credential: ICredentialDataDecryptedObject = {}, filter = '') {
	const { results } = await listSearch[list].call(form({}, credential), filter);
	return results.map(({ value }) => value);
}

describe('what the write key answers', () => {
	it('lists the destinations of the source, which can be searched', async () => {
		expect(await names('searchDestinationNames')).toEqual(DEMO_SOURCES.us.destinations);
		expect(await names('searchDestinationNames', {}, ' mix')).toEqual(['Mixpanel']);
		const eu = { writekey: DEMO_SOURCES.eu.writeKey };
		expect(await names('searchDestinationNames', eu)).toEqual(DEMO_SOURCES.eu.destinations);
	});

	it('lists its consent categories', async () => {
		expect(await names('searchConsentCategories')).toEqual(DEMO_SOURCES.us.consentCategories);
	});

	it('lists what Segment’s CDN tells in each of its places, but for Segment itself', async () => {
		nock('https://cdn.segment.com')
			.get('/v1/projects/wk-1/settings')
			.reply(200, {
				integrations: {
					'Segment.io': { unbundledIntegrations: ['Amplitude', 'Braze'] },
					'Google Tag Manager': {},
					Braze: {},
				},
				remotePlugins: [{ name: 'Hubspot Web (Actions)' }, {}],
			});
		expect(await names('searchDestinationNames', { writekey: 'wk-1', region: 'auto' })).toEqual([
			'Amplitude',
			'Braze',
			'Google Tag Manager',
			'Hubspot Web (Actions)',
		]);
	});

	it.each([
		['searchDestinationNames', 'Segment tells no destinations for this source. A server source'],
		['searchConsentCategories', 'Segment tells no consent categories for this source. They'],
	] as const)('%s says why it is empty', async (list, words) => {
		const credential = { writekey: DEMO_SOURCES.disabled.writeKey };
		await expect(names(list, credential)).rejects.toMatchObject({
			message: expect.stringContaining(words) as string,
			description: 'Choose By Name and type it.',
			// n8n tells its editor the description of no other error
			name: 'NodeApiError',
		});
	});

	it('says that the key is unknown', async () => {
		await expect(names('searchDestinationNames', { writekey: 'unknown' })).rejects.toMatchObject({
			message: "Segment knows no source with the credential's Write Key",
		});
	});

	it('says that the host is not there', async () => {
		useFastClock();
		const credential = { host: 'http://127.0.0.1:9' };
		await expect(names('searchDestinationNames', credential)).rejects.toMatchObject({
			message: expect.stringMatching(/127\.0\.0\.1:9 could not be reached in 2 attempts/) as string,
			description: expect.stringContaining('(ECONNREFUSED)') as string,
		});
	});
});

describe('the events of Segment’s spec', () => {
	const search = async (filter?: string) =>
		(await listSearch.searchSpecEvents.call(form(), filter)).results;

	it('are all listed, with what they are about', async () => {
		const all = await search();
		expect(all.length).toBeGreaterThan(80);
		expect(all).toContainEqual({
			name: 'Order Completed – Somebody ordered',
			value: 'Order Completed',
		});
	});

	it('are found by words of their name, area and description', async () => {
		const found = (await search('order e-commerce')).map(({ value }) => value);
		expect(found).toEqual(expect.arrayContaining(['Order Completed', 'Order Refunded']));
		expect(found).not.toContain('Video Ad Started');
		expect(await search('no such event')).toEqual([]);
		// its description has the word too, but not its name
		const orders = (await search('order')).map(({ value }) => value);
		expect(orders[0]).toBe('Order Updated');
		expect(orders.indexOf('Checkout Started')).toBeGreaterThan(orders.indexOf('Order Cancelled'));
	});

	const rowsFor = async (event: string) =>
		await resourceMapping.getSpecProperties.call(
			form({ specEvent: { __rl: true, mode: 'list', value: event } }),
		);

	it('have typed rows, required ones first, and others to be added', async () => {
		const { fields, emptyFieldsNotice } = await rowsFor('Order Completed');
		expect(emptyFieldsNotice).toBeUndefined();
		expect(fields[0]).toEqual({
			id: 'order_id',
			displayName: 'Order ID – ID of the order',
			type: 'string',
			required: true,
			removed: false,
			defaultMatch: false,
			display: true,
		});
		const shown = fields.filter(({ removed }) => !removed).map(({ id }) => id);
		expect(shown).toEqual(['order_id', 'total', 'revenue', 'currency', 'products']);
		expect(fields.find(({ id }) => id === 'total')?.type).toBe('number');
		expect(fields.find(({ id }) => id === 'products')).toMatchObject({
			type: 'array',
			displayName: expect.stringMatching(/list of \{ product_id, sku, .*image_url \}$/) as string,
		});
	});

	it('have choices where the spec has them', async () => {
		const { fields } = await rowsFor('Video Ad Started');
		expect(fields.find(({ id }) => id === 'type')).toMatchObject({
			type: 'options',
			options: ['pre-roll', 'mid-roll', 'post-roll'].map((value) => ({ name: value, value })),
		});
	});

	it('say what to do where there are no rows', async () => {
		expect(await rowsFor('')).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringMatching(/^Choose an event first/) as string,
		});
		expect(await rowsFor('Application Crashed')).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('Custom Properties') as string,
		});
	});
});
