import { Problem } from '../problem';

/** Gathers all that is wrong with an item, so that it is told at once and not one fault for each run. */
export class Faults {
	private found: unknown[] | undefined;

	/**
	 * Does a step; what it throws is kept for `end`.
	 *
	 * @returns what the step gives, undefined where it failed
	 */
	attempt<Value>(step: () => Value): Value | undefined {
		try {
			return step();
		} catch (error) {
			this.add(error);
			return undefined;
		}
	}

	/** Keeps what a check found, if it found anything. */
	add(fault: unknown): void {
		if (fault === undefined) return;
		this.found ??= [];
		this.found.push(fault);
	}

	/**
	 * Does all steps, and ends. What stops them counts only where nothing was found before: it may come
	 * of a value that could not be read.
	 *
	 * @throws as `end`
	 */
	within<Value>(steps: () => Value): Value {
		const stop = new Faults();
		const value = stop.attempt(steps);
		this.end();
		stop.end();
		return value as Value;
	}

	/** @throws Problem with all that was wrong; the fault itself where there was one */
	end(): void {
		if (this.found) throw together(this.found);
	}
}

/** One problem of several; what is no problem, but a fault of the node, goes before. */
function together(found: readonly unknown[]): unknown {
	const alien = found.find((each) => !(each instanceof Problem));
	if (alien !== undefined || found.length === 1) return alien ?? found[0];
	return new Several(
		(found as Problem[]).flatMap((each) => (each instanceof Several ? each.parts : [each])),
	);
}

/** Several problems as one; what is said of each part of a form is said once of the whole. */
class Several extends Problem {
	constructor(readonly parts: readonly Problem[]) {
		super(
			[...new Set(parts.map(({ message }) => message))].join('; '),
			[...new Set(parts.map(({ advice }) => advice))].filter(Boolean).join(' '),
			parts[0].details,
			parts.some(({ endsRun }) => endsRun),
		);
	}
}
