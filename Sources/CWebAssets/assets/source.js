// A message as it was received, while it comes.

import { fullAddress, messagePath, send } from './api.js';
import { button, gap, h } from './dom.js';
import { Highlighter } from './highlight.js';
import { attempt, copy } from './toast.js';
import { size } from './words.js';

/** How many lines are in a block, which the browser draws only when it can be seen. */
const linesInBlock = 200;
/** A line is cut behind so many characters: nobody reads on, and browsers are slow with it. */
const longest = 10_000;
/** How many bytes are shown before somebody asks for more. */
const portion = 1_000_000;

export function showSource(panel, message) {
	const abort = new AbortController();
	const source = h('div', { class: 'source', dir: 'ltr' });
	const told = h('span', { class: 'quiet', role: 'status' });
	const address = `${messagePath(message.id)}/raw`;
	panel.append(
		h('div', { class: 'view-bar' }, told, gap(),
			button('Copy', () => attempt('Not copied', async () => copy(await (await send('GET', address)).text(), 'Source'))),
			h('a', { class: 'button', href: fullAddress(address), download: `${message.id}.eml` }, 'Download')),
		source,
	);
	read(address, source, told, message.size, abort.signal).catch((error) => {
		if (!abort.signal.aborted) told.textContent = `Could not be read: ${error.message}`;
	});
	return () => abort.abort();
}

/** Shows what comes, a portion at a time; what is not asked for stays with the server. */
async function read(address, source, told, total, signal) {
	const response = await send('GET', address, { signal });
	const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
	const lines = new Lines(source);
	let shown = 0;
	let limit = portion;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		lines.add(value);
		shown += value.length;
		told.textContent = `${size(Math.min(shown, total))} of ${size(total)}`;
		if (shown < limit) continue;
		await more(source, signal);
		limit += portion;
	}
	lines.end();
	told.textContent = size(total);
}

/** Waits until somebody wants more. */
function more(source, signal) {
	return new Promise((go, stop) => {
		const button = h('button', { class: 'button more', onclick: () => { button.remove(); go(); } }, 'Show more');
		source.after(button);
		signal.addEventListener('abort', () => stop(signal.reason));
	});
}

/** Turns text that comes in pieces into lines in blocks. */
class Lines {
	#rest = '';
	#number = 0;
	#block = null;
	#highlighter = new Highlighter();

	constructor(source) {
		this.source = source;
	}

	add(text) {
		const lines = (this.#rest + text).split(/\r?\n/);
		this.#rest = lines.pop();
		for (const line of lines) this.#show(line);
	}

	end() {
		if (this.#rest !== '') this.#show(this.#rest);
	}

	#show(text) {
		if (this.#number % linesInBlock === 0) {
			this.#block = h('div', { class: 'block' });
			this.source.append(this.#block);
		}
		this.#number += 1;
		const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
		const pieces = this.#highlighter.line(cut).map(([kind, piece]) => (kind ? h('span', { class: kind }, piece) : piece));
		this.#block.append(h('code', { class: 'line', 'data-n': this.#number }, ...pieces));
	}
}
