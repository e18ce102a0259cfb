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

it('says once what several parts of it are about', () => {
	const first = new Problem('User ID is empty', 'Give a name.');
	const parts = [endOf(failing(first), failing(EVENT)), endOf(failing(TIME), failing(EVENT))];
	expect(endOf(...parts.map((part) => failing(part as Error)))).toMatchObject({
		message: 'User ID is empty; Event is empty; Timestamp is “soon”, not a time',
		advice: 'Give a name. Give ISO 8601.',
	});
});

it('ends the run when one of the faults does', () => {
	const refused = new Problem('Refused', 'Correct the credential.', { status: 401 }, true);
	expect(endOf(failing(EVENT), failing(refused))).toMatchObject({ endsRun: true });
});

describe('steps that are done to their end', () => {
	/** What `steps` end with, which find some faults before they stop. */
	function within(steps: (faults: Faults) => unknown): unknown {
		const faults = new Faults();
		try {
			return faults.within(() => steps(faults));
		} catch (error) {
			return error;
		}
	}

	it('give what they give where nothing was wrong', () => {
		expect(within((faults) => faults.attempt(() => 7))).toBe(7);
	});

	it('end with all that was found, although they gave something', () => {
		const steps = (faults: Faults) => [failing(EVENT), failing(TIME)].map((s) => faults.attempt(s));
		expect(within(steps)).toMatchObject({
			message: 'Event is empty; Timestamp is “soon”, not a time',
		});
	});

	it.each<[what: string, stop: Error]>([
		['a problem', TIME],
		['a bug', new TypeError('Cannot read properties of undefined')],
	])('end with %s that stopped them, where nothing was found before', (_, stop) => {
		expect(within(failing(stop))).toBe(stop);
	});

	it.each<[what: string, stop: Error]>([
		['a problem', TIME],
		['a bug', new TypeError('Cannot read properties of undefined')],
	])('do not tell %s that may come of what was found before', (_, stop) => {
		const steps = (faults: Faults) => {
			faults.attempt(failing(EVENT));
			throw stop;
		};
		expect(within(steps)).toBe(EVENT);
	});
});

it('hides no fault of the node behind those of a value', () => {
	const bug = new TypeError('x is not a function');
	expect(endOf(failing(EVENT), failing(bug))).toBe(bug);
});
