// What has been heard of messages while the server was asked for a list.

/** Knows what an answer may not know yet: the server can have made it before. */
export class News {
	/** The messages that came before there was any list. */
	untold = [];
	/** Whether all is gone since the server was asked. */
	isCleared = false;
	/** Counts what has happened. */
	clock = 0;

	#stored = [];
	/** The ids of those that have gone since then. */
	deleted = [];
	#gone = new Set();
	/** What has been told of messages, and when. */
	#marks = new Map();

	/** Begins anew, as the server is asked now. Returns the time, for `correct`. */
	ask() {
		[this.#stored, this.untold, this.deleted, this.isCleared] = [[], [], [], false];
		return this.clock;
	}

	stored(summary, { isTold }) {
		this.clock += 1;
		this.#stored.push(summary);
		if (!isTold) this.untold.push(summary);
	}

	marked(id, read) {
		this.clock += 1;
		this.#marks.delete(id);
		this.#marks.set(id, { read, at: this.clock });
		if (this.#marks.size > 1000) this.#marks.delete(this.#marks.keys().next().value);
	}

	gone(id) {
		this.clock += 1;
		this.#gone.add(id);
		this.deleted.push(id);
	}

	cleared() {
		this.clock += 1;
		this.isCleared = true;
	}

	isGone(id) {
		return this.#gone.has(id);
	}

	/** Puts right what was told of messages after the server was asked. Returns how many more are unread by that. */
	correct(found, asked) {
		let more = 0;
		for (const row of found) {
			const told = this.#marks.get(row.id);
			if (!told || told.at <= asked || told.read === row.read) continue;
			row.read = told.read;
			more += told.read ? -1 : 1;
		}
		return more;
	}

	/** The whole list as it is by now, of an answer that begins at `start`; not `isSure` where nobody knows. */
	update({ messages, total, unread = 0 }, start, asked) {
		const isIn = (id) => messages.some((row) => row.id === id);
		const [gone, left] = [true, false].map((is) => messages.filter((row) => this.isGone(row.id) === is));
		const late = this.#stored.filter(({ id }) => !this.isGone(id) && !isIn(id)).reverse();
		// Others can have been counted or not.
		const isSure = this.deleted.every(isIn) && (late.length === 0 || start === 0);
		const more = start === 0 ? late : [];
		const unreadIn = (rows) => rows.filter((row) => !row.read).length;
		const now = unread - unreadIn(gone) + unreadIn(more) + this.correct(left, asked);
		return { messages: [...more, ...left], total: total - gone.length + more.length, unread: Math.max(0, now), isSure };
	}
}
