/** What becomes of a token that the credential's region refuses. */
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { id, runWorkspace, TOKEN } from '../../support/workspace';

const US = 'https://api.segmentapis.com';
const EU = 'https://eu1.api.segmentapis.com';
const GET: INodeParameters = { resource: 'group', operation: 'get', group: id('={{ $json.id }}') };
beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const refused = { errors: [{ type: 'unauthorized', message: 'no' }] };
const workspace = { data: { workspace: { id: 'w1', name: 'Acme', slug: 'acme' } } };

/** Answers any request to a host; gives the requests with their token. */
function serve(host: string, status: number, body: unknown): string[] {
	const asked: string[] = [];
	nock(host)
		.persist()
		.get(/.*/)
		.reply(function (uri) {
			asked.push(`${uri} ${this.req.headers.authorization}`);
			return [status, JSON.stringify(body)];
		});
	return asked;
}

const run = async (credential: ICredentialDataDecryptedObject, count = 1) =>
	await runWorkspace(GET, {
		items: Array.from({ length: count }, (_, index) => ({ id: `g${index}` })),
		credential: { token: TOKEN, ...credential },
	});

it.each([
	['us', US, EU, 'EU (Dublin)'],
	['eu', EU, US, 'US (Oregon)'],
])('of %s is named by the region that knows it', async (region, own, other, name) => {
	const requests = serve(own, 401, refused);
	const asked = serve(other, 200, workspace);
	const { error } = await run({ region }, 3);
	expect(error?.message).toContain(`The credential's token belongs to the region ${name}`);
	expect(error?.description).toContain('Choose it as Region in the credential');
	expect(error?.description).toContain('“Acme”');
	expect(error?.httpCode).toBe('401');
	expect(requests).toEqual([`/groups/g0 Bearer ${TOKEN}`]);
	expect(asked).toEqual([`/ Bearer ${TOKEN}`]);
});

it.each<[string, number, unknown]>([
	['refuses it too', 401, refused],
	['is not Segment', 200, '<html>'],
	['has another service in its place', 200, { data: {} }],
	['has trouble', 503, {}],
])(
	'is refused as before where the other region %s, after one question',
	async (_, status, body) => {
		serve(US, 401, refused);
		const asked = serve(EU, status, body);
		const { error } = await run({ region: 'us' }, 3);
		expect(error?.message).toContain('Segment does not accept the credential for this');
		expect(asked).toHaveLength(1);
	},
);

it('is refused as before where the other region cannot be reached', async () => {
	serve(US, 401, refused);
	const { error } = await run({});
	expect(error?.message).toBe('Segment does not accept the credential for this');
});

it('of a custom host goes to nobody else', async () => {
	serve('https://proxy.example.com', 401, refused);
	const asked = [serve(US, 200, workspace), serve(EU, 200, workspace)];
	const { error } = await run({ region: 'custom', host: 'https://proxy.example.com' });
	expect(error?.message).toBe('Segment does not accept the credential for this');
	expect(asked.flat()).toEqual([]);
});

it.each([403, 404])(
	'that is known, but gets a %i, makes the other region no question',
	async (status) => {
		serve(US, status, refused);
		const asked = serve(EU, 200, workspace);
		await run({});
		expect(asked).toEqual([]);
	},
);

it('is asked for once in a run that goes on after errors', async () => {
	serve(US, 401, refused);
	const asked = serve(EU, 200, workspace);
	const { json } = await runWorkspace(GET, {
		items: [{ id: 'g0' }, { id: 'g1' }],
		credential: { token: TOKEN },
		settings: { onError: 'continueRegularOutput' },
	});
	expect(json).toHaveLength(2);
	for (const { error } of json) expect(error).toContain('belongs to the region EU (Dublin)');
	expect(asked).toHaveLength(1);
});
