// Which messages are chosen.

/** Some messages by their ids, or all that are listed. Tells of a `change`. */
export class Selection extends EventTarget {
	#ids = new Set();
	/** Whether all are chosen, also those that nobody has looked at. */
	isAll = false;

	constructor(mailbox) {
		super();
		this.mailbox = mailbox;
		mailbox.addEventListener('removed', ({ detail }) => this.#drop(detail.id));
		mailbox.addEventListener('change', () => mailbox.total === 0 && this.clear());
	}

	get count() {
		return this.isAll ? this.mailbox.total : this.#ids.size;
	}

	get ids() {
		return [...this.#ids];
	}

	has(id) {
		return this.isAll || this.#ids.has(id);
	}

	toggle(id) {
		this.#name();
		if (!this.#ids.delete(id)) this.#ids.add(id);
		this.#tell();
	}

	add(ids) {
		this.#name();
		for (const id of ids) this.#ids.add(id);
		this.#tell();
	}

	/** Lets go of some, but not of what was chosen since. */
	remove(ids) {
		const before = this.#ids.size;
		for (const id of ids) this.#ids.delete(id);
		if (this.#ids.size < before) this.#tell();
	}

	all() {
		this.#ids.clear();
		this.isAll = this.mailbox.total > 0;
		this.#tell();
	}

	clear() {
		if (this.count === 0 && !this.isAll) return;
		this.#ids.clear();
		this.isAll = false;
		this.#tell();
	}

	/** From all to those that are known: one of them can then be taken out. */
	#name() {
		if (!this.isAll) return;
		this.isAll = false;
		for (let index = 0; index < this.mailbox.total; index += 1) {
			const row = this.mailbox.at(index);
			if (row) this.#ids.add(row.id);
		}
	}

	#drop(id) {
		if (this.#ids.delete(id) || this.isAll) this.#tell();
	}

	#tell() {
		this.dispatchEvent(new Event('change'));
	}
}
