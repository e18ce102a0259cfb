import { BoundedCounter, BoundedLog } from './tracking-api/bounded';

const numbers = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('BoundedLog', () => {
	test('keeps the newest entries, over many thousands', () => {
		const log = new BoundedLog<number>(1_500, 1_000_000);
		for (const number of numbers(1, 20_000)) log.add(number, 1);

		expect(log.toArray()).toEqual(numbers(18_501, 20_000));
		expect(log.length).toBe(1_500);
	});

	test('keeps no more bytes than told, but always the newest entry', () => {
		const log = new BoundedLog<number>(100, 1_000);
		for (const number of numbers(1, 10)) log.add(number, 300);
		expect(log.toArray()).toEqual([8, 9, 10]);

		log.add(11, 5_000);
		expect(log.toArray()).toEqual([11]);
		log.add(12, 1);
		expect(log.toArray()).toEqual([12]);
	});

	test('keeps nothing when told 0', () => {
		const log = new BoundedLog<number>(0, 1_000);
		log.add(1, 1);

		expect(log.toArray()).toEqual([]);
	});

	test('gives the newest entries that are wanted, oldest first', () => {
		const log = new BoundedLog<number>(5, 1_000);
		for (const number of numbers(1, 8)) log.add(number, 1);

		expect(log.newestWhile((number) => number > 6)).toEqual([7, 8]);
		expect(log.newestWhile((number) => number > 0)).toEqual([4, 5, 6, 7, 8]);
		expect(log.newestWhile((number) => number > 8)).toEqual([]);
	});

	test('is empty after it is cleared, and fills again', () => {
		const log = new BoundedLog<number>(2, 10);
		for (const number of numbers(1, 5)) log.add(number, 5);
		log.clear();
		expect(log.toArray()).toEqual([]);

		for (const number of numbers(6, 7)) log.add(number, 5);
		expect(log.toArray()).toEqual([6, 7]);
	});
});

test('BoundedCounter counts, and forgets the oldest key', () => {
	const counter = new BoundedCounter(2);

	expect(['a', 'b', 'a', 'c'].map((key) => counter.add(key))).toEqual([1, 1, 2, 1]);
	expect(['a', 'b', 'c'].map((key) => counter.get(key))).toEqual([0, 1, 1]);
});
