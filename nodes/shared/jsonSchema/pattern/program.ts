import type { Characters } from './characters';
import type { Assertion, Node } from './parse';

/** One step of a search; `next` and `other` are the positions of others in the program. */
export type Step =
	| { kind: 'character'; characters: Characters; next: number }
	| { kind: 'assertion'; assertion: Assertion; next: number }
	| { kind: 'either'; next: number; other: number }
	| { kind: 'end'; next: -1 };

export interface Program {
	steps: Step[];
	start: number;
}

/** More would make a search slow, in time and memory. */
const MOST_STEPS = 10_000;

/** @throws RangeError when it would have too many steps */
export function programOf(pattern: Node): Program {
	const steps: Step[] = [{ kind: 'end', next: -1 }];
	let written = 0;
	return { start: write(pattern, 0), steps };

	/** Writes the steps of a part, before those that follow it. */
	function write(node: Node, next: number): number {
		if (++written > MOST_STEPS) throw new RangeError('too many steps');
		switch (node.kind) {
			case 'character':
				return add({ kind: 'character', characters: node.characters, next });
			case 'assertion':
				return add({ kind: 'assertion', assertion: node.assertion, next });
			case 'sequence':
				return node.parts.reduceRight((after, part) => write(part, after), next);
			case 'choice':
				return node.options
					.map((option) => write(option, next))
					.reduce((other, each) => add({ kind: 'either', next: each, other }));
			case 'repetition':
				return repeat(node.part, node.min, node.max, next);
		}
	}

	function repeat(part: Node, min: number, max: number, next: number): number {
		let start = next;
		let left = min;
		if (max === Infinity) {
			const loop = { kind: 'either' as const, next, other: next };
			const again = add(loop);
			loop.other = write(part, again);
			// where it must be there, the loop's own part is the last of those that must
			start = min > 0 ? loop.other : again;
			left = Math.max(0, min - 1);
		}
		for (let more = min; more < max && max !== Infinity; more++) {
			start = add({ kind: 'either', next, other: write(part, start) });
		}
		for (; left > 0; left--) start = write(part, start);
		return start;
	}

	function add(step: Step): number {
		return steps.push(step) - 1;
	}
}
