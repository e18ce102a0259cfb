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
	const items = new Set(refused.map((each) => each.message.item));
	parts.push(`Not taken: item ${listed([...items])}.`);
	if (accepted > 0) parts.push(`Segment accepted ${unsent > 0 ? '' : 'the other '}${accepted}.`);
	if (unsent > 0) parts.push(`Not sent: ${unsent}.`);
	return new Problem(
		`${message}: ${counted(refused.length, 'item')} of ${total} not taken`,
		parts.join(' '),
		details,
	);
}
