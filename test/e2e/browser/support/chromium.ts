import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** For a container, where there is neither a sandbox nor a GPU, and for silence on the network. */
export const CHROMIUM_FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

/**
 * The machine's Chromium or Chrome. Where there is none, Debian's or Ubuntu's is installed, if this
 * user may.
 *
 * @throws Error that says what to install
 */
export function findChromium(): string {
	const found = onPath();
	if (found) return found;
	if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
		console.log('Installing Chromium with apt-get ...');
		for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
			execFileSync('apt-get', ['-qq', ...args], {
				env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
				stdio: ['ignore', 'ignore', 'inherit'],
			});
		}
		const installed = onPath();
		if (installed) return installed;
	}
	throw new Error(
		`The browser tests need Chromium or Chrome on the PATH, as one of ${PROGRAMS.join(', ')}. Install it (Debian: apt-get install chromium), then run this again.`,
	);
}

function onPath(): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	const candidates = PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name)));
	return candidates.find((file) => {
		try {
			accessSync(file, constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}
