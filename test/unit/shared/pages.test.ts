import fc from 'fast-check';

import { Problem } from '../../../nodes/shared/problem';
import { followPages, pagesOf, type Page } from '../../../nodes/shared/send/pages';

/** A list in pages, each under the cursor that leads to it. */
const listOf = (pages: Record<string, Page<number>>) => {
	const asked: Array<[string | undefined, number]> = [];
	return {
		asked,
		fetch: async (cursor: string | undefined, wanted: number) => {
			asked.push([cursor, wanted]);
			return pages[cursor ?? ''];
		},
	};
};

it('follows a list to its end', async () => {
	const { asked, fetch } = listOf({
		'': { entries: [1, 2], next: 'a' },
		a: { entries: [3], next: 'b' },
		b: { entries: [4], next: undefined },
	});
	expect(await followPages(fetch, Infinity)).toEqual({ entries: [1, 2, 3, 4], next: undefined });
	expect(asked.map(([cursor]) => cursor)).toEqual([undefined, 'a', 'b']);
});

it('stops where there is enough, and says where it goes on', async () => {
	const { asked, fetch } = listOf({
		'': { entries: [1, 2], next: 'a' },
		a: { entries: [3, 4], next: 'b' },
	});
	expect(await followPages(fetch, 3)).toEqual({ entries: [1, 2, 3], next: 'b' });
	expect(asked).toEqual([
		[undefined, 3],
		['a', 1],
	]);
});

it('begins where it is told to', async () => {
	const { fetch } = listOf({ a: { entries: [3], next: '' } });
	expect(await followPages(fetch, 9, 'a')).toEqual({ entries: [3], next: undefined });
});

it.each([undefined, null, '', false])('takes %j for the end', async (next) => {
	const { fetch } = listOf({ '': { entries: [1], next } });
	expect((await followPages(fetch, 9)).entries).toEqual([1]);
});

it('follows cursors that are numbers', async () => {
	const { fetch } = listOf({ '': { entries: [1], next: 7 }, 7: { entries: [2], next: null } });
	expect((await followPages(fetch, 9)).entries).toEqual([1, 2]);
});

it('ends where the service says that there is no more, whatever its cursor is', async () => {
	for (const next of ['a', true, {}]) {
		const { fetch } = listOf({ '': { entries: [1], next, hasMore: false } });
		expect(await followPages(fetch, 9)).toEqual({ entries: [1], next: undefined });
	}
});

it.each<[unknown, boolean | undefined]>([
	['', true],
	[null, true],
	[undefined, true],
	[{}, undefined],
	[{ cursor: 'a' }, true],
	[['a'], undefined],
	[true, undefined],
])('is no end: the cursor %j where hasMore is %j', async (next, hasMore) => {
	const { fetch } = listOf({ '': { entries: [1], next, hasMore } });
	await expect(followPages(fetch, 9)).rejects.toThrow(
		expect.objectContaining({
			message: 'Segment says that there is more, but not where it begins',
			advice: 'Try again later, or set a limit instead of Return All.',
		}),
	);
});

it.each<[string, Record<string, Page<number>>]>([
	['A → A', { '': { entries: [1], next: 'a' }, a: { entries: [2], next: 'a' } }],
	[
		'A → B → A',
		{
			'': { entries: [1], next: 'a' },
			a: { entries: [2], next: 'b' },
			b: { entries: [3], next: 'a' },
		},
	],
	['the same page again', { '': { entries: [1], next: 'a' }, a: { entries: [1], next: 'b' } }],
	['7 → "7"', { '': { entries: [1], next: 7 }, 7: { entries: [2], next: '7' } }],
])('notices %s', async (_name, pages) => {
	const { fetch } = listOf(pages);
	await expect(followPages(fetch, Infinity)).rejects.toThrow('Segment gave the same page twice');
});

it('notices a list that leads back to where it was begun', async () => {
	const { fetch } = listOf({ a: { entries: [1], next: 'b' }, b: { entries: [2], next: 'a' } });
	await expect(followPages(fetch, Infinity, 'a')).rejects.toThrow(Problem);
});

it('goes past pages without entries', async () => {
	const { fetch } = listOf({
		'': { entries: [], next: 'a' },
		a: { entries: [], next: 'b' },
		b: { entries: [1], next: '' },
	});
	expect((await followPages(fetch, 9)).entries).toEqual([1]);
});

it('ends a list of empty pages without an end', async () => {
	const fetch = jest.fn(async (cursor = '0') => ({ entries: [], next: Number(cursor) + 1 }));
	await expect(followPages(fetch, Infinity)).rejects.toThrow('gave 100 empty pages in a row');
	expect(fetch).toHaveBeenCalledTimes(100);
});

it('goes on where a page between empty ones has something', async () => {
	const { entries } = await followPages(async (cursor = '0') => {
		const page = Number(cursor);
		return { entries: page % 99 === 98 ? [page] : [], next: page < 300 ? page + 1 : '' };
	}, Infinity);
	expect(entries).toEqual([98, 197, 296]);
});

it('gives the entries of the service in order, each once, however they are paged', async () => {
	const sizes = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(sizes, fc.integer({ min: 1, max: 70 }), async (counts, limit) => {
			let entry = 0;
			const pages = counts.map((count, index) => ({
				entries: Array.from({ length: count }, () => entry++),
				next: index < counts.length - 1 ? index + 1 : '',
			}));
			const { entries } = await followPages(async (cursor) => pages[Number(cursor ?? 0)], limit);
			expect(entries).toEqual([...Array(Math.min(entry, limit)).keys()]);
		}),
	);
});

it('hands on page by page', async () => {
	const { fetch } = listOf({
		'': { entries: [1], next: 'a' },
		a: { entries: [2], next: '' },
	});
	const pages = [];
	for await (const page of pagesOf(async (cursor) => await fetch(cursor, 9))) pages.push(page);
	expect(pages).toEqual([
		{ entries: [1], next: 'a' },
		{ entries: [2], next: undefined },
	]);
});
