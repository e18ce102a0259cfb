import { Slots } from '../../../nodes/shared/run/slots';
import { CancelledError } from '../../../nodes/shared/wait';

const nextTick = async () => await new Promise(setImmediate);

it('runs tasks in the order in which they came, a few at a time', async () => {
	const slots = new Slots(10);
	const started: number[] = [];
	const finish: Array<() => void> = [];
	const tasks = Array.from({ length: 25 }, async (_, task) => {
		return await slots.run(async () => {
			started.push(task);
			await new Promise<void>((resolve) => finish.push(resolve));
			return task;
		});
	});
	await nextTick();
	expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

	finish[3]();
	await nextTick();
	expect(started).toHaveLength(11);

	while (started.length < 25) {
		finish[started.length - 1]();
		await nextTick();
	}
	for (const resolve of finish) resolve();
	expect(await Promise.all(tasks)).toEqual([...Array(25).keys()]);
	expect(started).toEqual([...Array(25).keys()]);
});

it('goes on after a task failed', async () => {
	const slots = new Slots(3);
	const tasks = Array.from({ length: 30 }, async (_, task) => {
		return await slots.run(async () => {
			if (task % 2 === 0) throw new Error(`task ${task}`);
			return task;
		});
	});
	const outcomes = await Promise.allSettled(tasks);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(15);
});

it('begins nothing in a cancelled execution, and leaves the slot to the next', async () => {
	const slots = new Slots(1);
	const abort = new AbortController();
	let end = () => {};
	const first = slots.run(async () => await new Promise<void>((resolve) => (end = resolve)));
	const task = jest.fn();
	const second = slots.run(task, abort.signal);
	const third = slots.run(async () => 'third');
	abort.abort();
	end();
	await first;
	await expect(second).rejects.toThrow(CancelledError);
	expect(task).not.toHaveBeenCalled();
	expect(await third).toBe('third');
});
