import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
	/** PEM. */
	key: string;
	/** PEM; self-signed, so it is its own authority: give it to a client as `ca`. */
	cert: string;
}

/**
 * A new certificate for 127.0.0.1, localhost and the names given, good for a day.
 *
 * @throws when the program openssl is not installed
 */
export function makeCertificate(names: string[] = []): Certificate {
	const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const hosts = ['IP:127.0.0.1', ...['localhost', ...names].map((name) => `DNS:${name}`)];
	try {
		execFileSync('openssl', [
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
			...['-days', '1', '-subj', '/CN=localhost', '-addext', `subjectAltName=${hosts.join()}`],
			...['-keyout', key, '-out', cert],
		]);
		return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
	} finally {
		rmSync(folder, { recursive: true });
	}
}
