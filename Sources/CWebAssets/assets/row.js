// A row of the list.

import { h, icon, say } from './dom.js';
import { exact, short, some } from './words.js';

/** Elements that show one message after the other as the list is scrolled. */
export class Row {
	#shown = null;

	constructor() {
		this.dot = h('span', { class: 'dot' });
		this.who = h('span', { class: 'who', dir: 'auto' });
		this.what = h('span', { class: 'what', dir: 'auto' });
		this.begins = h('span', { class: 'begins', dir: 'auto' });
		this.clip = icon('clip');
		this.time = h('time');
		this.element = h(
			'div',
			{ class: 'row', role: 'option' },
			h('span', { class: 'box-cell', 'aria-hidden': 'true' }, this.dot, h('span', { class: 'box' }, icon('check'))),
			this.who,
			h('span', { class: 'aside' }, this.clip, this.time),
			this.what,
			this.begins,
		);
	}

	/** Shows what is at a place; nothing yet if `message` is undefined. */
	show(index, message, { total, isOpen, isActive, isSelected }) {
		const { element } = this;
		const state = JSON.stringify([index, total, isOpen, isActive, isSelected, message?.read]);
		if (this.#shown !== null && this.#shown.message === message && this.#shown.state === state) return this.tick();
		this.#shown = { message, state };
		element.id = `row-${index}`;
		element.setAttribute('aria-posinset', index + 1);
		element.setAttribute('aria-setsize', total);
		element.setAttribute('aria-selected', String(Boolean(isSelected)));
		element.toggleAttribute('data-active', isActive);
		element.toggleAttribute('data-open', Boolean(message) && isOpen);
		element.toggleAttribute('data-empty', !message);
		element.toggleAttribute('data-unread', Boolean(message) && !message.read);
		if (isOpen && message) element.setAttribute('aria-current', 'true');
		else element.removeAttribute('aria-current');
		if (message) this.#fill(message);
		else this.#empty();
	}

	/** Says how long ago it was, by now. */
	tick() {
		if (this.date) say(this.time, short(this.date));
	}

	#fill(message) {
		const from = message.from || message.envelope.from || '(no sender)';
		const subject = message.subject || '(no subject)';
		say(this.who, from);
		say(this.what, subject);
		say(this.begins, message.snippet || 'No text');
		this.date = new Date(message.created);
		this.time.dateTime = message.created;
		this.time.title = exact(this.date);
		this.tick();
		this.clip.toggleAttribute('hidden', message.attachments === 0);
		const label = [
			message.read ? '' : 'Unread. ', `From ${from}. `, `${subject}. `, `${exact(this.date)}. `,
			message.attachments ? `${some(message.attachments, 'attachment')}.` : '',
		];
		this.element.setAttribute('aria-label', label.join(''));
	}

	#empty() {
		for (const part of [this.who, this.what, this.begins, this.time]) say(part, '');
		this.date = null;
		this.clip.toggleAttribute('hidden', true);
		this.element.setAttribute('aria-label', 'Loading');
	}

	/** Lets a new one be noticed. */
	greet() {
		this.element.toggleAttribute('data-new', true);
		this.element.addEventListener('animationend', () => this.element.toggleAttribute('data-new', false), { once: true });
	}
}
