// The list, of which only what can be seen exists.

import { h } from './dom.js';
import { Row } from './row.js';

const spare = 6;
/** Browsers have no elements that are higher than about this many pixels: a higher list is scrolled by ratio. */
const highest = 15_000_000;
/** At both ends of it a pixel is one, so that they are reached. */
const near = 1_000_000;

/**
 * Shows a mailbox in rows of one height, and knows the active one, where the keyboard is.
 *
 * Tells by events: `open` and `choose` with the index, `more` when it has been scrolled.
 */
export class Rows extends EventTarget {
	active = -1;
	openID = '';
	/** How much of the list is above what can be seen, in pixels, and where the browser had scrolled to then. */
	#top = 0;
	#place = 0;
	#pool = new Map();
	#free = [];
	#frame = 0;
	/** Whether the first list has been noted, for whoever measures. */
	#isTold = false;

	constructor(mailbox, selection) {
		super();
		[this.mailbox, this.selection] = [mailbox, selection];
		this.canvas = h('div', { class: 'canvas', role: 'presentation' });
		this.element = h(
			'div',
			{ class: 'rows', id: 'rows', role: 'listbox', tabindex: 0, 'aria-multiselectable': 'true', 'aria-label': 'Messages' },
			this.canvas,
		);
		this.element.addEventListener('scroll', () => this.draw(), { passive: true });
		// Small steps are not stretched, so that they skip no row; then the bar stands elsewhere than it should.
		this.element.addEventListener('scrollend', () => { this.#go(this.#locate().top); this.draw(); });
		this.element.addEventListener('click', (event) => this.#clicked(event));
		new ResizeObserver(() => this.draw()).observe(this.element);
		mailbox.addEventListener('change', () => this.draw());
		mailbox.addEventListener('inserted', () => this.#inserted());
		mailbox.addEventListener('removed', ({ detail }) => this.#removed(detail.index));
		selection.addEventListener('change', () => this.draw());
		setInterval(() => this.#tick(), 15_000);
	}

	get rowHeight() {
		return parseFloat(getComputedStyle(this.element).getPropertyValue('--row')) || 82;
	}

	/** Finds out how much is above what can be seen, and how far the list and the browser can be scrolled. */
	#locate() {
		const { element, mailbox, rowHeight } = this;
		const height = element.clientHeight;
		const all = mailbox.total * rowHeight;
		const canvas = Math.min(all, highest);
		this.canvas.style.height = `${canvas}px`;
		// Where it is not shown, a browser knows of no place.
		const place = height ? element.scrollTop : this.#place;
		const [end, room] = [all - height, canvas - height];
		const by = place - this.#place;
		this.#place = place;
		const isStep = Math.abs(by) <= height && end > room;
		this.#top = isStep ? Math.max(0, Math.min(this.#top + by, end)) : stretch(place, room, end);
		return { top: this.#top, end, room };
	}

	/** Scrolls to so many pixels below the beginning. */
	#go(top) {
		const { element } = this;
		const { end, room } = this.#locate();
		if (!element.clientHeight) return;
		element.scrollTop = stretch(top, end, room);
		this.#place = element.scrollTop;
		this.#top = end > room ? top : this.#place;
	}

	/** Draws what can be seen, in the next frame. */
	draw() {
		this.#frame ||= requestAnimationFrame(() => {
			this.#frame = 0;
			this.#draw();
		});
	}

	#draw() {
		const { element, mailbox, rowHeight } = this;
		const { top } = this.#locate();
		element.toggleAttribute('data-choosing', this.selection.count > 0);
		const first = Math.max(0, Math.floor(top / rowHeight) - spare);
		const last = Math.min(mailbox.total, Math.ceil((top + element.clientHeight) / rowHeight) + spare);
		for (const [index, row] of this.#pool) {
			if (index >= first && index < last) continue;
			this.#pool.delete(index);
			row.element.remove();
			this.#free.push(row);
		}
		for (let index = first; index < last; index += 1) this.#show(index, index * rowHeight - top + this.#place);
		this.#free.length = Math.min(this.#free.length, 40);
		if (!this.#isTold && mailbox.at(first)) {
			this.#isTold = true;
			performance.mark('first-list');
		}
		const isVisible = this.#pool.has(this.active);
		if (isVisible) element.setAttribute('aria-activedescendant', `row-${this.active}`);
		else element.removeAttribute('aria-activedescendant');
		mailbox.want(first, last);
		this.dispatchEvent(new Event('more'));
	}

	#show(index, top) {
		let row = this.#pool.get(index);
		if (!row) {
			row = this.#free.pop() ?? new Row();
			this.#pool.set(index, row);
			row.element.dataset.index = index;
			this.canvas.append(row.element);
		}
		row.element.style.translate = `0 ${top}px`;
		const message = this.mailbox.at(index);
		row.show(index, message, {
			total: this.mailbox.total,
			isOpen: message?.id === this.openID,
			isActive: index === this.active,
			isSelected: message && this.selection.has(message.id),
		});
	}

	/** Makes a place the active one, and visible. */
	activate(index) {
		this.active = Math.max(-1, Math.min(index, this.mailbox.total - 1));
		if (this.active >= 0) {
			const { element, rowHeight } = this;
			const top = this.active * rowHeight;
			this.#go(Math.min(top, Math.max(this.#locate().top, top + rowHeight - element.clientHeight)));
		}
		this.draw();
	}

	/** Whether nothing newer is above what can be seen. */
	get isAtTop() {
		return this.#locate().top < 4;
	}

	/** What is looked at stays where it is when others come before it. */
	#inserted() {
		if (this.active >= 0) this.active += 1;
		if (this.isAtTop) this.#greetFirst();
		else this.#go(this.#top + this.rowHeight);
		this.draw();
	}

	#greetFirst() {
		requestAnimationFrame(() => requestAnimationFrame(() => this.#pool.get(0)?.greet()));
	}

	#removed(index) {
		if (index < this.active) this.active -= 1;
		this.active = Math.min(this.active, this.mailbox.total - 1);
		const { element, rowHeight } = this;
		const top = this.#top + element.scrollTop - this.#place;
		if ((index + 1) * rowHeight <= top) this.#go(top - rowHeight);
		this.draw();
	}

	#tick() {
		for (const row of this.#pool.values()) row.tick();
	}

	#clicked(event) {
		const element = event.target.closest('.row');
		if (!element || !this.mailbox.at(Number(element.dataset.index))) return;
		const index = Number(element.dataset.index);
		const isBox = event.target.closest('.box-cell') !== null;
		const kind = event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey || isBox ? 'choose' : 'open';
		this.dispatchEvent(new CustomEvent(kind, { detail: index }));
	}
}

/** What a place in one height is in another. */
function stretch(place, from, to) {
	if (place <= near) return place;
	if (from - place <= near) return to - from + place;
	return near + ((place - near) * (to - 2 * near)) / (from - 2 * near);
}
