// Who wrote a message, what about, and how it travelled.

import { h, icon } from './dom.js';
import { exact, relative, size, some, who, words } from './words.js';

/** What stands over a message, whatever view of it is chosen. */
export class Heading {
	constructor(message) {
		this.message = message;
		const facts = h('div', { class: 'facts', id: 'facts' }, this.#header(), this.#envelope());
		this.element = h('div', { class: 'head', data: { id: message.id } }, this.#subject(), this.#brief(facts), facts, this.#defects());
	}

	#subject() {
		const { subject } = this.message;
		return h('h1', { dir: 'auto', class: subject ? '' : 'nothing' }, subject || 'No subject');
	}

	/** One line instead, where there is little room. */
	#brief(facts) {
		const { from, envelope, created } = this.message;
		const button = h(
			'button',
			{ class: 'brief', 'aria-expanded': 'false', 'aria-controls': 'facts', onclick: () => {
				const isOpen = facts.toggleAttribute('data-open');
				button.setAttribute('aria-expanded', String(isOpen));
			} },
			h('bdi', {}, from?.length ? who(from[0]) : envelope.from), h('span', { class: 'quiet' }, relative(new Date(created))), icon('down'),
		);
		return button;
	}

	#header() {
		const { message } = this;
		const date = new Date(message.created);
		const time = h('time', { datetime: message.created, title: exact(date) }, `${exact(date)} (${relative(date)})`);
		return h(
			'dl',
			{ class: 'header', 'aria-label': 'Header' },
			...this.#line('From', message.from),
			...this.#line('Reply to', message.replyTo),
			...this.#line('To', message.to),
			...this.#line('Cc', message.cc),
			...this.#line('Bcc', message.bcc),
			h('dt', {}, 'Received'), h('dd', {}, time),
		);
	}

	#line(name, mailboxes) {
		if (!mailboxes?.length) return [];
		const people = mailboxes.flatMap((mailbox, index) => [index > 0 && ', ', ...person(mailbox)]);
		return [h('dt', {}, name), h('dd', {}, ...people)];
	}

	/** What the sending program said, besides what the header says: blind copies are seen only here. */
	#envelope() {
		const { envelope, to = [], cc = [], size: bytes } = this.message;
		const named = new Set([...to, ...cc].map((mailbox) => mailbox.address.toLowerCase()));
		const recipients = envelope.to.flatMap((address, index) => [
			index > 0 && ', ', h('bdi', {}, address),
			!named.has(address.toLowerCase()) && ' ',
			!named.has(address.toLowerCase()) && h('span', { class: 'tag', title: 'In no To or Cc field' }, 'Bcc'),
		]);
		return h(
			'dl',
			{ class: 'envelope', 'aria-label': 'Envelope' },
			h('dt', {}, 'Mail from'), h('dd', {}, h('bdi', {}, envelope.from || '<>')),
			h('dt', {}, 'Rcpt to'), h('dd', {}, ...recipients),
			h('dt', {}, 'Helo'), h('dd', {}, h('bdi', {}, envelope.helo)),
			h('dt', {}, 'Size'), h('dd', {}, size(bytes)),
		);
	}

	#defects() {
		const { defects = [] } = this.message;
		if (defects.length === 0) return null;
		return h(
			'details',
			{ class: 'defects' },
			h('summary', {}, `${some(defects.length, 'defect')} in this mail`),
			h('ul', {}, ...defects.map((defect) => h('li', {}, `${words(defect.kind)} at byte ${defect.offset}`))),
		);
	}
}

function person({ name, address }) {
	if (!name) return [h('bdi', {}, address)];
	return [h('bdi', {}, name), ' ', h('bdi', { class: 'address' }, `<${address}>`)];
}
