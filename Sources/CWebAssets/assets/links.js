// Where a message leads.

import { h } from './dom.js';

/** HTML is read here and never shown: a document without a window runs nothing and loads nothing. */
const inert = window.trustedTypes?.createPolicy('inert', { createHTML: (text) => text });
const kept = new WeakMap();

function read(message) {
	if (!kept.has(message)) {
		// Without styles, which the page's policy would complain of in any document.
		const html = (message.html ?? '').replace(/(<\/?)style\b/gi, '$1title').replace(/\bstyle(\s*=)/gi, 'data-style$1');
		const document = new DOMParser().parseFromString(inert ? inert.createHTML(html) : html, 'text/html');
		kept.set(message, { links: linksOf(document), isOutside: isOutside(document) });
	}
	return kept.get(message);
}

/** The links in the HTML: their text, where they lead, and whether the text names another place. */
export const linksIn = (message) => read(message).links;

/** Whether the HTML asks for pictures, styles or else from elsewhere. */
export const refersOutside = (message) => read(message).isOutside;

function linksOf(document) {
	return [...document.querySelectorAll('a[href], area[href]')].flatMap((link) => {
		const target = link.getAttribute('href').trim();
		if (target === '' || target.startsWith('#')) return [];
		const text = (link.textContent.trim() || link.querySelector('img')?.alt || link.getAttribute('alt') || '').replace(/\s+/g, ' ');
		return [{ text, target, isOdd: deceives(text, target) }];
	});
}

function isOutside(document) {
	const elsewhere = /^\s*(https?:)?\/\//i;
	const named = /url\(\s*['"]?\s*(https?:)?\/\/|@import\s+['"](https?:)?\/\//i;
	for (const element of document.querySelectorAll('[src], [srcset], [background], [poster], link[href], image')) {
		for (const name of ['src', 'background', 'poster', 'srcset', 'xlink:href']) {
			if (elsewhere.test(element.getAttribute(name) ?? '')) return true;
		}
		if (/^(link|image)$/i.test(element.localName) && elsewhere.test(element.getAttribute('href') ?? '')) return true;
	}
	return [...document.querySelectorAll('title')].some((style) => named.test(style.textContent))
		|| [...document.querySelectorAll('[data-style]')].some((element) => named.test(element.dataset.style));
}

/** Whether a text looks like an address and the link leads to another host. */
function deceives(text, target) {
	const said = /^(?:https?:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/:?#].*)?$/i.exec(text)?.[1];
	if (!said || !/^https?:/i.test(target) || !URL.canParse(target)) return false;
	const bare = (host) => host.toLowerCase().replace(/^www\./, '');
	return bare(said) !== bare(new URL(target).hostname);
}

export function showLinks(panel, message) {
	const rows = linksIn(message).map(({ text, target, isOdd }) => h(
		'tr',
		{},
		h('td', { dir: 'auto' }, text || h('span', { class: 'quiet' }, 'no text')),
		h('td', {}, outward(target, target), isOdd && [' ', h('span', { class: 'tag' }, 'leads elsewhere')]),
	));
	const head = h('thead', { class: 'unseen' }, h('tr', {}, h('th', { scope: 'col' }, 'Text'), h('th', { scope: 'col' }, 'Leads to')));
	panel.append(h('table', { class: 'fields links' }, head, h('tbody', {}, ...rows)));
}

/** A link that opens elsewhere and tells nothing of this page; only its text if it is of a kind that could do more. */
export function outward(target, text) {
	if (!/^(https?|mailto|tel):/i.test(target)) return text;
	return h('a', { href: target, target: '_blank', rel: 'noopener noreferrer', title: target }, text);
}
