export const byId = (id) => document.getElementById(id);

export const postJson = async (path, body) =>
	await fetch(path, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});

/** Makes an element: attributes and listeners from `options`, then its children. Text is never HTML. */
export function el(tag, options = {}, ...children) {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(options)) {
		if (value === undefined || value === false) continue;
		if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
		else node.setAttribute(name, value === true ? '' : value);
	}
	node.append(...children.filter((child) => child !== undefined && child !== false));
	return node;
}

/** A button that copies a text and says so. */
export function copyButton(text) {
	return el(
		'button',
		{
			type: 'button',
			class: 'copy',
			onclick: async ({ currentTarget: button }) => {
				await navigator.clipboard.writeText(text);
				button.textContent = 'Copied';
				setTimeout(() => (button.textContent = 'Copy'), 1500);
			},
		},
		'Copy',
	);
}

/** A value as indented JSON with its parts coloured. */
export function prettyJson(value) {
	const pre = el('pre', { class: 'json', tabindex: '0' });
	const text = JSON.stringify(value, null, 2) ?? '';
	const token =
		/("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
	let end = 0;
	for (const match of text.matchAll(token)) {
		const [all, string, colon, word] = match;
		pre.append(text.slice(end, match.index));
		const kind = colon ? 'key' : string ? 'string' : word ? 'word' : 'number';
		pre.append(el('span', { class: kind }, string ?? all), colon ?? '');
		end = match.index + all.length;
	}
	pre.append(text.slice(end));
	return pre;
}
