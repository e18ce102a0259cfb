import type { BenchResult } from './table';

const ROW = 44;
const LABEL = 270;
const BAR = 430;
const WIDTH = LABEL + BAR + 120;

/** Draws items per second on a logarithmic scale; readable on light and dark pages. */
export function drawChart({ items, latencyMs, rows }: BenchResult): string {
	const speeds = rows.map(({ seconds }) => items / seconds);
	const min = Math.log10(Math.min(...speeds)) - 0.3;
	const max = Math.log10(Math.max(...speeds));
	const bars = rows.map(({ name }, index) => {
		const y = 56 + index * ROW;
		const width = Math.max(4, ((Math.log10(speeds[index]) - min) / (max - min)) * BAR);
		const own = name.startsWith('This package');
		return [
			`<text x="${LABEL - 12}" y="${y + 20}" text-anchor="end"${own ? ' font-weight="600"' : ''}>${name}</text>`,
			`<rect x="${LABEL}" y="${y + 4}" width="${width.toFixed(1)}" height="24" rx="3" fill="${own ? '#43AF79' : '#8a94a6'}"/>`,
			`<text x="${(LABEL + width + 8).toFixed(1)}" y="${y + 20}">${Math.round(speeds[index]).toLocaleString('en-US')}/s</text>`,
		].join('');
	});
	const height = 72 + rows.length * ROW;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" font-size="13">
<style>text{fill:#1f2937}@media(prefers-color-scheme:dark){text{fill:#e5e7eb}}</style>
<text x="16" y="28" font-size="15" font-weight="600">Messages per second, ${items.toLocaleString('en-US')} records, ${latencyMs} ms latency (logarithmic scale)</text>
${bars.join('\n')}
</svg>
`;
}
