// The pane with the list: what can be done with many, and what to say when there is nothing.

import { button, byId, h, icon, mark, say, tool } from './dom.js';
import { Rows } from './rows.js';
import { copy } from './toast.js';
import { count, some } from './words.js';

/** Puts the list on the page and keeps what stands around it right. Tells of `filter` with a term of the query language. */
export class List extends EventTarget {
	constructor(mailbox, selection, actions) {
		super();
		Object.assign(this, { mailbox, selection, actions });
		this.rows = new Rows(mailbox, selection);
		this.#make();
		for (const name of ['change', 'inserted', 'removed', 'fault']) mailbox.addEventListener(name, () => this.#show());
		selection.addEventListener('change', () => this.#show());
		this.rows.addEventListener('more', () => this.#showNewer());
		mailbox.addEventListener('inserted', () => { if (!this.rows.isAtTop) this.#newer += 1; });
		this.#show();
	}

	#newer = 0;

	#make() {
		const { selection, actions } = this;
		this.allBox = h(
			'button',
			{ class: 'all-box', role: 'checkbox', 'aria-checked': 'false', 'aria-label': 'Select all', title: 'Select all (Ctrl A)', onclick: () => (selection.count ? selection.clear() : selection.all()) },
			h('span', { class: 'box' }, icon('check')),
		);
		this.count = h('p', { class: 'count', role: 'status' });
		this.chips = [['is:unread', 'Unread'], ['has:attachment', 'Files']].map(([term, name]) =>
			h('button', { class: 'chip', 'aria-pressed': 'false', data: { term }, onclick: () => this.dispatchEvent(new CustomEvent('filter', { detail: term })) }, name));
		this.whenNone = h('div', { class: 'tools' }, ...this.chips, tool('read', 'Mark all read', '', () => actions.markListed(true)), tool('trash', 'Delete all', '', () => actions.deleteListed()));
		this.whenSome = h(
			'div',
			{ class: 'tools', hidden: true },
			tool('read', 'Mark read', 'r', () => actions.markChosen(true)),
			tool('unread', 'Mark unread', 'u', () => actions.markChosen(false)),
			tool('trash', 'Delete', 'Del', () => actions.deleteChosen()),
			tool('close', 'Select none', 'Esc', () => selection.clear()),
		);
		this.note = h('div', { class: 'note', hidden: true });
		this.blank = h('div', { class: 'blank', hidden: true });
		this.newer = h('button', { class: 'button main older', hidden: true, onclick: () => this.top() }, icon('up'), h('span'));
		byId('list').append(h('h1', { class: 'unseen' }, 'Messages'), h('div', { class: 'list-bar' }, this.allBox, this.count, this.whenNone, this.whenSome), this.note, this.newer, this.rows.element, this.blank);
	}

	/** Goes to the newest message. */
	top() {
		this.rows.element.scrollTop = 0;
		this.rows.element.focus({ preventScroll: true });
	}

	#show() {
		const { mailbox, selection } = this;
		const isChoosing = selection.count > 0;
		this.whenNone.hidden = isChoosing;
		this.whenSome.hidden = !isChoosing;
		this.allBox.setAttribute('aria-checked', selection.isAll ? 'true' : isChoosing ? 'mixed' : 'false');
		this.#showCount(isChoosing);
		for (const chip of this.chips) {
			chip.setAttribute('aria-pressed', String(mailbox.kind === '' && mailbox.query.split(/\s+/).includes(chip.dataset.term)));
		}
		const isEmpty = mailbox.isKnown && mailbox.total === 0;
		this.rows.element.hidden = isEmpty || (mailbox.fault !== null && !mailbox.isKnown);
		this.#showFault();
		const state = isEmpty ? `${mailbox.query}|${mailbox.kind}` : null;
		if (this.shown !== state) this.#showBlank(state, isEmpty);
	}

	#showCount(isChoosing) {
		const { mailbox, selection } = this;
		if (isChoosing) return this.count.replaceChildren(h('b', {}, count(selection.count)), ' selected');
		if (!mailbox.isKnown) return say(this.count, '');
		const [all, noun] = [count(mailbox.total), mailbox.query ? ' found' : mailbox.total === 1 ? ' message' : ' messages'];
		const unread = mailbox.unread > 0 ? h('span', {}, `${count(mailbox.unread)} unread`) : null;
		this.count.replaceChildren(h('span', {}, h('b', {}, all), noun), ...(unread ? [', ', unread] : []));
	}

	#showFault() {
		const { fault } = this.mailbox;
		const isShown = fault !== null && fault.status !== 400;
		this.note.hidden = !isShown;
		if (!isShown) return;
		const again = button('Try again', () => this.mailbox.reload());
		this.note.replaceChildren(icon('warning'), h('p', {}, `The list could not be loaded: ${fault.message}`), again);
	}

	#showBlank(state, isEmpty) {
		this.shown = state;
		this.blank.hidden = !isEmpty;
		if (!isEmpty) return;
		if (this.mailbox.query) {
			this.blank.replaceChildren(
				h('h2', {}, 'Nothing found'),
				h('p', {}, 'No message here is like that. What arrives and is will show up.'),
				button('Show all messages', () => this.dispatchEvent(new CustomEvent('filter', { detail: null }))),
			);
			return;
		}
		const command = `printf 'Subject: Hello\\n\\nIt works.\\n' | curl smtp://${this.smtp ?? 'localhost:1025'} --mail-from me@example.org --mail-rcpt you@example.org -T -`;
		this.blank.replaceChildren(
			mark(),
			h('h2', {}, 'No mail yet'),
			h('p', {}, `What your application sends to ${this.smtp ?? 'the SMTP port'} shows up here at once, and is delivered to nobody.`),
			h('div', { class: 'shell' }, h('code', {}, command), tool('copy', 'Copy the command', '', () => copy(command, 'Command'))),
		);
	}

	/** Says how many have come above what can be seen. */
	#showNewer() {
		if (this.rows.isAtTop) this.#newer = 0;
		this.newer.hidden = this.#newer === 0;
		if (this.#newer) say(this.newer.lastChild, some(this.#newer, 'new message'));
	}

	/** Says where mail can be sent to. */
	set sends(address) {
		this.smtp = address;
		this.shown = undefined;
		this.#show();
	}
}
