// The text of a message.

import { gap, h, tool } from './dom.js';
import { outward } from './links.js';
import { copy } from './toast.js';

/** How many characters are shown at once. */
const most = 500_000;
const address = /\b(?:https?:\/\/|mailto:)[^\s<>"'`{}|\\^]*[^\s<>"'`{}|\\^.,;:!?)\]]/gi;

let isFixed = false;

export function showText(panel, message) {
	const { text } = message;
	if (text === null || text.trim() === '') {
		panel.append(h('div', { class: 'blank' }, h('h2', {}, 'No text'), h('p', {}, 'The message has neither text nor HTML that could be read as text.')));
		return;
	}
	const letter = h('div', { class: 'letter', dir: 'auto', 'data-fixed': isFixed }, ...linked(text.slice(0, most)));
	const fixed = h('button', { class: 'button plain', 'aria-pressed': String(isFixed), onclick: () => {
		isFixed = !isFixed;
		letter.toggleAttribute('data-fixed', isFixed);
		fixed.setAttribute('aria-pressed', String(isFixed));
	} }, 'Fixed width');
	panel.append(h('div', { class: 'view-bar' }, h('span', { class: 'quiet' }, message.parts.some((part) => part.type === 'text/plain') ? '' : 'Read from the HTML'), gap(), fixed, tool('copy', 'Copy the text', '', () => copy(text, 'Text'))), letter);
	let shown = most;
	if (text.length <= shown) return;
	const more = h('button', { class: 'button more', onclick: () => {
		letter.append(...linked(text.slice(shown, shown + most)));
		shown += most;
		if (shown >= text.length) more.remove();
	} }, 'Show more');
	panel.append(more);
}

/** The text in pieces, with links where addresses stand in it. */
function linked(text) {
	const pieces = [];
	let end = 0;
	for (const match of text.matchAll(address)) {
		pieces.push(text.slice(end, match.index), outward(match[0], match[0]));
		end = match.index + match[0].length;
	}
	return [...pieces, text.slice(end)];
}
