// Notifications on the desktop.

import { settings } from './settings.js';
import { some } from './words.js';

export const isPossible = 'Notification' in window && window.isSecureContext;

/** Asks the reader once. */
export async function allow() {
	return isPossible && (await Notification.requestPermission()) === 'granted';
}

/** Tells of new messages: of many at once as one, so that nobody is flooded. */
export class Notifier {
	#waiting = [];

	/** @param {(id: string) => void} onopen Shows a message. */
	constructor(onopen) {
		this.onopen = onopen;
	}

	tell(message) {
		if (!settings.get('notifies') || !document.hidden || !isPossible || Notification.permission !== 'granted') return;
		this.#waiting.push(message);
		if (this.#waiting.length === 1) setTimeout(() => this.#show(), 300);
	}

	#show() {
		const messages = this.#waiting.splice(0);
		const [first] = messages;
		const title = messages.length > 1 ? some(messages.length, 'new message') : first.subject || '(no subject)';
		const note = new Notification(title, { body: first.from || first.envelope.from, tag: 'hoglet-mail' });
		note.onclick = () => {
			window.focus();
			this.onopen(messages.at(-1).id);
			note.close();
		};
	}
}
