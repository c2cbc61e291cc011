// What the address says: which message is open, and what is looked for.

/** `#/message/ID?query=…&kind=…`. Tells of a `change`. */
class Route extends EventTarget {
	/** The id of the message that is open; empty for none. */
	id = '';
	query = '';
	kind = '';

	constructor() {
		super();
		this.#read();
		addEventListener('hashchange', () => {
			this.#read();
			this.dispatchEvent(new Event('change'));
		});
	}

	/** The address of a message as it is now, for links. */
	to(id) {
		const { query, kind } = this;
		const parameters = new URLSearchParams();
		if (query) parameters.set('query', query);
		if (query && kind) parameters.set('kind', kind);
		const text = parameters.toString();
		return `#/${id ? `message/${encodeURIComponent(id)}` : ''}${text ? `?${text}` : ''}`;
	}

	/** Opens a message; going back leads to the list again, not through all that were open. */
	open(id) {
		const isOther = (id === '') !== (this.id === '');
		this.#go({ id }, isOther && id !== '' ? 'pushState' : 'replaceState');
	}

	/** Looks for something else. */
	search(query, kind) {
		this.#go({ query, kind }, 'replaceState');
	}

	#go(change, how) {
		Object.assign(this, change);
		history[how](null, '', this.to(this.id));
		this.dispatchEvent(new Event('change'));
	}

	#read() {
		const [path, query = ''] = location.hash.slice(1).split(/\?(.*)/s);
		const parameters = new URLSearchParams(query);
		try {
			this.id = path.startsWith('/message/') ? decodeURIComponent(path.slice('/message/'.length)) : '';
		} catch {
			this.id = '';
		}
		this.query = parameters.get('query') ?? '';
		this.kind = parameters.get('kind') ?? '';
	}
}

export const route = new Route();
