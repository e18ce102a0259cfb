import { tryToParseDateTime } from 'n8n-workflow';

import { OPERATIONS } from '../../../nodes/SegmentProfile/lookup/operations';
import type { Space } from '../../../nodes/SegmentProfile/lookup/space';
import type { Query } from '../../../nodes/SegmentProfile/lookup/url';
import { properties } from '../../../nodes/SegmentProfile/properties';
import { Form } from '../../../nodes/shared/read/form';

/** The query that an operation sends first; undefined where it sends none. */
async function queryOf(
	operation: string,
	parameters: Record<string, unknown>,
	timezone = 'UTC',
): Promise<Query | undefined> {
	const filled: Record<string, unknown> = { userId: 'u-1', ...parameters };
	const form = new Form({
		definitions: properties.filter(
			({ displayOptions }) =>
				(displayOptions?.show?.operation ?? [operation]).includes(operation) &&
				!displayOptions?.show?.collection?.includes('accounts'),
		),
		value: (name) => filled[name],
		saved: (name) => filled[name],
		timezone,
	});
	let sent: Query | undefined;
	const space = {
		profile: () => async (_route: string, query: Query) => {
			sent ??= query;
			return undefined;
		},
	} as unknown as Space;
	const task = form.whole((whole) => OPERATIONS[operation](whole, space));
	expect(sent).toBeUndefined();
	await task().catch(() => undefined);
	return sent;
}

describe('filters', () => {
	it('leave out what is empty', async () => {
		const filters = { start: '', include: ' , ', exclude: [], end: null };
		expect(await queryOf('getEvents', { filters, options: { sort: undefined } })).toEqual({
			limit: 50,
		});
	});

	it('keep switches and choices', async () => {
		const query = await queryOf('getTraits', {
			filters: { class: 'Audience' },
			options: { verbose: false },
			returnAll: true,
		});
		expect(query).toEqual({ class: 'audience', verbose: false, limit: 200 });
	});

	it.each([
		['Order Completed,  Signed Up ,', ['Order Completed', 'Signed Up']],
		[
			['Order Completed', ' Signed Up'],
			['Order Completed', 'Signed Up'],
		],
		['plan', ['plan']],
		['plan, plan', ['plan']],
	])('read the names in %j', async (include, names) => {
		expect(await queryOf('getTraits', { filters: { include } })).toEqual({
			include: names,
			limit: 50,
		});
	});

	it.each([
		['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
		['2026-01-31T09:30:00+02:00', '2026-01-31T07:30:00.000Z'],
		// Europe/Berlin, one hour before UTC in winter
		['2026-01-31T09:30:00', '2026-01-31T08:30:00.000Z'],
		['2026-01-31', '2026-01-30T23:00:00.000Z'],
		[1769851800, '2026-01-31T09:30:00.000Z'],
	])('write the time %s as %s', async (start, written) => {
		const query = await queryOf('getEvents', { filters: { start } }, 'Europe/Berlin');
		expect(query?.start).toBe(written);
	});

	it('take the time of an expression', async () => {
		const end = tryToParseDateTime('2026-01-31T09:30:00', 'Asia/Tokyo');
		for (const value of [end, end.toJSDate()]) {
			const query = await queryOf('getEvents', { filters: { end: value } });
			expect(query?.end).toBe('2026-01-31T00:30:00.000Z');
		}
	});

	it.each([
		[{ start: 'yesterday' }, 'Filters → Start is “yesterday”, not a time'],
		[{ end: '5' }, 'Filters → End is “5”, not a time'],
		[{ end: '2026-13-45' }, 'Filters → End is “2026-13-45”, not a time'],
		[{ end: 46053.396 }, 'Filters → End is 46053.396, not a time'],
		[{ end: {} }, 'Filters → End is an object, not a time'],
		[{ ends: '2026-01-31' }, 'Filters has no field “ends”'],
		[[], 'Filters is a list, not an object'],
	])('refuse %j', async (filters, message) => {
		await expect(queryOf('getEvents', { filters })).rejects.toThrow(message);
	});
});

it.each(Object.keys(OPERATIONS))(
	'%s reads its form before it sends anything',
	async (operation) => {
		await expect(queryOf(operation, { userId: '' })).rejects.toThrow('User ID is empty');
		await expect(queryOf(operation, { ifNotFound: 'stop' })).rejects.toThrow('If Not Found');
	},
);
