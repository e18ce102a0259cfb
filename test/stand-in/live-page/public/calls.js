import { byId, el, postJson } from './dom.js';

/** What each button sends, in one request: names of the webhook sender's sample events. */
const CALLS = {
	'An event': { payloads: ['track'] },
	'A batch of 3': { payloads: ['identify', 'track', 'page'], mode: 'actionsBatch' },
	'An audience entry': { payloads: ['audienceEnteredAsTrack'] },
	'A deletion': { payloads: ['delete'], mode: 'classic' },
};
const OTHER = 'Another address';

/** The form that calls a Segment Trigger as Segment's webhook destinations do. */
export function setUpCalls() {
	const { known, url, secret } = byId('call-form');
	const buttons = Object.entries(CALLS).map(([name, call]) => {
		const onclick = () => void callTrigger({ ...call, url: url.value, secret: secret.value });
		return el('button', { type: 'button', onclick }, name);
	});
	byId('call-buttons').replaceChildren(...buttons);
	let triggers = [];
	const choose = () => {
		const trigger = triggers.find(({ name }) => name === known.value);
		if (trigger) [url.value, secret.value] = [trigger.url, trigger.secret];
	};
	const load = async () => {
		triggers = await (await fetch('/webhook-sender/triggers')).json();
		const chosen = known.value;
		const names = [...triggers.map(({ name }) => name), OTHER];
		known.replaceChildren(...names.map((name) => el('option', { value: name }, name)));
		known.value = names.includes(chosen) ? chosen : names[0];
		byId('known-triggers').hidden = triggers.length === 0;
		if (!url.value) choose();
	};
	known.addEventListener('change', choose);
	url.addEventListener('input', () => (known.value = OTHER));
	byId('call').addEventListener('toggle', ({ target }) => target.open && void load());
}

async function callTrigger(call) {
	say('Calling …');
	try {
		const order = { ...call, whereListening: true, maxAttempts: 1 };
		const answer = await postJson('/webhook-sender/deliveries', order);
		const report = await answer.json();
		if (answer.ok) say(...verdict(report));
		else say('Enter the address of the trigger, as n8n shows it under Webhook URLs.', false);
	} catch {
		say('The stand-in does not answer.', false);
	}
}

/** What became of a call, in words, and whether it was taken. */
function verdict({ url, attempts }) {
	const { outcome, answer } = attempts[attempts.length - 1];
	const place = url.includes('/webhook-test/') ? 'Test URL' : 'Production URL';
	if (outcome === 404) {
		return [
			'Nobody listens there. Press Execute step in the trigger and call again, or publish its workflow.',
			false,
		];
	}
	if (outcome === 'network') return [`Nobody answers at ${url}. Is n8n running?`, false];
	if (outcome === 'timeout') return [`${place}: no answer within five seconds.`, false];
	const isTaken = outcome >= 200 && outcome < 300;
	const dropped = isTaken && whyNothingStarted(answer);
	if (dropped) return [`${place}: confirmed, but nothing started: ${dropped}. ${answer}`, false];
	return [`${place}: ${isTaken ? 'taken' : `refused with ${outcome}`}. ${answer}`, isTaken];
}

/** Why an answer of the trigger started nothing; an empty text where it did, or is another's answer. */
function whyNothingStarted(answer) {
	let counts;
	try {
		counts = JSON.parse(answer);
	} catch {
		return '';
	}
	if (counts?.started !== 0) return '';
	if (counts.filtered > 0) return 'Trigger On or a filter of the node does not take this event';
	return counts.duplicates > 0 ? 'the node has seen this event' : 'the node dropped this event';
}

function say(text, isTaken) {
	byId('call-result').textContent = text;
	byId('call-result').className =
		isTaken === undefined ? 'hint' : isTaken ? 'hint good' : 'hint bad';
}
