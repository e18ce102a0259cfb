import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Every form in which a secret is written down in a text. */
export function findSecrets(text: string, secrets: string[]): string[] {
	return secrets.flatMap(formsOf).filter((form) => text.includes(form));
}

function formsOf(secret: string): string[] {
	const encoded = ['', ':'].flatMap((end) => {
		const bytes = Buffer.from(secret + end);
		return [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex')];
	});
	return [secret, encodeURIComponent(secret), ...encoded];
}

/**
 * Searches all files of an n8n's user folder but the installed packages.
 *
 * @param except texts in which a secret may stand, such as a whole credential
 */
export async function searchFolder(folder: string, secrets: string[], except: string[] = []) {
	const texts: string[] = [];
	const leaks: string[] = [];
	for (const entry of await readdir(folder, { recursive: true })) {
		const file = join(folder, entry);
		if (relative(folder, file).startsWith('.n8n/nodes') || !(await stat(file)).isFile()) continue;
		let text = await readFile(file, 'latin1');
		for (const known of except) text = text.replaceAll(known, '');
		texts.push(text);
		leaks.push(...findSecrets(text, secrets).map((form) => `${entry}: ${form}`));
	}
	return { texts, leaks };
}
