// The views of a message, one of which is shown.

import { h } from './dom.js';
import { settings } from './settings.js';
import { count } from './words.js';
import { showFiles } from './files.js';
import { showFields } from './fields.js';
import { showHTML } from './htmlview.js';
import { linksIn, showLinks } from './links.js';
import { showParts } from './parts.js';
import { showSource } from './source.js';
import { showText } from './text.js';

/** Their names in order, what shows them, how many things are in them, and whether a message has them. */
const views = [
	{ key: 'html', name: 'HTML', show: showHTML, has: (message) => message.html !== null },
	{ key: 'text', name: 'Text', show: showText, has: () => true },
	{ key: 'headers', name: 'Headers', show: showFields, has: () => true, number: (message) => message.headers.length },
	{ key: 'source', name: 'Source', show: showSource, has: () => true },
	{ key: 'parts', name: 'Parts', show: showParts, has: () => true, number: (message) => message.parts.length },
	{ key: 'files', name: 'Attachments', show: showFiles, has: (message) => message.attachments.length > 0, number: (message) => message.attachments.length },
	{ key: 'links', name: 'Links', show: showLinks, has: (message) => linksIn(message).length > 0, number: (message) => linksIn(message).length },
];

/** A strip of tabs and the panel below it. The reader's choice stays from message to message. */
export class Tabs {
	#chosen = '';
	#end = () => {};

	constructor() {
		this.strip = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views', onkeydown: (event) => this.#move(event) });
		this.panel = h('div', { class: 'view', role: 'tabpanel', id: 'view', tabindex: 0 });
	}

	/** Shows a message, in the view that was chosen before if it has that. */
	show(message) {
		this.message = message;
		this.present = views.filter((view) => view.has(message));
		this.strip.replaceChildren(...this.present.map((view) => this.#tab(view)));
		const preferred = [this.#chosen, settings.get('prefers'), 'html', 'text'];
		this.#select(preferred.map((key) => this.present.find((view) => view.key === key)).find(Boolean));
	}

	/** Ends what the view still does, and what the keyboard can tell it. */
	leave() {
		this.#end();
		this.#end = () => {};
	}

	/** Chooses the view at a place, counted from 0. */
	choose(place) {
		const view = this.present?.[place];
		if (view) this.#choose(view);
	}

	#tab(view) {
		const number = view.number?.(this.message);
		return h(
			'button',
			{ class: 'tab', role: 'tab', id: `tab-${view.key}`, 'aria-controls': 'view', onclick: () => this.#choose(view) },
			view.name, number !== undefined && [' ', h('span', { class: 'number' }, count(number))],
		);
	}

	#choose(view) {
		this.#chosen = view.key;
		this.#select(view);
	}

	#select(view) {
		this.view = view;
		for (const tab of this.strip.children) {
			const isSelected = tab.id === `tab-${view.key}`;
			tab.setAttribute('aria-selected', String(isSelected));
			tab.tabIndex = isSelected ? 0 : -1;
			if (isSelected) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
		}
		this.leave();
		this.panel.replaceChildren();
		this.panel.scrollTop = 0;
		this.panel.setAttribute('aria-labelledby', `tab-${view.key}`);
		this.#end = view.show(this.panel, this.message) ?? (() => {});
	}

	#move(event) {
		const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
		if (!step) return;
		event.preventDefault();
		event.stopPropagation();
		const next = (this.present.indexOf(this.view) + step + this.present.length) % this.present.length;
		this.choose(next);
		this.strip.children[next].focus();
	}
}
