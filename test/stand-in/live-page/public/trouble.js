import { byId, el, postJson } from './dom.js';

const FAULTS = {
	'429, Retry-After 2 s': { status: 429, retryAfter: 2 },
	'429 without Retry-After': { status: 429 },
	'500 Internal Server Error': { status: 500 },
	'503 Service Unavailable': { status: 503 },
	'408 Request Timeout': { status: 408 },
	'413 Content Too Large': { status: 413 },
	'503 though the messages were taken': { status: 503, accept: true },
	'a reset before the messages are taken': { reset: 'before' },
	'a reset after the messages are taken': { reset: 'after' },
	'a reset in the middle of the answer': { reset: 'mid-answer' },
	'a 200 that is 5 s late': { delayMs: 5_000 },
	'a 200 that is 60 s late': { delayMs: 60_000 },
};

/** The form that makes the next requests fail. */
export function setUpTrouble() {
	byId('fault-form').fault.append(...Object.keys(FAULTS).map((name) => el('option', {}, name)));
	byId('fault-form').addEventListener('submit', async (event) => {
		event.preventDefault();
		const { fault, times } = event.target;
		await postJson('/stand-in/faults', { ...FAULTS[fault.value], times: times.valueAsNumber });
	});
}

/** Lists what is going to go wrong. */
export function showFaults(faults) {
	const lines = faults.map(({ times, ...fault }) =>
		el('li', {}, el('b', {}, `${times} ×`), ' ', describe(fault)),
	);
	const clear = el('button', { type: 'button', onclick: clearFaults }, 'Remove all');
	byId('faults').replaceChildren(...(lines.length ? [el('ul', {}, ...lines), clear] : []));
	byId('trouble').classList.toggle('armed', lines.length > 0);
}

const clearFaults = () => fetch('/stand-in/faults', { method: 'DELETE' });

function describe(fault) {
	const known = Object.entries(FAULTS).find(([, choice]) => sameFields(choice, fault));
	return known ? known[0] : JSON.stringify(fault);
}

const sameFields = (a, b) => Object.keys({ ...a, ...b }).every((field) => a[field] === b[field]);
