const WIDTH = 20;
/** Before this nobody can tell how long it takes. */
const MIN_SHARE = 0.02;
const MIN_ELAPSED_MS = 5_000;

export interface Progress {
	megabytes: number;
	/** What it is expected to come to; more is shown as nearly done. */
	totalMegabytes: number;
	elapsedMs: number;
}

/** A bar, megabytes, and the time that is left: `██████░░░░ 870 of 2,900 MB, about 2 min left`. */
export function progressBar({ megabytes, totalMegabytes, elapsedMs }: Progress): string {
	const share = Math.min(megabytes / totalMegabytes, 0.99);
	const filled = Math.floor(share * WIDTH);
	const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
	const shown = Math.min(megabytes, totalMegabytes);
	const amount = `${Math.round(shown).toLocaleString('en-US')} of ${totalMegabytes.toLocaleString('en-US')} MB`;
	if (share < MIN_SHARE || elapsedMs < MIN_ELAPSED_MS) return `${bar} ${amount}`;
	return `${bar} ${amount}, ${timeLeft((elapsedMs * (1 - share)) / share)} left`;
}

function timeLeft(milliseconds: number): string {
	const seconds = milliseconds / 1000;
	if (seconds >= 90) return `about ${Math.round(seconds / 60)} min`;
	return `about ${Math.max(5, 5 * Math.round(seconds / 5))} s`;
}
