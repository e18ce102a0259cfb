import { copyButton, el } from './dom.js';
import { entryRow, messageEntry, requestEntry, searchText } from './entries.js';

/** The page holds this many entries, the newest; more would make it slow. */
const MAX_ENTRIES = 1000;
const TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'];
const OUTCOMES = {
	all: 'All',
	accepted: 'Accepted',
	discarded: 'Discarded',
	duplicate: 'Duplicates',
	refused: 'Refused requests',
};
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

const byId = (id) => document.getElementById(id);
const list = byId('entries');

/** Newest first: `{ entry, row, haystack }`. */
let shown = [];
let requests = new Map();
/** Updates that came while the page is paused; undefined when it is not. */
let held;
const filter = { outcome: 'all', types: new Set(), source: '', search: '' };

const counters = Object.fromEntries(
	Object.entries(OUTCOMES).map(([outcome, label]) => {
		const number = el('b', {}, '0');
		const choose = () => {
			filter.outcome = outcome;
			applyFilter();
		};
		const button = el('button', { type: 'button', 'data-outcome': outcome, onclick: choose });
		button.append(number, el('span', {}, label));
		byId('outcomes').append(button);
		return [outcome, { button, number }];
	}),
);

for (const type of TYPES) {
	const toggle = ({ currentTarget: button }) => {
		if (!filter.types.delete(type)) filter.types.add(type);
		button.setAttribute('aria-pressed', String(filter.types.has(type)));
		applyFilter();
	};
	const options = { type: 'button', class: 'type', 'data-type': type, 'aria-pressed': 'false' };
	byId('types').append(el('button', { ...options, onclick: toggle }, type));
}

byId('search').addEventListener('input', ({ target }) => {
	filter.search = target.value.trim().toLowerCase();
	applyFilter();
});
byId('source').addEventListener('change', ({ target }) => {
	filter.source = target.value;
	applyFilter();
});
byId('clear').addEventListener('click', () => fetch('/stand-in/reset', { method: 'POST' }));
byId('pause').addEventListener('click', ({ currentTarget: button }) => {
	const waiting = held ?? [];
	held = held ? undefined : [];
	button.setAttribute('aria-pressed', String(Boolean(held)));
	button.textContent = held ? 'Resume' : 'Pause';
	waiting.forEach(add);
});

byId('fault-form').fault.append(...Object.keys(FAULTS).map((name) => el('option', {}, name)));
byId('fault-form').addEventListener('submit', async (event) => {
	event.preventDefault();
	const { fault, times } = event.target;
	await fetch('/stand-in/faults', {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ ...FAULTS[fault.value], times: times.valueAsNumber }),
	});
});

// A menu closes when something else is clicked or Escape is pressed.
document.addEventListener('click', ({ target }) => {
	for (const menu of document.querySelectorAll('.menu[open]')) {
		if (!menu.contains(target)) menu.open = false;
	}
});
document.addEventListener('keydown', ({ key }) => {
	if (key !== 'Escape') return;
	for (const menu of document.querySelectorAll('.menu[open]')) menu.open = false;
});

const stream = new EventSource('/stand-in/events');
stream.addEventListener('open', () => setLive(true));
stream.addEventListener('error', () => setLive(false));
stream.addEventListener('reset', () => {
	shown = [];
	requests = new Map();
	if (held) held = [];
	list.replaceChildren();
});
stream.addEventListener('update', ({ data }) => {
	const update = JSON.parse(data);
	showCounts(update.counts);
	showConnection(update.sources);
	showFaults(update.faults);
	if (held) held.push(update);
	else add(update);
});

/** Puts the new entries on top, in the order in which they arrived. */
function add({ messages, requests: arrived }) {
	for (const request of arrived) requests.set(request.number, request);
	const entries = [
		...messages.map((record) => [
			record.request,
			messageEntry(record, requests.get(record.request)),
		]),
		...arrived.filter(isWorthALine).map((request) => [request.number, requestEntry(request)]),
	];
	entries.sort(([a], [b]) => a - b);
	for (const [, entry] of entries) {
		const row = entryRow(entry);
		shown.unshift({ entry, row, haystack: searchText(entry) });
		list.prepend(row);
	}
	for (const { row } of shown.splice(MAX_ENTRIES)) row.remove();
	for (const number of requests.keys()) {
		if (requests.size <= MAX_ENTRIES) break;
		requests.delete(number);
	}
	showSources();
	applyFilter();
}

const isWorthALine = ({ status, batchCode }) => status !== 200 || batchCode === 'empty_batch';

function applyFilter() {
	let visible = 0;
	for (const { entry, row, haystack } of shown) {
		const matches =
			(filter.outcome === 'all' || filter.outcome === entry.outcome) &&
			(filter.types.size === 0 || filter.types.has(entry.type)) &&
			(filter.source === '' || filter.source === entry.source) &&
			haystack.includes(filter.search);
		row.hidden = !matches;
		if (matches) visible++;
	}
	for (const [outcome, { button }] of Object.entries(counters)) {
		button.setAttribute('aria-pressed', String(outcome === filter.outcome));
	}
	byId('empty').hidden = shown.length > 0;
	byId('no-match').hidden = shown.length === 0 || visible > 0;
}

function showCounts({ messages, accepted, discarded, duplicates, refused, byCode }) {
	const emptyBatches = byCode.empty_batch ?? 0;
	const all = messages + refused + emptyBatches;
	const numbers = {
		all,
		accepted,
		discarded: discarded + emptyBatches,
		duplicate: duplicates,
		refused,
	};
	for (const [outcome, number] of Object.entries(numbers)) {
		counters[outcome].number.textContent = number.toLocaleString();
	}
	byId('trimmed').hidden = all <= MAX_ENTRIES;
	byId('trimmed').textContent =
		`The newest ${MAX_ENTRIES.toLocaleString()} are listed; the numbers above count all.`;
}

function showSources() {
	const names = [...new Set(shown.map(({ entry }) => entry.source).filter(Boolean))].sort();
	const select = byId('source');
	if (select.options.length === names.length + 1) return;
	const options = names.map((name) => el('option', { value: name }, name));
	select.replaceChildren(el('option', { value: '' }, 'All sources'), ...options);
	select.value = filter.source;
}

function showFaults(faults) {
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

function showConnection(sources) {
	const row = (label, value) =>
		el(
			'div',
			{ class: 'setting' },
			el('span', {}, label),
			el('code', {}, value),
			copyButton(value),
		);
	for (const slot of document.querySelectorAll('[data-slot=connection]')) {
		slot.replaceChildren(
			row('Host', location.origin),
			...sources.map(({ name, writeKey }) => row(name, writeKey)),
			el(
				'p',
				{ class: 'hint' },
				'In n8n: a Segment credential with Region “Custom Host”, this host, and one of these write keys.',
			),
		);
	}
}

function setLive(isLive) {
	byId('live').textContent = isLive ? 'Live' : 'Not connected';
	byId('live').classList.toggle('on', isLive);
}

showSources();
applyFilter();
