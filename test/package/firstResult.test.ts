/** `npm start -- --quick`: what a new person sees first. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { REPOSITORY } from '../support/n8n/package';
import { run } from '../support/n8n/processes';

test('npm start -- --quick shows what Segment received, without an n8n', async () => {
	const cache = await mkdtemp(join(tmpdir(), 'n8n-nodes-segment-quick-'));
	try {
		const printed = await run('npm', ['start', '--silent', '--', '--quick'], {
			cwd: REPOSITORY,
			env: { ...process.env, N8N_SEGMENT_CACHE: cache },
		});
		const [, message] = /Segment received:\n(\{[^]+?\n\})\n/.exec(printed) ?? [];
		assert.ok(message, printed);
		const { type, event, userId } = JSON.parse(message) as Record<string, unknown>;
		assert.deepEqual([type, event, userId], ['track', 'Trial Started', '97980cfea0067']);
		assert.match(printed, /That took \d+ s\./);
		assert.deepEqual(await readdir(cache), []);
	} finally {
		await rm(cache, { recursive: true, force: true });
	}
});
