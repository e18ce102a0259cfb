const TERMINAL_INTERVAL_MS = 1000;
const LOG_INTERVAL_MS = 15_000;

/**
 * Shows one step of a command while it works, and how long it took: on a terminal as one line that
 * changes, elsewhere as a few lines of a log.
 *
 * @param work is given a function that says, in a few words, what the step is at
 */
export async function step<T>(
	title: string,
	work: (onProgress: (text: string) => void) => Promise<T>,
): Promise<T> {
	const { isTTY, columns = 80 } = process.stdout;
	const started = Date.now();
	const elapsed = () => duration(Date.now() - started);
	const show = (line: string) => {
		if (isTTY) process.stdout.write(`\r\u001b[K${line.slice(0, columns - 1)}`);
		else console.log(line);
	};

	let progress = 'working';
	show(`  ${title} ...`);
	const timer = setInterval(
		() => show(`  ${title}: ${progress} (${elapsed()})`),
		isTTY ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS,
	);
	const result = await work((text) => (progress = text)).finally(() => clearInterval(timer));
	show(`✓ ${title} (${elapsed()})`);
	if (isTTY) process.stdout.write('\n');
	return result;
}

function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
