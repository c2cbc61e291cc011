// The messages that are listed: how many there are, and those of them that have been looked at.

import { ask, messages } from './api.js';

const page = 100;

/**
 * Knows the summary of a message at each place, newest first, or nothing where nobody has looked yet.
 *
 * Tells by events: `change` (rows or numbers), `inserted` (one came before all others), `fault`.
 */
export class Mailbox extends EventTarget {
  /** What is looked for. */
  query = '';
  /** MailHog's kind of search; empty for the query language. */
  kind = '';
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
  #gone = new Set();
  /** What has been told of messages, and when: a list that the server made before does not know it. */
  #told = new Map();
  #clock = 0;
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

  get parameters() {
    return { query: this.query, kind: this.query ? this.kind : '' };
  }

  /** Looks for something else. */
  search(query, kind) {
    [this.query, this.kind] = [query, kind];
    return this.reload();
  }

  /** Looks again from the beginning; what is shown stays until there is an answer. */
  async reload() {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#isReading = false;
    this.#isStale = true;
    await this.#read();
  }

  /** Says which places are to be known next. */
  want(start, end) {
    this.#wanted = [start, end];
    this.#read();
  }

  /** The ids of the places from `first` to `last`, asked for where they are not known. */
  async ids(first, last) {
    for (let start = first; start <= last; start += 1) {
      if (this.#rows[start]) continue;
      const answer = await ask('GET', messages, { parameters: { ...this.parameters, start, limit: 250 } });
      if (answer.messages.length === 0) break;
      this.#place(start, answer.messages);
    }
    return this.#rows.slice(first, last + 1).filter(Boolean).map((row) => row.id);
  }

  /** One reading at a time, each of what is wanted then. */
  async #read() {
    if (this.#isReading) return;
    const { signal } = this.#abort;
    this.#isReading = true;
    try {
      for (let start = this.#nextMissing(); start >= 0; start = this.#nextMissing()) {
        const asked = this.#clock;
        const limit = this.#isStale ? Math.min(Math.max(this.#wanted[1] - start, page), 250) : page;
        const answer = await ask('GET', messages, { parameters: { ...this.parameters, start, limit }, signal });
        this.#take(answer, start, asked);
        if (answer.messages.length === 0) break;
      }
    } catch (error) {
      if (signal.aborted) return;
      this.fault = error;
      this.dispatchEvent(new Event('fault'));
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
    // What has arrived since the server looked stands before what it found.
    let shift = this.#isStale ? 0 : this.total - answer.total;
    if (this.#isStale) {
      this.#rows = [];
      this.#ids.clear();
      [this.total, this.unread, this.isKnown, this.#isStale] = [answer.total, answer.unread ?? 0, true, false];
      if (!this.query) this.unreadInAll = this.unread;
    } else if (Math.abs(shift) > answer.messages.length) {
      // Too much has happened.
      shift = 0;
      this.#rows = [];
      this.#ids.clear();
      [this.total, this.unread] = [answer.total, answer.unread ?? 0];
    }
    // Filled, because browsers move a full array at once and one with holes piece by piece.
    if (this.#rows.length === 0) this.#rows = new Array(this.total).fill(undefined);
    this.fault = null;
    this.#correct(answer.messages, asked);
    this.#place(start + shift, answer.messages);
    this.dispatchEvent(new Event('change'));
  }

  #correct(found, asked) {
    for (const row of found) {
      const told = this.#told.get(row.id);
      if (!told || told.at <= asked || told.read === row.read) continue;
      row.read = told.read;
      this.#count(told.read ? -1 : 1);
    }
  }

  #place(start, found) {
    found.forEach((row, offset) => {
      if (start + offset < 0 || start + offset >= this.total || this.#gone.has(row.id)) return;
      this.#rows[start + offset] = row;
      this.#ids.add(row.id);
    });
  }

  /** A message has come. */
  stored(summary) {
    if (this.#ids.has(summary.id) || this.#gone.has(summary.id) || !this.isKnown) return false;
    this.#rows.unshift(summary);
    this.#ids.add(summary.id);
    this.total += 1;
    if (!summary.read) this.#count(1);
    this.dispatchEvent(new CustomEvent('inserted', { detail: summary }));
    return true;
  }

  /** A message has been read, or is to be read again. */
  updated({ id, read }) {
    this.#clock += 1;
    this.#told.delete(id);
    this.#told.set(id, { read, at: this.#clock });
    if (this.#told.size > 1000) this.#told.delete(this.#told.keys().next().value);
    const row = this.#rows[this.indexOf(id)];
    if (!row) return this.#recount();
    if (row.read === read) return;
    row.read = read;
    this.#count(read ? -1 : 1);
    this.dispatchEvent(new Event('change'));
  }

  /** A message is no more. */
  deleted({ id }) {
    if (this.#gone.has(id)) return;
    this.#gone.add(id);
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
      const all = await ask('GET', messages, { parameters: { limit: 1 } }).catch(() => null);
      if (all) this.unreadInAll = all.unread ?? 0;
      this.dispatchEvent(new Event('change'));
    }, 300);
  }

  #recounting = 0;
}
