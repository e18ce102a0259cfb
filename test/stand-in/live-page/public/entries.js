import { copyButton, el, prettyJson } from './dom.js';

/** One line of the list: a message, or a request whose messages never got that far. */
export function messageEntry(record, request) {
	const message = record.message ?? (isObject(record.sent) ? record.sent : {});
	const anonymous = !message.userId && message.anonymousId;
	return {
		id: `m${record.number}`,
		outcome: record.outcome,
		type: record.type ?? 'unknown',
		title: titleOf(record.type, message),
		user: text(message.userId || message.anonymousId),
		userKind: anonymous ? 'anonymous' : 'user',
		source: record.source,
		time: record.receivedAt,
		code: record.code ?? (record.outcome === 'duplicate' ? 'duplicate' : undefined),
		reason: record.reason ?? duplicateReason(record),
		tabs: {
			...(record.message && { 'As stored': record.message }),
			'As sent': record.sent,
			...(request && { Request: request }),
		},
		request,
	};
}

export function requestEntry(request) {
	const isEmpty = request.status === 200;
	return {
		id: `r${request.number}`,
		outcome: isEmpty ? 'discarded' : 'refused',
		type: request.path.replace('/v1/', ''),
		title: isEmpty ? 'Empty batch' : `${request.status ?? 'No answer'} · ${request.refusal}`,
		user: '',
		source: undefined,
		time: request.at,
		code: isEmpty ? request.batchCode : undefined,
		reason: isEmpty ? 'The batch has no messages' : refusedReason(request),
		tabs: { Request: request },
		request,
	};
}

/** The line of an entry; its details are made when it is first opened. */
export function entryRow(entry) {
	const { outcome, type, title, user, userKind, source, time, code, reason } = entry;
	const at = new Date(time);
	const summary = el(
		'summary',
		{},
		el('span', { class: 'mark', title: outcome }, el('span', { class: 'hidden' }, outcome)),
		el('span', { class: 'type', 'data-type': type }, type),
		el(
			'span',
			{ class: 'what' },
			el('strong', {}, title),
			code && el('code', { class: 'code', title: reason }, code),
			reason && el('span', { class: 'reason' }, reason),
		),
		el('span', { class: 'user', title: userKind }, user),
		el('span', { class: 'source', title: source }, source ?? ''),
		el('time', { datetime: time, title: at.toLocaleString() }, clock(at)),
	);
	const details = el('details', { class: 'entry', 'data-outcome': outcome }, summary);
	details.addEventListener('toggle', () => details.append(detailsOf(entry)), { once: true });
	return el('li', {}, details);
}

/** Text in which the search field looks. */
export function searchText(entry) {
	return JSON.stringify([entry.title, entry.code, entry.user, entry.tabs]).toLowerCase();
}

function detailsOf({ tabs, request }) {
	const view = el('div', { class: 'view' });
	const buttons = Object.entries(tabs).map(([name, value]) =>
		el('button', { type: 'button', role: 'tab', onclick: () => show(name, value) }, name),
	);
	const show = (name, value) => {
		for (const button of buttons) {
			button.setAttribute('aria-selected', String(button.textContent === name));
		}
		view.replaceChildren(copyButton(JSON.stringify(value, null, 2)), prettyJson(value));
	};
	show(...Object.entries(tabs)[0]);
	return el(
		'div',
		{ class: 'details' },
		el('div', { class: 'tabs', role: 'tablist' }, ...buttons, request && requestLine(request)),
		view,
	);
}

function requestLine(request) {
	const { number, method, path, status, bytes, attempt, messages, batchCode, fault } = request;
	const parts = [
		`Request ${number}`,
		`${method} ${path}`,
		`answered ${status ?? 'by a reset'}`,
		size(bytes),
		messages > 1 && `${messages.toLocaleString()} messages`,
		attempt > 1 && `attempt ${attempt}`,
		batchCode,
		fault?.delayMs && `${fault.delayMs / 1000} s late`,
	];
	return el('span', { class: 'request' }, parts.filter(Boolean).join(' · '));
}

function titleOf(type, message) {
	const traits = isObject(message.traits) ? message.traits : {};
	const properties = isObject(message.properties) ? message.properties : {};
	const titles = {
		track: [message.event],
		page: [message.name, message.category, properties.title, properties.url],
		screen: [message.name, message.category],
		identify: [traits.email, traits.name],
		group: [traits.name, message.groupId],
		alias: [message.previousId && `${text(message.previousId)} → ${text(message.userId)}`],
	};
	return (titles[type] ?? []).map(text).find(Boolean) ?? '—';
}

function duplicateReason({ outcome, messageId }) {
	return outcome === 'duplicate' ? `${messageId} was accepted before` : undefined;
}

function refusedReason({ attempt, messages, accepted, duplicates, discarded }) {
	const processed = accepted + duplicates + discarded > 0;
	const taken = messages === 1 ? 'its message was taken' : `its ${messages} messages were taken`;
	const parts = [attempt > 1 && `attempt ${attempt}`, processed && taken].filter(Boolean);
	return parts.length ? parts.join(', ') : undefined;
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value) =>
	value === undefined || value === null
		? ''
		: isObject(value)
			? JSON.stringify(value)
			: String(value);
const clock = (date) =>
	`${date.toLocaleTimeString([], { hour12: false })}.${String(date.getMilliseconds()).padStart(3, '0')}`;
const size = (bytes) => (bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`);
