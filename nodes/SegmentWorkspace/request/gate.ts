/**
 * n8n starts the requests of all items at once. This lets a few through at a time, so that a
 * thousand items do not arrive as a thousand simultaneous requests.
 */
const MAX_AT_ONCE = 5;

interface Gate {
	running: number;
	waiting: Array<() => void>;
}

/** By run of a node; forgotten with it. */
const gates = new WeakMap<object, Gate>();

/** Runs a task when fewer than five tasks of the same run are under way, in the order of calls. */
export async function takeTurn<T>(run: object, task: () => Promise<T>): Promise<T> {
	const gate = gates.get(run) ?? { running: 0, waiting: [] };
	gates.set(run, gate);
	if (gate.running >= MAX_AT_ONCE) {
		await new Promise<void>((resolve) => gate.waiting.push(resolve));
	} else {
		gate.running++;
	}
	try {
		return await task();
	} finally {
		// the turn is handed over, or given back
		const next = gate.waiting.shift();
		if (next) next();
		else gate.running--;
	}
}
