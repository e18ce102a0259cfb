import { join } from 'node:path';

import type { N8nHome } from '../../support/n8n/n8n';
import { run } from '../../support/n8n/processes';

const QUERY = `
	const { Database } = require('sqlite3');
	const [file, sql, ...values] = process.argv.slice(1);
	new Database(file).all(sql, values, (error, rows) => {
		if (error) throw error;
		console.log(JSON.stringify(rows));
	});
`;

/** Asks n8n's SQLite database with the driver that n8n itself brings. */
export async function queryDatabase<Row>(
	{ install, userFolder }: N8nHome,
	sql: string,
	...values: string[]
): Promise<Row[]> {
	const file = join(userFolder, '.n8n/database.sqlite');
	const answer = await run(install.node, ['-e', QUERY, '--', file, sql, ...values], {
		cwd: install.folder,
	});
	return JSON.parse(answer) as Row[];
}
