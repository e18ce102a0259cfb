/** Deletion requests: what each scope takes, parts, and the wait for the end. */
import type { INodeParameters } from 'n8n-workflow';

import facts from '../../public-api/public-api-73.2.0.json';
import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { answer, id, refusal, runWorkspace } from '../../support/workspace';

let waits: number[];
beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => {
	waits = useFastClock();
});
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

describe('a deletion request', () => {
	const create: INodeParameters = {
		resource: 'deletionRequest',
		operation: 'create',
		regulationType: 'DELETE_ONLY',
		confirm: true,
	};
	const ids = (count: number) => Array.from({ length: count }, (_, index) => `user-${index}`);

	it.each([
		['workspace', {}, '/regulations', {}],
		['source', { source: id('s/1') }, '/regulations/sources/s%2F1', {}],
		[
			'cloudSource',
			{ source: id('s1'), subjectType: 'OBJECT_ID', collection: 'contacts' },
			'/regulations/cloudsources/s1',
			{ subjectType: 'OBJECT_ID', collection: 'contacts' },
		],
	])('goes to the right place: %s', async (scope, more, path, body) => {
		const requests = answer({
			data: { regulateId: 'reg_1' },
			headers: {
				'x-ratelimit-remaining': '109998',
				'x-ratelimit-reset': 'Tue, 01 Dec 2026 00:00:00 GMT',
			},
		});
		const { json } = await runWorkspace({ ...create, scope, ...more, subjectIds: 'u1, u2, u1' });
		expect(requests).toMatchObject([
			{
				method: 'POST',
				uri: path,
				body: {
					regulationType: 'DELETE_ONLY',
					subjectType: 'USER_ID',
					subjectIds: ['u1', 'u2'],
					...body,
				},
			},
		]);
		expect(json).toEqual([
			{
				id: 'reg_1',
				regulationType: 'DELETE_ONLY',
				subjectType: 'USER_ID',
				subjectCount: 2,
				quotaRemaining: 109_998,
				quotaResetAt: '2026-12-01T00:00:00.000Z',
				...('subjectType' in body && { subjectType: body.subjectType }),
			},
		]);
	});

	const models = facts.models as Record<string, Record<string, string>>;
	const FACTS = {
		workspace: 'CreateWorkspaceRegulationV1Input',
		source: 'CreateSourceRegulationV1Input',
		cloudSource: 'CreateCloudSourceRegulationV1Input',
	};
	const allowed = (scope: keyof typeof FACTS, field: string) =>
		JSON.parse(models[FACTS[scope]][field].replace('one of ', '')) as string[];
	const choices = Object.keys(FACTS).flatMap((scope) => [
		...['DELETE_ARCHIVE_ONLY', 'DELETE_INTERNAL', 'UNSUPPRESS'].map((value) => ({
			scope: scope as keyof typeof FACTS,
			field: 'regulationType',
			value,
		})),
		...['ANONYMOUS_ID', 'OBJECT_ID', 'USER_ID'].map((value) => ({
			scope: scope as keyof typeof FACTS,
			field: 'subjectType',
			value,
		})),
	]);

	it.each(choices)('has what the scope takes: $scope, $value', async ({ scope, field, value }) => {
		const requests = answer({ data: { regulateId: 'reg_1' } });
		const [subjectType] = allowed(scope, 'subjectType');
		const { error } = await runWorkspace({
			...create,
			scope,
			source: id('s1'),
			collection: 'contacts',
			subjectIds: 'u1',
			subjectType,
			[field]: `={{ "${value}" }}`,
		});
		if (allowed(scope, field).includes(value)) {
			expect(error).toBeUndefined();
			expect(requests).toMatchObject([{ body: { [field]: value } }]);
		} else {
			expect(error?.message).toMatch(
				/^(Regulation|Subject) Type is \w+, which the scope .* not take$/,
			);
			for (const choice of allowed(scope, field)) expect(error?.description).toContain(choice);
			expect(requests).toEqual([]);
		}
	});

	it('is found by the archive among the requests of one source only', async () => {
		const requests = answer({ data: { regulations: [] } });
		const list = (filters: INodeParameters): INodeParameters => ({
			resource: 'deletionRequest',
			operation: 'getAll',
			filters: { regulationTypes: ['DELETE_ARCHIVE_ONLY'], ...filters },
		});
		const { error } = await runWorkspace(list({}));
		expect(error?.message).toContain('Filters → Regulation Types holds DELETE_ARCHIVE_ONLY');
		expect(error?.description).toContain('DELETE_INTERNAL');
		expect(requests).toEqual([]);
		await runWorkspace(list({ sourceId: 's1' }));
		expect(requests[0].uri).toContain('/regulations/sources/s1?');
	});

	it('is split where Segment takes no more at once', async () => {
		const requests = answer({ data: { regulateId: 'reg_1' } });
		const { json } = await runWorkspace(
			{ ...create, subjectIds: '={{ $json.ids }}' },
			{ items: [{ ids: ids(12_001) }] },
		);
		const sent = requests.map(({ body }) => (body as { subjectIds: string[] }).subjectIds);
		expect(sent.map(({ length }) => length)).toEqual([5_000, 5_000, 2_001]);
		expect(sent.flat()).toEqual(ids(12_001));
		expect(json.map(({ subjectCount }) => subjectCount)).toEqual([5_000, 5_000, 2_001]);
	});

	it('tells what was accepted when a later part is refused', async () => {
		answer({ data: { regulateId: 'reg_1' } }, refusal(422, 'quota'));
		const { error } = await runWorkspace(
			{ ...create, subjectIds: '={{ $json.ids }}' },
			{ items: [{ ids: ids(5_001) }] },
		);
		expect(error?.message).toBe('Only a part of the IDs was accepted for deletion');
		expect(error?.description).toContain('Segment accepted reg_1; the last 1 IDs');
	});

	it('is waited for to its end', async () => {
		const seen = (overallStatus: string) => ({
			data: { regulation: { id: 'reg_1', overallStatus, streamStatus: [] } },
		});
		answer(seen('INITIALIZED'), seen('RUNNING'), seen('PARTIAL_SUCCESS'));
		const { json } = await runWorkspace({
			resource: 'deletionRequest',
			operation: 'wait',
			requestId: 'reg_1',
		});
		expect(json).toMatchObject([{ id: 'reg_1', status: 'PARTIAL_SUCCESS' }]);
		expect(waits).toEqual([30_000, 30_000]);
	});
});
