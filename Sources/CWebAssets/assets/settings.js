// What each reader has chosen, kept by the browser.

const place = 'hoglet.settings';

const defaults = {
	theme: 'auto',
	density: 'comfortable',
	times: 'relative',
	prefers: 'html',
	marksRead: true,
	followsNewest: false,
	notifies: false,
	singleKeys: true,
	listWidth: 380,
};

class Settings extends EventTarget {
	#values = { ...defaults };

	constructor() {
		super();
		this.#load();
		// Another tab has changed them.
		addEventListener('storage', (event) => {
			if (event.key === place) this.#load();
		});
	}

	get(name) {
		return this.#values[name];
	}

	set(name, value) {
		if (this.#values[name] === value) return;
		this.#values[name] = value;
		try {
			localStorage.setItem(place, JSON.stringify(this.#values));
		} catch {
			// Browsers may keep nothing for us; then it lasts as long as the page.
		}
		this.#apply();
	}

	#load() {
		try {
			const kept = JSON.parse(localStorage.getItem(place) ?? '{}');
			for (const [name, value] of Object.entries(defaults)) {
				this.#values[name] = typeof kept?.[name] === typeof value ? kept[name] : value;
			}
		} catch {
			this.#values = { ...defaults };
		}
		this.#apply();
	}

	#apply() {
		const root = document.documentElement;
		root.dataset.theme = this.#values.theme;
		root.dataset.density = this.#values.density;
		root.style.setProperty('--list-width', `${this.#values.listWidth}px`);
		this.dispatchEvent(new Event('change'));
	}
}

export const settings = new Settings();
