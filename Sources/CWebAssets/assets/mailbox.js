// The messages that are listed: how many there are, and those of them that have been looked at.

import { ask, messages } from './api.js';
import { News } from './news.js';

const page = 100;

/**
 * Knows the summary of a message at each place, newest first, or nothing where nobody has looked yet.
 *
 * Tells by events: `change` (rows or numbers), `inserted` (one came before all others), `removed`, `marked`, `fault`.
 */
export class Mailbox extends EventTarget {
	/** What is looked for. */
	query = '';
	/** MailHog's kind of search; empty for the query language. */
	kind = '';
	/** The same for the server. */
	parameters = { query: '', kind: '' };
	/** What the rows were found by: not yet what is looked for while the server is asked. */
	listed = this.parameters;
	total = 0;
	unread = 0;
	/** Unread messages in the whole store, whatever is looked for. */
	unreadInAll = 0;
	/** Whether the numbers are known. */
	isKnown = false;
	/** What is wrong with the query or the server. */
	fault = null;

	#rows = [];
	#ids = new Set();
	#news = new News();
	/** How many have come: places mean others since then. */
	#arrivals = 0;
	#wanted = [0, page];
	#abort = new AbortController();
	#isReading = false;
	#isStale = false;

	at(index) {
		return this.#rows[index];
	}

	indexOf(id) {
		return this.#rows.findIndex((row) => row?.id === id);
	}

	/** Looks for something else. */
	search(query, kind) {
		[this.query, this.kind, this.parameters] = [query, kind, { query, kind: query ? kind : '' }];
		return this.reload();
	}

	/** Looks again from the beginning; what is shown stays until there is an answer. Tells whether that came, unless it is not waited for. */
	async reload() {
		this.#abort.abort();
		this.#abort = new AbortController();
		this.#isReading = false;
		this.#isStale = true;
		return this.#read();
	}

	/** Says which places are to be known next. */
	want(start, end) {
		this.#wanted = [start, end];
		this.#read();
	}

