import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

const ROOT = join(__dirname, '..', '..', '..');

/** A node or credential that package.json offers to n8n, loaded from its source. */
export interface Offered<Type> {
	/** Name of its class. */
	name: string;
	/** Folder of its source. */
	folder: string;
	/** Path of its source without the extension. */
	path: string;
	type: Type;
}

export const packageJson = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
};

export const nodes = packageJson.n8n.nodes.map((file) => load<INodeType>(file));
export const credentials = packageJson.n8n.credentials.map((file) => load<ICredentialType>(file));

function load<Type>(file: string): Offered<Type> {
	const path = join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, ''));
	const [name] = basename(path).split('.');
	const classes = require(path) as Record<string, new () => Type>;
	return { name, folder: dirname(path), path, type: new classes[name]() };
}
