import type { Characters } from './characters';
import type { Assertion } from './parse';
import type { Program, Step } from './program';

/** What is on one side of a place in a text. */
type Side = 'edge' | 'newline' | 'word' | 'other';

/** How far a search is: the steps that may come next, after a character of a side. */
interface State {
	steps: number[];
	before: Side;
	/** The states that follow by the kind of a character, as far as they were needed before. */
	following: State[];
	/** Whether it is a match when the text ends here. */
	endsWell: boolean | undefined;
}

/** What is kept from one search to the next; a state with more steps is made anew each time. */
const MOST_CHARACTERS = 2_000;
const MOST_STATES = 5_000;
const MOST_STEPS = 100;

/**
 * Makes the function that tells whether a text has a match anywhere. It goes over the text once and
 * follows all ways at the same time, so that no pattern makes it slow; what it found out about a state
 * and a kind of character it knows the next time.
 */
export function searchFor({ steps, start }: Program): (text: string) => boolean {
	const sets = setsOf(steps);
	const kindOf = kindsOf(steps, sets);
	const setIn = steps.map((step) =>
		step.kind === 'character' ? sets.indexOf(step.characters) : -1,
	);
	const isAnchored = beginsWithText(steps, start);
	let known = new Map<string, State>();
	let kept = 0;
	let first = newState([start], 'edge');
	/** In which walk each step was seen last. */
	const seen = new Float64Array(steps.length);
	let walk = 0;

	return (text) => {
		let state = first;
		for (let at = 0; at < text.length; at++) {
			const codePoint = text.codePointAt(at) as number;
			if (codePoint > 0xffff) at++;
			const kind = kindOf(codePoint);
			state = state.following[kind.id] ?? follow(state, kind);
			if (state === MATCHED) return true;
			if (state === LOST) return false;
		}
		return (state.endsWell ??= waiting(state, 'edge') === undefined);
	};

	function follow(state: State, kind: Kind): State {
		const next = stateAfter(waiting(state, kind.side), kind);
		if (next.steps.length > MOST_STEPS) return next;
		if (++kept > MOST_STATES) {
			// what was kept is only reached from these
			known = new Map();
			first = newState([start], 'edge');
			kept = 0;
		} else state.following[kind.id] = next;
		return next;
	}

	function stateAfter(ready: number[] | undefined, { isIn, side }: Kind): State {
		if (!ready) return MATCHED;
		const after: number[] = [];
		for (const each of ready) if (isIn[setIn[each]]) after.push(steps[each].next);
		// a match may begin at each place
		if (!isAnchored) after.push(start);
		if (after.length === 0) return LOST;
		if (after.length > MOST_STEPS) return newState(after, side);
		const key = `${side} ${after.join()}`;
		const state = known.get(key) ?? newState(after, side);
		known.set(key, state);
		return state;
	}

	/** The steps that wait for a character, before a side; undefined when the end is reached. */
	function waiting({ steps: from, before }: State, after: Side): number[] | undefined {
		const ready: number[] = [];
		const open = [...from];
		walk++;
		for (let at = open.pop(); at !== undefined; at = open.pop()) {
			if (seen[at] === walk) continue;
			seen[at] = walk;
			const step = steps[at];
			if (step.kind === 'end') return undefined;
			if (step.kind === 'character') ready.push(at);
			else if (step.kind === 'either') open.push(step.other, step.next);
			else if (HOLDS[step.assertion](before, after)) open.push(step.next);
		}
		return ready;
	}
}

/** Characters that a program cannot tell apart. */
interface Kind {
	id: number;
	/** In which of the program's sets they are. */
	isIn: boolean[];
	/** Their side, where the program asks for it. */
	side: Side;
}

const setsOf = (steps: Step[]) => [
	...new Set(steps.flatMap((step) => (step.kind === 'character' ? [step.characters] : []))),
];

/** Whether a match can only begin where the text does. */
function beginsWithText(steps: Step[], start: number): boolean {
	const reached = new Set([start]);
	// grows while it is gone through
	for (const at of reached) {
		const step = steps[at];
		if (step.kind === 'either') reached.add(step.next).add(step.other);
		else if (step.kind !== 'assertion' || step.assertion !== 'textStart') return false;
	}
	return true;
}

function kindsOf(steps: Step[], sets: Characters[]): (codePoint: number) => Kind {
	const asksForSide = steps.some(
		(step) => step.kind === 'assertion' && !step.assertion.startsWith('text'),
	);
	const bySets = new Map<string, Kind>();
	const byCodePoint = new Map<number, Kind>();
	return (codePoint) => byCodePoint.get(codePoint) ?? kindFor(codePoint);

	function kindFor(codePoint: number): Kind {
		const side = asksForSide ? sideOf(codePoint) : 'other';
		const isIn = sets.map((set) => set(codePoint));
		const key = `${side} ${isIn.map(Number).join('')}`;
		const kind = bySets.get(key) ?? { id: bySets.size, isIn, side };
		bySets.set(key, kind);
		if (byCodePoint.size < MOST_CHARACTERS) byCodePoint.set(codePoint, kind);
		return kind;
	}
}

function newState(steps: number[], before: Side): State {
	return { steps, before, following: [], endsWell: undefined };
}

/** The ends of a search: something was found, or nothing can be found any more. */
const MATCHED = newState([], 'edge');
const LOST = newState([], 'edge');

const HOLDS: Record<Assertion, (before: Side, after: Side) => boolean> = {
	textStart: (before) => before === 'edge',
	textEnd: (_before, after) => after === 'edge',
	lineStart: (before) => before === 'edge' || before === 'newline',
	lineEnd: (_before, after) => after === 'edge' || after === 'newline',
	boundary: (before, after) => (before === 'word') !== (after === 'word'),
	noBoundary: (before, after) => (before === 'word') === (after === 'word'),
};

function sideOf(codePoint: number): Side {
	if (codePoint === 10) return 'newline';
	const isDigit = codePoint > 47 && codePoint < 58;
	const letter = codePoint | 32;
	return isDigit || (letter > 96 && letter < 123) || codePoint === 95 ? 'word' : 'other';
}
