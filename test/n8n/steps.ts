/** A line that is not followed by another for this long is worth a sign of life in a log file. */
const LOG_INTERVAL_MS = 15_000;

/**
 * Shows one step of a command while it works, and how long it took: on a terminal as one line that
 * changes, elsewhere as a few lines of a log.
 */
export async function step<T>(
	title: string,
	work: (onProgress: (text: string) => void) => Promise<T>,
): Promise<T> {
	const { isTTY, columns = 80 } = process.stdout;
	const started = Date.now();
	const elapsed = () => duration(Date.now() - started);
	let lastShown = started;
	const show = (line: string) => process.stdout.write(`\r\u001b[K${line.slice(0, columns - 1)}`);

	if (isTTY) show(`  ${title} ...`);
	else console.log(`  ${title} ...`);
	const result = await work((text) => {
		if (isTTY) show(`  ${title}: ${text}, ${elapsed()}`);
		else if (Date.now() - lastShown >= LOG_INTERVAL_MS) {
			lastShown = Date.now();
			console.log(`    ${text}, ${elapsed()}`);
		}
	});
	if (isTTY) show(`✓ ${title} (${elapsed()})\n`);
	else console.log(`✓ ${title} (${elapsed()})`);
	return result;
}

function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
