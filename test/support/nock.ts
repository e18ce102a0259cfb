import nock from 'nock';

/*
 * nock for one test file. It changes Node's own http module, which the next file in the same Jest
 * worker gets as it is left: a nock that stays would answer that file's requests beside its own.
 */
beforeAll(() => {
	if (!nock.isActive()) nock.activate();
});
afterAll(() => {
	nock.cleanAll();
	nock.enableNetConnect();
	nock.restore();
});

export default nock;
