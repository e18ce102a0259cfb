import { createHash } from 'node:crypto';

import type { State } from './state';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function characters(text: string, length: number): string {
	return [...createHash('sha256').update(text).digest()]
		.slice(0, length)
		.map((byte) => ALPHABET[byte % ALPHABET.length])
		.join('');
}

/** The same id in every run: 22 characters, as Segment's. */
export const idOf = (kind: string, n: number | string) => characters(`${kind} ${n}`, 22);

/** 32 characters, as Segment's write keys. */
export const writeKeyOf = (n: number | string) => characters(`write key ${n}`, 32);

/** The next created thing's number: to be put into `idOf`. */
export function nextNumber(state: State): string {
	state.created += 1;
	return `created ${state.created}`;
}

/** `Amplitude (Actions)` → `amplitude-actions`. */
export const slugOf = (name: string) =>
	name.toLowerCase().replace(/\W+/g, '-').replace(/^-|-$/g, '');
