// What can be done with the message that is open.

import { address, messagePath } from './api.js';
import { gap, h, icon, say, tool } from './dom.js';
import { count } from './words.js';

/** The bar over a message. Its reader tells of `back`, `next`, `previous`, `delete` and `release`. */
export class ReaderBar {
	constructor(reader, actions) {
		[this.reader, this.actions] = [reader, actions];
		const tell = (name) => () => reader.dispatchEvent(new Event(name));
		this.previous = tool('up', 'Previous message', 'k', tell('previous'));
		this.next = tool('down', 'Next message', 'j', tell('next'));
		this.place = h('span', { class: 'place' });
		this.unread = tool('unread', 'Mark unread', 'u', () => this.toggleRead());
		this.download = h(
			'a',
			{ class: 'tool', 'aria-label': 'Download as .eml', title: 'Download as .eml (d)', download: true },
			icon('download'),
		);
		this.menu = this.#menu();
		this.more = tool('more', 'More', '', () => this.#openMenu(), { 'aria-haspopup': 'menu', 'aria-expanded': 'false' });
		this.element = h(
			'div',
			{ class: 'reader-bar', role: 'toolbar', 'aria-label': 'This message' },
			tool('back', 'Back to the list', 'Esc', tell('back'), { class: 'tool back' }),
			this.previous, this.next, this.place, gap(),
			this.unread,
			tool('send', 'Release to a real server', 'e', tell('release')),
			this.download, this.more, h('span', { class: 'rule' }),
			tool('trash', 'Delete', 'Del', tell('delete'), { class: 'tool danger' }),
			this.menu,
		);
		for (const name of ['change', 'inserted', 'removed']) reader.mailbox.addEventListener(name, () => this.follow());
	}

	toggleRead() {
		this.actions.mark(this.reader.id, !this.reader.isRead);
	}

	/** Brings the bar up to date with the message and its place in the list. */
	follow() {
		const { reader } = this;
		const { mailbox, id } = reader;
		const index = id ? mailbox.indexOf(id) : -1;
		this.previous.disabled = index === 0;
		this.next.disabled = index >= 0 && index === mailbox.total - 1;
		say(this.place, index < 0 ? '' : `${count(index + 1)} of ${count(mailbox.total)}`);
		const name = reader.isRead ? 'Mark unread' : 'Mark read';
		if (this.unread.getAttribute('aria-label') !== name) {
			this.unread.setAttribute('aria-label', name);
			this.unread.title = `${name} (u)`;
			this.unread.replaceChildren(icon(reader.isRead ? 'unread' : 'read'));
		}
		this.download.href = address(`${messagePath(id)}/raw`);
		this.download.download = `${id}.eml`;
	}

	#menu() {
		const item = (picture, name, key, work) =>
			h('button', { role: 'menuitem', onclick: () => { this.menu.hidePopover(); work(); } }, icon(picture), name, key && h('kbd', {}, key));
		const menu = h(
			'div',
			{ class: 'menu', role: 'menu', popover: 'auto', 'aria-label': 'More' },
			item('link', 'Copy link', 'l', () => this.actions.copyLink(this.reader.id)),
			item('terminal', 'Copy as curl', 'c', () => this.actions.copyCommand(this.reader.id)),
			item('copy', 'Copy id', '', () => this.actions.copyID(this.reader.id)),
		);
		menu.addEventListener('toggle', (event) => this.more.setAttribute('aria-expanded', String(event.newState === 'open')));
		menu.addEventListener('keydown', (event) => this.#moveInMenu(event));
		return menu;
	}

	#openMenu() {
		this.menu.showPopover();
		const [box, own] = [this.more.getBoundingClientRect(), this.menu.getBoundingClientRect()];
		this.menu.style.top = `${box.bottom + 4}px`;
		this.menu.style.left = `${Math.max(8, box.right - own.width)}px`;
		this.menu.querySelector('button').focus();
	}

	#moveInMenu(event) {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (!step) return;
		event.preventDefault();
		event.stopPropagation();
		const items = [...this.menu.querySelectorAll('button')];
		items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
	}
}
