// The parts of a message as a tree.

import { address, partPath } from './api.js';
import { gap, h, icon } from './dom.js';
import { size } from './words.js';

export function showParts(panel, message) {
	const { parts } = message;
	const inside = new Map();
	for (const part of parts) inside.set(part.parent, [...(inside.get(part.parent) ?? []), part]);
	const names = new Map(message.attachments.filter((one) => one.file === null).map((one) => [one.part, one]));
	panel.append(h('div', { class: 'tree' }, h('ul', { 'aria-label': 'Parts' }, ...branch(message, null, inside, names))));
}

/** Deeper than a mail can be, and than a browser likes elements to be. */
const deepest = 100;

function branch(message, parent, inside, names, depth = 0) {
	return (inside.get(parent) ?? []).map((part) => {
		const children = depth < deepest ? branch(message, part.part, inside, names, depth + 1) : [];
		return h('li', {}, node(message, part, names.get(part.part)), children.length > 0 && h('ul', {}, ...children));
	});
}

function node(message, part, attachment) {
	const isFolder = part.type.startsWith('multipart/');
	const picture = isFolder ? 'folder' : part.type.startsWith('image/') ? 'image' : 'file';
	const place = address(partPath(message.id, part.part));
	return h(
		'div',
		{ class: 'node' },
		icon(picture),
		h('span', { class: 'name' }, h('b', {}, part.type), attachment?.name ? [' ', h('bdi', {}, attachment.name)] : null),
		gap(),
		attachment?.contentId && h('span', { class: 'facts-of', title: `cid:${attachment.contentId}` }, 'inline'),
		h('span', { class: 'facts-of', title: 'As it was sent, encoded' }, size(part.size)),
		h('a', { class: 'tool', href: place, download: attachment?.name || `part-${part.part}`, 'aria-label': `Download part ${part.part}`, title: 'Download' }, icon('download')),
	);
}
