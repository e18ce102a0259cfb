/** The last task of each key that is under way. */
const last = new Map<string, Promise<unknown>>();

/**
 * Runs tasks with the same key one after the other, in the order in which they came.
 *
 * @throws what the task throws; whether the one before it failed makes no difference
 */
export async function inTurn<T>(key: string, task: () => Promise<T>): Promise<T> {
	const before = last.get(key) ?? Promise.resolve();
	const own = before.then(task, task);
	last.set(key, own);
	try {
		return await own;
	} finally {
		if (last.get(key) === own) last.delete(key);
	}
}