	/** The ids at the places from `first` to `last`, asked for where they are not known; none if another list is there by then. */
	async ids(first, last) {
		const [{ listed }, arrivals] = [this, this.#arrivals];
		const moved = () => this.#arrivals - arrivals;
		for (let place = first; place <= last; place += 1) {
			if (this.#rows[place + moved()]) continue;
			const [asked, start] = [this.#news.clock, place + moved()];
			const answer = await ask('GET', messages, { parameters: { ...listed, start, limit: 250 } });
			if (listed !== this.listed) return [];
			if (answer.messages.length === 0) break;
			this.#news.correct(answer.messages, asked);
			this.#place(start + this.total - answer.total, answer.messages);
		}
		return this.#rows.slice(first + moved(), last + moved() + 1).filter(Boolean).map((row) => row.id);
	}

	/** One reading at a time, each of what is wanted then. */
	async #read() {
		if (this.#isReading) return;
		const { signal } = this.#abort;
		this.#isReading = true;
		let before = -1;
		try {
			for (let start = this.#nextMissing(); start >= 0; start = this.#nextMissing()) {
				// What is not there though it was asked for has moved: all is looked for again, but not at once.
				if (start === before) return this.#recount();
				before = this.#isStale ? -1 : start;
				const asked = this.#news.ask();
				const limit = this.#isStale ? Math.min(Math.max(this.#wanted[1] - start, page), 250) : page;
				const answer = await ask('GET', messages, { parameters: { ...this.parameters, start, limit }, signal });
				this.#take(answer, start, asked);
				if (answer.messages.length === 0 && !this.#isStale) break;
			}
			return true;
		} catch (error) {
			if (signal.aborted) return;
			this.fault = error;
			this.dispatchEvent(new Event('fault'));
			return false;
		} finally {
			if (!signal.aborted) this.#isReading = false;
		}
	}

	#nextMissing() {
		const [start, end] = this.#wanted;
		if (this.#isStale) return Math.max(0, Math.min(start, this.total - page));
		for (let index = start; index < Math.min(end, this.total); index += 1) {
			if (!this.#rows[index]) return index;
		}
		return -1;
	}

	#take(answer, start, asked) {
		// It tells of messages that are no more.
		if (this.#isStale && this.#news.isCleared) return;
		this.fault = null;
		// What has arrived since the server looked stands before what it found.
		const shift = this.total - answer.total;
		// Too much may have happened.
		if (this.#isStale || Math.abs(shift) > answer.messages.length) {
			this.#begin(this.#news.update(answer, start, asked), start);
		} else {
			this.#news.correct(answer.messages, asked);
			this.#place(start + shift, answer.messages);
			if (this.#news.deleted.length > 0) this.#recount();
		}
		this.dispatchEvent(new Event('change'));
		for (const summary of this.#news.untold.splice(0)) this.dispatchEvent(new CustomEvent('inserted', { detail: summary }));
	}

	#begin({ messages, total, unread, isSure }, start) {
		[this.total, this.unread, this.isKnown, this.#isStale, this.listed] = [total, unread, true, false, this.parameters];
		if (!this.query) this.unreadInAll = unread;
		// Filled, because browsers move a full array at once and one with holes piece by piece.
		this.#rows = new Array(total).fill(undefined);
		this.#ids.clear();
		this.#place(start, messages);
		if (!isSure) this.#recount();
	}

	#place(start, found) {
		found.forEach((row, offset) => {
			if (start + offset < 0 || start + offset >= this.total || this.#news.isGone(row.id)) return;
			this.#rows[start + offset] = row;
			this.#ids.add(row.id);
		});
	}

	/** A message has come. */
	stored(summary) {
		if (this.#ids.has(summary.id) || this.#news.isGone(summary.id)) return;
		this.#news.stored(summary, { isTold: this.isKnown });
		if (!this.isKnown) return;
		this.#rows.unshift(summary);
		this.#ids.add(summary.id);
		this.total += 1;
		this.#arrivals += 1;
		if (!summary.read) this.#count(1);
		this.dispatchEvent(new CustomEvent('inserted', { detail: summary }));
	}

	/** A message has been read, or is to be read again. */
	updated({ id, read }) {
		this.#news.marked(id, read);
		this.dispatchEvent(new CustomEvent('marked', { detail: { id, read } }));
		const row = this.#rows[this.indexOf(id)];
		if (!row) return this.#recount();
		if (row.read === read) return;
		row.read = read;
		this.#count(read ? -1 : 1);
		this.dispatchEvent(new Event('change'));
	}

	/** A message is no more. */
	deleted({ id }) {
		if (this.#news.isGone(id)) return;
		this.#news.gone(id);
		const index = this.indexOf(id);
		if (index < 0) return this.#recount();
		const [row] = this.#rows.splice(index, 1);
		this.#ids.delete(id);
		this.total -= 1;
		if (!row.read) this.#count(-1);
		this.dispatchEvent(new CustomEvent('removed', { detail: { id, index } }));
	}

	/** There is nothing any more. */
	cleared() {
		this.#news.cleared();
		this.#rows = [];
		this.#ids.clear();
		[this.total, this.unread, this.unreadInAll] = [0, 0, 0];
		this.dispatchEvent(new Event('change'));
	}

	/** Marks all that are listed. */
	markAll(read) {
		for (const row of this.#rows) if (row) row.read = read;
		const unread = read ? 0 : this.total;
		this.unreadInAll = Math.max(0, this.unreadInAll + unread - this.unread);
		this.unread = unread;
		this.dispatchEvent(new Event('change'));
	}

	#count(change) {
		this.unread = Math.max(0, this.unread + change);
		this.unreadInAll = Math.max(0, this.unreadInAll + change);
	}

	/** What happened to messages that are not known here shows in numbers only: they are asked for, not too often. */
	#recount() {
		if (this.#recounting) return;
		this.#recounting = setTimeout(async () => {
			this.#recounting = 0;
			await this.reload();
			if (!this.query) return;
			const asked = this.#news.clock;
			const all = await ask('GET', messages, { parameters: { limit: 1 } }).catch(() => null);
			if (asked !== this.#news.clock) return this.#recount();
			if (all) this.unreadInAll = all.unread ?? 0;
			this.dispatchEvent(new Event('change'));
		}, 300);
	}

	#recounting = 0;
}
