// Going from message to message, and choosing some.

import { settings } from './settings.js';
import { attempt } from './toast.js';

/** Moves through a list and opens what it comes to. */
export class Navigation {
	/** Where the choice of several begins. */
	#anchor = -1;
	/** Only the last place is opened. */
	#turn = 0;

	constructor({ mailbox, selection, rows, route }) {
		Object.assign(this, { mailbox, selection, rows, route });
		mailbox.addEventListener('inserted', () => { if (this.#anchor >= 0) this.#anchor += 1; });
		mailbox.addEventListener('removed', ({ detail }) => { if (detail.index < this.#anchor) this.#anchor -= 1; });
		rows.addEventListener('open', ({ detail }) => this.open(detail));
		rows.addEventListener('choose', ({ detail }) => this.choose(detail));
		rows.addEventListener('extend', ({ detail }) => this.extend(detail));
	}

	/** Opens the message at a place. */
	async open(index) {
		if (index < 0 || index >= this.mailbox.total) return;
		this.#go(index);
		const turn = this.#turn;
		const [id] = await this.#ids(index, index);
		if (id && turn === this.#turn) this.route.open(id);
	}

	/** Opens the one so many places further on; on a phone's list the active one only moves. */
	step(by) {
		return this.to(this.rows.active < 0 ? 0 : this.rows.active + by);
	}

	/** Opens the one at a place, or the next that there is. */
	to(place) {
		const { rows } = this;
		const index = Math.max(0, Math.min(place, this.mailbox.total - 1));
		if (this.#showsBoth || this.route.id) return this.open(index);
		rows.activate(index);
	}

	get #showsBoth() {
		return matchMedia('(min-width: 761px)').matches;
	}

	page(direction) {
		const { element, rowHeight } = this.rows;
		this.step(direction * Math.max(1, Math.floor(element.clientHeight / rowHeight) - 1));
	}

	/** Chooses the one at a place, or no longer. */
	async choose(index) {
		if (index < 0) return;
		this.#go(index);
		const [id] = await this.#ids(index, index);
		if (id) this.selection.toggle(id);
	}

	/** Chooses all from where the last was chosen. */
	async extend(index) {
		if (index < 0 || index >= this.mailbox.total) return;
		if (this.#anchor < 0) this.#anchor = Math.max(this.rows.active, 0);
		this.rows.activate(index);
		const [first, last] = [this.#anchor, index].sort((one, other) => one - other);
		this.selection.add(await this.#ids(first, last));
	}

	#go(index) {
		this.rows.activate(index);
		this.#anchor = index;
		this.#turn += 1;
	}

	async #ids(first, last) {
		let ids = [];
		await attempt('Not found', async () => { ids = await this.mailbox.ids(first, last); });
		return ids;
	}

	/** Opens what has come, if the newest is to be followed. */
	arrived(summary) {
		if (settings.get('followsNewest')) this.route.open(summary.id);
	}
}
