import nock from 'nock';
import { API, runWorkspace, TOKEN } from '../support/workspace';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
it('smoke', async () => {
	nock(API, { reqheaders: { authorization: `Bearer ${TOKEN}` } })
		.get('/users')
		.query({ pagination: { count: '50' } })
		.reply(200, {
			data: {
				users: [{ id: 'u1', name: 'A', email: 'a@b.c', permissions: [] }],
				pagination: { current: 'MA==' },
			},
		});
	const r = await runWorkspace({ resource: 'user', operation: 'getAll' });
	console.log(JSON.stringify(r.outputs), r.error);
});
