import { Problem } from '../../shared/problem';
import { counted, listed } from '../../shared/run/errors';
import type { Refused } from '../delivery/delivery';

/**
 * The problem of a run some or all of whose messages Segment did not take.
 *
 * @param total messages of the run
 * @param accepted how many of them Segment took; the rest was not sent
 */
export function refusals(refused: Refused[], total: number, accepted: number): Problem {
	const [{ problem }] = refused;
	const { message, advice, details } = problem;
	const parts = [advice];
	if (typeof details.reason === 'string') parts.push(`Segment says: ${details.reason}.`);
	if (total === 1) return new Problem(message, parts.join(' '), details);

	const unsent = total - accepted - refused.length;
	const doubtful = refused.filter((each) => each.isDoubtful);
	const notTaken = refused.filter((each) => !each.isDoubtful);
	if (doubtful.length > 0) parts.push(`May have arrived: item ${numbersOf(doubtful)}.`);
	if (notTaken.length > 0) parts.push(`Not taken: item ${numbersOf(notTaken)}.`);
	if (accepted > 0) parts.push(`Segment accepted ${unsent > 0 ? '' : 'the other '}${accepted}.`);
	if (unsent > 0) parts.push(`Not sent: ${unsent}.`);
	return new Problem(
		`${message}: ${fates(doubtful.length, notTaken.length, total)}`,
		parts.join(' '),
		details,
	);
}

function fates(doubtful: number, notTaken: number, total: number): string {
	if (doubtful === 0) return `${counted(notTaken, 'item')} of ${total} not taken`;
	const arrived = `${counted(doubtful, 'item')} of ${total} may have arrived`;
	return notTaken === 0 ? arrived : `${arrived}, ${notTaken} not taken`;
}

const numbersOf = (refused: Refused[]) =>
	listed([...new Set(refused.map(({ message }) => message.item))]);
