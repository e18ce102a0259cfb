import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these when it is first imported: a settings folder of its own and no log noise.
process.env.N8N_USER_FOLDER ??= join(
	tmpdir(),
	`n8n-nodes-segment-jest-${process.env.JEST_WORKER_ID ?? '1'}`,
);
process.env.N8N_ENCRYPTION_KEY ??= 'test';
process.env.N8N_LOG_LEVEL ??= 'silent';
