import { MessageProblem } from '../../../../nodes/Segment/message/problem';

/** What a user would read of the problem that `run` meets. */
export function problemOf(run: () => unknown): { message: string; advice: string } {
	try {
		run();
	} catch (error) {
		if (!(error instanceof MessageProblem)) throw error;
		return { message: error.message, advice: error.advice };
	}
	throw new Error('no problem was found');
}
