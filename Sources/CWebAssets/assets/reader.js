// The pane with one message.

import { ask, messagePath } from './api.js';
import { button, byId, h, mark } from './dom.js';
import { Heading } from './heading.js';
import { ReaderBar } from './readerbar.js';
import { settings } from './settings.js';
import { Tabs } from './tabs.js';

/** Shows a message. Tells of `shown` with it, and of what its bar is asked for. */
export class Reader extends EventTarget {
	/** The decoded message that is shown, or nothing. */
	message = null;
	id = '';
	/** Done when what is open is shown, or cannot be. */
	opening = Promise.resolve();
	/** Whether somebody has marked it since it was asked for. */
	#isMarked = false;
	#abort = new AbortController();

	constructor(mailbox, actions) {
		super();
		[this.mailbox, this.actions] = [mailbox, actions];
		this.bar = new ReaderBar(this, actions);
		this.tabs = new Tabs();
		this.place = byId('reader');
		mailbox.addEventListener('marked', ({ detail }) => this.#mark(detail));
		this.#blank();
	}

	/** Shows the message of an id; none if it is empty. */
	open(id) {
		if (id === this.id) return;
		this.id = id;
		this.#abort.abort();
		this.message = null;
		this.tabs.leave();
		if (id === '') return this.#blank();
		this.#abort = new AbortController();
		this.opening = this.#open(id, this.#abort.signal);
	}

	async #open(id, signal) {
		this.#isMarked = false;
		this.bar.follow();
		if (!this.place.contains(this.bar.element)) this.place.replaceChildren(this.bar.element);
		const waiting = h('p', { class: 'waiting', role: 'status' }, 'Loading…');
		const timer = setTimeout(() => this.place.replaceChildren(this.bar.element, waiting), 200);
		try {
			const message = await ask('GET', messagePath(id), { signal });
			if (!signal.aborted) this.#show(message);
		} catch (error) {
			if (!signal.aborted) this.#complain(error);
		} finally {
			clearTimeout(timer);
		}
	}

	#show(message) {
		this.message = message;
		this.place.replaceChildren(this.bar.element, new Heading(message).element, this.tabs.strip, this.tabs.panel);
		this.tabs.show(message);
		this.bar.follow();
		this.dispatchEvent(new CustomEvent('shown', { detail: message }));
		if (settings.get('marksRead') && !message.read && !this.#isMarked) {
			this.actions.mark(message.id, true);
		}
	}

	#mark({ id, read }) {
		if (id !== this.id) return;
		this.#isMarked = true;
		if (this.message) this.message.read = read;
		this.bar.follow();
	}

	/** Whether it has been read, by what the list knows or the message said. */
	get isRead() {
		return this.mailbox.at(this.mailbox.indexOf(this.id))?.read ?? this.message?.read ?? true;
	}

	/** Says that the message is no more, if it is this one. */
	gone(id) {
		if (id !== this.id) return;
		this.message = null;
		this.#say('This message is gone', 'It has been deleted.');
	}

	/** Says that there are none any more. */
	allGone() {
		if (this.id) this.gone(this.id);
	}

	#complain(error) {
		if (error.status === 404) return this.#say('There is no such message', 'It has been deleted, or the link is for another server.');
		this.#say('The message could not be loaded', error.message, button('Try again', () => this.#again()));
	}

	#again() {
		const { id } = this;
		this.id = '';
		this.open(id);
	}

	#say(title, text, ...more) {
		this.place.replaceChildren(this.bar.element, h('div', { class: 'blank', role: 'status' }, h('h2', {}, title), h('p', {}, text), ...more));
		this.bar.follow();
	}

	#blank() {
		const hints = [['j k', 'next and previous'], ['/', 'search'], ['?', 'all keys']];
		const keys = settings.get('singleKeys') ? hints.map(([key, what]) => h('span', {}, ...key.split(' ').flatMap((name) => [h('kbd', {}, name), ' ']), what)) : [];
		this.place.replaceChildren(
			h('div', { class: 'blank' }, mark(), h('h2', {}, 'No message is open'), h('p', {}, 'Choose one from the list.'), h('div', { class: 'keys-hint' }, ...keys)),
		);
	}
}
