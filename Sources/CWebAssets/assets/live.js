// What happens on the server, told as it happens.

import { address } from './api.js';

const events = 'api/v3/events';
const names = ['stored', 'updated', 'deleted', 'cleared', 'reset'];
const shortest = 1000;
const longest = 30_000;

/**
 * Follows the server's events, and connects again when it has lost them, after a pause that grows.
 *
 * Tells by events: `state`, `hello` (all is to be loaded again), `lost` (at each try), and what the server tells, with its data as `detail`.
 */
export class Live extends EventTarget {
	/** `connecting`, `live`, `offline`, or `polling` where only live events are missing. */
	state = 'connecting';
	#source = null;
	#last = '';
	#parameters = {};
	#pause = shortest;
	#timer = 0;

	constructor() {
		super();
		addEventListener('online', () => this.retry());
		// A page that comes back from the browser's memory has lost its connection.
		addEventListener('pageshow', (event) => event.persisted && this.retry());
		document.addEventListener('visibilitychange', () => !document.hidden && this.state === 'offline' && this.retry());
	}

	/** Follows the messages that a query finds. */
	follow(parameters) {
		this.#parameters = parameters;
		this.#last = '';
		this.#connect();
	}

	/** Connects now instead of later. */
	retry() {
		this.#pause = shortest;
		this.#connect();
	}

	#connect() {
		clearTimeout(this.#timer);
		this.#source?.close();
		if (this.state === 'offline') this.#become('connecting');
		const source = new EventSource(address(events, { ...this.#parameters, lastEventID: this.#last }));
		this.#source = source;
		source.addEventListener('hello', (event) => {
			const isNew = this.#last === '';
			this.#last = event.lastEventId;
			this.#pause = shortest;
			this.#become('live');
			if (isNew) this.dispatchEvent(new Event('hello'));
		});
		for (const name of names) {
			source.addEventListener(name, (event) => {
				this.#last = event.lastEventId || this.#last;
				this.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(event.data) }));
			});
		}
		source.onerror = () => this.#lost(source);
	}

	/** Says whether the server answers other questions, so that only live events are missing. */
	polls(isAnswered) {
		if (this.state === 'live' || this.state === 'connecting') return;
		this.#become(isAnswered ? 'polling' : 'offline');
	}

	#lost(source) {
		if (source !== this.#source) return;
		source.close();
		if (this.state !== 'polling') this.#become('offline');
		// Not all pages at once, when a server has come back.
		this.#timer = setTimeout(() => this.#connect(), this.#pause * (0.75 + Math.random() / 2));
		this.#pause = Math.min(this.#pause * 2, this.state === 'polling' ? longest / 3 : longest);
		this.dispatchEvent(new Event('lost'));
	}

	#become(state) {
		if (this.state === state) return;
		this.state = state;
		this.dispatchEvent(new Event('state'));
	}
}
