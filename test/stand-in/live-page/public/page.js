import { byId, copyButton, el } from './dom.js';
import { entryRow, messageEntry, requestEntry, searchText } from './entries.js';
import { setUpCalls } from './calls.js';
import { setUpTrouble, showFaults } from './trouble.js';

/** The page holds this many entries of each outcome, the newest; more would make it slow. */
const MAX_ENTRIES = 1000;
const TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'];
const OUTCOMES = {
	all: 'All',
	accepted: 'Accepted',
	discarded: 'Discarded',
	duplicate: 'Duplicates',
	refused: 'Refused requests',
};
const list = byId('entries');

/** Newest first: `{ entry, row, haystack }`. */
let shown = [];
let requests = new Map();
/** Updates that came while the page is paused; undefined when it is not. */
let held;
let isConnected = false;
/** Of each outcome, how many came: those that are not kept any more, too. */
let totals = {};
const NO_COUNTS = { messages: 0, accepted: 0, discarded: 0, duplicates: 0, refused: 0, byCode: {} };
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
	byId('types').append(el('button', { ...options, onclick: toggle }, el('span', {}, type)));
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
	showState();
});
byId('show-all').addEventListener('click', () => {
	Object.assign(filter, { types: new Set(), source: '', search: '' });
	byId('search').value = '';
	byId('source').value = '';
	for (const chip of byId('types').children) chip.setAttribute('aria-pressed', 'false');
	applyFilter();
});
setUpTrouble();
setUpCalls();

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
stream.addEventListener('open', () => setConnected(true));
stream.addEventListener('error', () => setConnected(false));
stream.addEventListener('reset', () => {
	shown = [];
	requests = new Map();
	if (held) held = [];
	list.replaceChildren();
	showCounts(NO_COUNTS);
	applyFilter();
	showState();
});
stream.addEventListener('update', ({ data }) => {
	const update = JSON.parse(data);
	showConnection(update.sources);
	showFaults(update.faults);
	if (held) held.push(update);
	else add(update);
	showState();
});

/** Puts the new entries on top, in the order in which they arrived. */
function add({ counts, messages, requests: arrived }) {
	showCounts(counts);
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
	trim();
	for (const number of requests.keys()) {
		if (requests.size <= MAX_ENTRIES) break;
		requests.delete(number);
	}
	showSources();
	applyFilter();
}

/** Keeps the newest of each outcome, so that a few discarded ones are not lost in a flood. */
function trim() {
	const count = {};
	shown = shown.filter(({ entry: { outcome }, row }) => {
		count[outcome] = (count[outcome] ?? 0) + 1;
		if (count[outcome] > MAX_ENTRIES) row.remove();
		return count[outcome] <= MAX_ENTRIES;
	});
}

const isWorthALine = ({ status, batchCode }) => status !== 200 || batchCode === 'empty_batch';

const isNarrowed = () => filter.types.size > 0 || filter.source !== '' || filter.search !== '';

/**
 * Lists what fits the filters. The numbers count what fits them, too; without filters they count
 * everything that came, listed or not.
 */
function applyFilter() {
	const fitting = Object.fromEntries(Object.keys(OUTCOMES).map((outcome) => [outcome, 0]));
	for (const { entry, row, haystack } of shown) {
		const fits =
			(filter.types.size === 0 || filter.types.has(entry.type)) &&
			(filter.source === '' || filter.source === entry.source) &&
			haystack.includes(filter.search);
		row.hidden = !fits || (filter.outcome !== 'all' && filter.outcome !== entry.outcome);
		if (fits) fitting.all++;
		if (fits) fitting[entry.outcome]++;
	}
	const numbers = isNarrowed() ? fitting : totals;
	for (const [outcome, { button, number }] of Object.entries(counters)) {
		button.setAttribute('aria-pressed', String(outcome === filter.outcome));
		number.textContent = (numbers[outcome] ?? 0).toLocaleString();
	}
	showNotes(fitting[filter.outcome]);
}

/** Says why the list is empty or shorter than the number above it. */
function showNotes(listed) {
	const came = isNarrowed() ? listed : (totals[filter.outcome] ?? 0);
	byId('empty').hidden = shown.length > 0 || came > 0;
	byId('no-match').hidden = shown.length === 0 || listed > 0 || came > 0;
	byId('show-all').hidden = !isNarrowed();
	byId('no-match-text').textContent = isNarrowed()
		? 'Nothing matches these filters.'
		: 'Nothing of this kind has arrived.';
	byId('trimmed').hidden = listed >= came;
	byId('trimmed').textContent =
		listed === 0
			? 'These came before those that are kept; they are only counted.'
			: `The newest ${listed.toLocaleString()} are listed; the number above counts all.`;
}

function showCounts({ messages, accepted, discarded, duplicates, refused, byCode }) {
	const emptyBatches = byCode.empty_batch ?? 0;
	totals = {
		all: messages + refused + emptyBatches,
		accepted,
		discarded: discarded + emptyBatches,
		duplicate: duplicates,
		refused,
	};
}

function showSources() {
	const names = [...new Set(shown.map(({ entry }) => entry.source).filter(Boolean))].sort();
	const select = byId('source');
	if (select.options.length === names.length + 1) return;
	const options = names.map((name) => el('option', { value: name }, name));
	select.replaceChildren(el('option', { value: '' }, 'All sources'), ...options);
	select.value = filter.source;
}

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

function setConnected(yes) {
	isConnected = yes;
	showState();
}

/** Live, paused with what waits, or not connected. */
function showState() {
	const waiting = held?.reduce((sum, { messages }) => sum + messages.length, 0);
	const paused = waiting ? `Paused, ${waiting.toLocaleString()} waiting` : 'Paused';
	byId('live').textContent = isConnected ? (held ? paused : 'Live') : 'Not connected';
	byId('live').classList.toggle('on', isConnected && !held);
	byId('live').classList.toggle('paused', isConnected && Boolean(held));
}

showSources();
applyFilter();
