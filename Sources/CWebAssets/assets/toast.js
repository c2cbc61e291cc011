// Short words about what was done, which are read out and go away.

import { byId, h } from './dom.js';

/** Says something at the foot of the page. */
export function toast(text, kind = 'done') {
	const element = h('div', { class: 'toast', data: { kind } }, text);
	const place = byId('toasts');
	place.append(element);
	while (place.children.length > 3) place.firstChild.remove();
	setTimeout(() => element.remove(), kind === 'error' ? 8000 : 3500);
}

/** Does something, and says so if it fails. Returns whether it was done. */
export async function attempt(what, work) {
	try {
		await work();
		return true;
	} catch (error) {
		toast(`${what}: ${error.message}`, 'error');
		return false;
	}
}

/** Puts a text on the clipboard, also where the page came without encryption. */
export async function copy(text, name) {
	try {
		if (navigator.clipboard) await navigator.clipboard.writeText(text);
		else copyByHand(text);
		toast(`${name} copied`);
	} catch {
		toast('The browser does not let this page copy', 'error');
	}
}

function copyByHand(text) {
	const field = h('textarea', { class: 'unseen', 'aria-hidden': 'true' });
	field.value = text;
	(document.querySelector('dialog[open]') ?? document.body).append(field);
	field.select();
	const done = document.execCommand('copy');
	field.remove();
	if (!done) throw new Error('not copied');
}
