import { Problem } from '../../../nodes/shared/problem';
import { Faults } from '../../../nodes/shared/read/faults';

const failing = (error: Error) => () => {
	throw error;
};

/** What is thrown once all steps are done. */
function endOf(...steps: Array<() => unknown>): unknown {
	const faults = new Faults();
	for (const step of steps) faults.attempt(step);
	try {
		faults.end();
	} catch (error) {
		return error;
	}
	return undefined;
}

const EVENT = new Problem('Event is empty', 'Give a name.');
const TIME = new Problem('Timestamp is “soon”, not a time', 'Give ISO 8601.');

it('gives what a step gives, and nothing for one that failed', () => {
	const faults = new Faults();
	expect(faults.attempt(() => 7)).toBe(7);
	expect(faults.attempt(failing(EVENT))).toBeUndefined();
});

it('throws nothing when nothing was wrong', () => {
	expect(endOf(() => 1)).toBeUndefined();
});

it('throws a single fault as it is', () => {
	expect(endOf(failing(EVENT))).toBe(EVENT);
});

it('throws all faults as one problem, each once, in their order', () => {
	const all = endOf(failing(EVENT), failing(TIME), failing(EVENT));
	expect(all).toBeInstanceOf(Problem);
	expect(all).toMatchObject({
		message: 'Event is empty; Timestamp is “soon”, not a time',
		advice: 'Give a name. Give ISO 8601.',
		endsRun: false,
	});
});

it('ends the run when one of the faults does', () => {
	const refused = new Problem('Refused', 'Correct the credential.', { status: 401 }, true);
	expect(endOf(failing(EVENT), failing(refused))).toMatchObject({ endsRun: true });
});

it('hides no fault of the node behind those of a value', () => {
	const bug = new TypeError('x is not a function');
	expect(endOf(failing(EVENT), failing(bug))).toBe(bug);
});
