import { stringify } from 'qs';

import { fieldsOf, listsOf, operations, type Operation } from '../../public-api/facts';
import { known } from '.';
import { inOrder, routes } from './areas';
import { given, goodCall } from './testing/calls';
import { differences } from './testing/contract';
import { fakeClock, servePublicApi, type Answer, type Served } from './testing/serve';

const clock = fakeClock();
let served: Served;
beforeAll(async () => {
	served = await servePublicApi({ now: clock.now, perMinute: 100_000 });
});
afterAll(async () => await served.close());
beforeEach(() => served.restore());

async function carryOut(operation: Operation): Promise<Answer> {
	const { path, query, body } = goodCall(operation, clock.now(), await given(served, operation.id));
	const search = stringify(query);
	// Segment's own limit for some endpoints is two requests a minute
	clock.pass(60_000);
	return await served.call(operation.method, search ? `${path}?${search}` : path, body);
}

const all = operations.map((operation) => [operation.id, operation] as const);

it('has 201 operations, and no route for what is none', () => {
	expect(operations).toHaveLength(201);
	const names = new Set(operations.map(({ id }) => id));
	expect(routes.map(({ operation }) => operation).filter((id) => !names.has(id))).toEqual([]);
	expect(new Set(routes.map(({ operation }) => operation)).size).toBe(routes.length);
	expect(new Set(inOrder).size).toBe(201);
});

describe('answers as Segment documents it:', () => {
	it.each(all)('%s', async (_, operation) => {
		const { status, body } = await carryOut(operation);
		expect([status, body.errors]).toEqual([operation.status, undefined]);
		const data = body.data ?? {};
		expect(differences({ kind: 'model', name: operation.data }, data, 'data')).toEqual([]);
		for (const { key, paging } of listsOf(operation)) {
			if (!paging) continue;
			// a list without records would agree with every model
			const { length } = data[key] as unknown[];
			expect([key, length > 0 && length <= 2]).toEqual([key, true]);
		}
	});
});

describe('refuses', () => {
	const withBody = all.filter(([, { body }]) => body && fieldsOf(body).some((f) => f.required));

	it.each(withBody)('%s without what it needs', async (_, operation) => {
		const { path } = goodCall(operation, clock.now(), await given(served, operation.id));
		clock.pass(60_000);
		const { status, body } = await served.call(operation.method, path, {});
		const required = fieldsOf(operation.body ?? '').filter((field) => field.required);
		expect([status, body.errors?.map(({ field }) => field).sort()]).toEqual([
			422,
			required.map(({ name }) => name).sort(),
		]);
	});

	it.each(all.filter(([, { body }]) => body))('%s with an unknown field', async (_, operation) => {
		const good = goodCall(operation, clock.now(), await given(served, operation.id));
		clock.pass(60_000);
		const { status, body } = await served.call(operation.method, good.path, {
			...good.body,
			nonsense: 1,
		});
		expect([status, body.errors?.map(({ field }) => field)]).toEqual([422, ['nonsense']]);
	});

	it.each([
		['POST', `/functions`, { code: 'x', displayName: 'x', resourceType: 'LAMBDA' }, 'resourceType'],
		['POST', '/warehouses', { metadataId: 1, settings: {} }, 'metadataId'],
		['GET', '/functions?resourceType=LAMBDA', undefined, 'resourceType'],
		['GET', '/functions', undefined, 'resourceType'],
		['GET', `/filters?integrationId=x&pagination.count=11`, undefined, 'pagination.count'],
		['GET', `/filters?integrationId=x&pagination.cursor=abc`, undefined, 'pagination.cursor'],
		[
			'POST',
			`/reverse-etl-models/${known.modelId}/syncs/${known.syncId}/cancel`,
			{ reasonForCanceling: 5 },
			'reasonForCanceling',
		],
		[
			'POST',
			`/reverse-etl-models/${known.modelId}/syncs/${known.syncId}/cancel`,
			{ reasonForCanceling: 'Other' },
			'reasonForCanceling',
		],
	])('%s %s %j', async (method, path, body, field) => {
		expect(await served.refusal(method, path, body)).toEqual([422, field]);
	});
});

describe('a difference is', () => {
	const user = { id: 1, email: 'a', nick: 'a', permissions: [{ roleName: 'a', roleId: null }] };

	it('each field that is unknown, missing or of another type', () => {
		expect(differences({ kind: 'model', name: 'UserV1' }, user, 'user')).toEqual([
			'user.nick is unknown',
			'user.id: 1 is no string',
			'user.name is missing',
			'user.permissions[0].roleId: null is no string',
			'user.permissions[0].resources is missing',
		]);
	});

	it('a word that is none of the choices, and a code that stands for nothing', () => {
		const label = { kind: 'choice', values: ['A', 'B'] } as const;
		expect(differences({ ...label, values: [...label.values] }, 'C', 'x')).toEqual([
			'x: "C" is not one of A, B',
		]);
		expect(differences({ kind: 'code', names: { 0: 'A' } }, 1, 'x')).toHaveLength(1);
		expect(differences({ kind: 'code', names: { 0: 'A' } }, 0, 'x')).toEqual([]);
	});
});
