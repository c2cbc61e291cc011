// Windows over the page.

import { h, tool } from './dom.js';

/**
 * Makes a dialog with a heading, content and buttons, shows it, and removes it when it is closed.
 * @returns {HTMLDialogElement & {closing: Promise<string>}} `closing` is what it was closed with.
 */
export function open({ title, content, buttons = [], kind = '' }) {
	const heading = h('h2', { id: 'dialog-title' }, title);
	const dialog = h(
		'dialog',
		{ class: kind, 'aria-labelledby': 'dialog-title' },
		h('header', {}, heading, tool('close', 'Close', 'Esc', () => dialog.close())),
		h('div', { class: 'content', tabindex: '0' }, ...content),
		buttons.length > 0 && h('footer', {}, ...buttons),
	);
	// A click beside it closes it.
	dialog.addEventListener('pointerdown', (event) => {
		if (event.target === dialog && !holds(dialog, event)) dialog.close();
	});
	dialog.closing = new Promise((done) => {
		dialog.addEventListener('close', () => {
			dialog.remove();
			done(dialog.returnValue);
		});
	});
	document.body.append(dialog);
	dialog.showModal();
	return dialog;
}

/** Whether any dialog is open. */
export const isOpen = () => document.querySelector('dialog[open]') !== null;

/** Asks before something that cannot be undone; true if it is to be done. */
export async function confirm({ title, text, action }) {
	const cancel = h('button', { class: 'button', autofocus: true, onclick: () => dialog.close() }, 'Cancel');
	const go = h('button', { class: 'button danger', onclick: () => dialog.close('yes') }, action);
	const dialog = open({ title, content: [h('p', {}, text)], buttons: [cancel, go] });
	return (await dialog.closing) === 'yes';
}

/** A labelled input. */
export function field(label, properties = {}) {
	const input = h('input', { class: 'input', autocomplete: 'off', spellcheck: 'false', ...properties });
	return { input, element: h('label', { class: 'field' }, h('span', {}, label), input) };
}

/** A labelled choice; `options` are pairs of value and words. */
export function choice(label, options, value, onchange = () => {}) {
	const input = h(
		'select',
		{ class: 'select', onchange: () => onchange(input.value) },
		...options.map(([key, words]) => h('option', { value: key, selected: key === value }, words)),
	);
	return { input, element: h('label', { class: 'field' }, h('span', {}, label), input) };
}

/** A labelled switch. */
export function toggle(label, checked, onchange = () => {}) {
	const input = h('input', { type: 'checkbox', role: 'switch', checked, onchange: () => onchange(input.checked) });
	return { input, element: h('label', { class: 'switch' }, input, h('span', {}, label)) };
}

function holds(dialog, { clientX, clientY }) {
	const box = dialog.getBoundingClientRect();
	return clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
}
