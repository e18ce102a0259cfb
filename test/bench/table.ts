/** What was measured of one way, scaled to all items. */
export interface Row {
	name: string;
	/** How many items were really sent. */
	measuredItems: number;
	seconds: number;
	requests: number;
	bytes: number;
	/** Memory that the run needed on top of what was in use before. */
	extraBytes: number;
}

export interface BenchResult {
	items: number;
	latencyMs: number;
	repeat: number;
	n8n: string;
	node: string;
	rows: Row[];
}

const find = ({ rows }: BenchResult, text: string) => rows.find(({ name }) => name.includes(text));

/** The result as a Markdown table; ratios say how many times faster a way is than the other. */
export function formatTable(result: BenchResult): string {
	const { items, latencyMs, repeat, n8n, node, rows } = result;
	const builtIn = find(result, 'Built-in');
	const sdk = find(result, '1,000');
	const floor = find(result, 'floor');
	const cells = rows.map((row) => [
		nameOf(row, items),
		row.seconds.toFixed(2),
		Math.round(items / row.seconds).toLocaleString('en-US'),
		row.requests.toLocaleString('en-US'),
		(row.bytes / 1024 / 1024).toFixed(1),
		(row.extraBytes / 1024 / 1024).toFixed(0),
		ratio(builtIn, row),
		ratio(sdk, row),
		ratio(floor, row),
	]);
	const head = [
		'way',
		'seconds',
		'items/s',
		'requests',
		'MB sent',
		'peak extra MB',
		'× built-in',
		'× SDK (1,000)',
		'× floor',
	];
	return [
		`${items.toLocaleString('en-US')} records, ${latencyMs} ms latency, n8n ${n8n}, Node ${node}, median of ${repeat}`,
		'',
		markdown(head, cells),
		'',
		...comparisons(result),
	].join('\n');
}

/** The ways that are measured against each other. */
const COMPARED = [
	['3 dragged fields', 'Batch by field'],
	['3 computed expressions', 'Edit Fields'],
	['Batch by field', 'floor'],
];

function comparisons(result: BenchResult): string[] {
	return COMPARED.flatMap(([one, other]) => {
		const [row, reference] = [find(result, one), find(result, other)];
		if (!row || !reference) return [];
		const times = (row.seconds / reference.seconds).toFixed(2);
		return [`${row.name} takes ${times} times as long as ${reference.name}.`];
	});
}

const BEGIN = '<!-- benchmark: written by `npm run bench -- --save` -->';
const END = '<!-- /benchmark -->';

/** The page with this result in its table. */
export function replaceTable(page: string, result: BenchResult): string {
	const { items, rows } = result;
	const builtIn = find(result, 'Built-in');
	const cells = rows.map((row) => [
		nameOf(row, items),
		row.seconds.toFixed(2),
		row.requests.toLocaleString('en-US'),
		ratio(builtIn, row),
	]);
	const head = [
		'way',
		`seconds for ${items.toLocaleString('en-US')} records`,
		'requests',
		'× built-in',
	];
	const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
	if (begin < 0 || end < begin) throw new Error(`The page lacks the lines ${BEGIN} and ${END}`);
	const table = `${BEGIN}\n\n${markdown(head, cells)}\n\n`;
	return page.slice(0, begin) + table + page.slice(end);
}

const nameOf = ({ name, measuredItems }: Row, items: number) =>
	name + (measuredItems < items ? ` (${measuredItems.toLocaleString('en-US')} sent, scaled)` : '');

/** The first column to the left, the others to the right. */
function markdown(head: string[], cells: string[][]): string {
	const widths = head.map((text, column) =>
		Math.max(text.length, ...cells.map((row) => row[column].length)),
	);
	const line = (row: string[]) =>
		`| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join(' | ')} |`;
	const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
	return [line(head), rule, ...cells.map(line)].join('\n');
}

function ratio(reference: Row | undefined, row: Row): string {
	if (!reference) return '';
	const times = reference.seconds / row.seconds;
	return times < 1_000 ? times.toPrecision(3) : Math.round(times).toLocaleString('en-US');
}
