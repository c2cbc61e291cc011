// The attachments of a message.

import { address, partPath, send } from './api.js';
import { open } from './dialog.js';
import { h, icon } from './dom.js';
import { size } from './words.js';

/** How much of a text is fetched to be looked at, in bytes. */
const glance = 4096;

/** Ends the previews that are on their way when something else is shown. */
export function showFiles(panel, message) {
	const abort = new AbortController();
	panel.append(h('ul', { class: 'cards', 'aria-label': 'Attachments' }, ...message.attachments.map((file) => card(message, file, abort.signal))));
	return () => abort.abort();
}

function card(message, file, signal) {
	const path = partPath(message.id, file.part, file.file);
	const place = address(path);
	const name = file.name || `part ${file.part}`;
	return h(
		'li',
		{ class: 'card' },
		preview(file, name, path, signal),
		h(
			'div',
			{ class: 'about' },
			h('bdi', { class: 'name' }, name),
			h('span', { class: 'facts-of' }, [file.type, size(file.size), file.inline && 'inline'].filter(Boolean).join(', ')),
			h('a', { class: 'tool', href: place, download: name, 'aria-label': `Download ${name}`, title: 'Download' }, icon('download')),
			file.sha256 && h('span', { class: 'sum', title: `SHA-256 ${file.sha256}` }, `SHA-256 ${file.sha256}`),
		),
	);
}

function preview(file, name, path, signal) {
	const place = address(path);
	if (/^image\/(png|jpeg|gif|webp|avif|bmp|svg\+xml)$/.test(file.type)) {
		// As a picture, nothing in it runs, SVG neither.
		const look = () => open({ title: name, kind: 'picture', content: [h('img', { src: place, alt: name })] });
		return h('button', { class: 'preview', 'aria-label': `Enlarge ${name}`, onclick: look }, h('img', { src: place, alt: '', loading: 'lazy' }));
	}
	const box = h('div', { class: 'preview' }, icon('file'));
	if (/^(text\/|application\/(json|xml|javascript)|message\/)/.test(file.type)) {
		begin(path, signal).then((text) => text && box.replaceChildren(h('pre', { dir: 'auto' }, text)), () => {});
	}
	return box;
}

/** The beginning of a text; the rest is not waited for. */
async function begin(path, signal) {
	const response = await send('GET', path, { signal });
	const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	while (text.length < glance) {
		const { done, value } = await reader.read();
		if (done) break;
		text += value;
	}
	reader.cancel().catch(() => {});
	return text.slice(0, glance);
}
