// Making elements. Every value becomes text or an attribute, never markup.

/**
 * Makes an element. Of the properties, `on…` listens, `data` are data attributes, others are attributes;
 * false, null and undefined leave one out, and a child as well.
 */
export function h(name, properties = {}, ...children) {
	const element = document.createElement(name);
	if (name === 'button') element.type = name;
	set(element, properties);
	element.append(...children.flat().filter((child) => (child ?? false) !== false));
	return element;
}

/** Sets attributes, as `h` does. */
export function set(element, properties) {
	for (const [key, value] of Object.entries(properties)) {
		if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
		else if (key === 'data') Object.assign(element.dataset, value);
		else if ((value ?? false) === false) element.removeAttribute(key);
		else element.setAttribute(key, value === true ? '' : String(value));
	}
	return element;
}

/** Changes the text of an element if it is another. */
export function say(element, text) {
	if (element.textContent !== text) element.textContent = text;
}

export const byId = (id) => document.getElementById(id);

/** A button that is a picture: its name is read out and shown as a tooltip, with its key. */
export function tool(picture, name, key, onclick, more = {}) {
	const title = key ? `${name} (${key})` : name;
	return h('button', { class: 'tool', 'aria-label': name, title, onclick, ...more }, icon(picture));
}

/** A button with words. */
export const button = (words, onclick) => h('button', { class: 'button', onclick }, words);

/** Room between what is left and what is right. */
export const gap = () => h('span', { class: 'gap' });

const SVG = 'http://www.w3.org/2000/svg';

const paths = {
	search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20',
	close: 'M6 6l12 12M18 6 6 18',
	check: 'M5 12.5l4.5 4.5L19 7.5',
	trash: 'M4 7h16M9.5 7V4.5h5V7M6 7l1 12.5h10L18 7M10 11v5M14 11v5',
	unread: 'M21 11v8H3V6h11M3 7l9 6.5 4-3M19.5 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
	read: 'M3 10v9h18v-9l-9-6zM3 10l9 6 9-6',
	clip: 'M19 11.5l-7 7a4.5 4.5 0 0 1-6.4-6.4l7.5-7.5a3 3 0 0 1 4.3 4.3l-7.4 7.4a1.5 1.5 0 0 1-2.2-2.2l6.6-6.6',
	settings: 'M4 7h9M19 7h1M4 17h1M11 17h9M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
	help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 2M12 17v.1',
	monkey: 'M12 3v4M12 17v4M3 12h4M17 12h4M6 6l2.5 2.5M15.5 15.5 18 18M18 6l-2.5 2.5M8.5 15.5 6 18',
	back: 'M15 5l-7 7 7 7',
	up: 'M6 15l6-6 6 6',
	down: 'M6 9l6 6 6-6',
	download: 'M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14',
	send: 'M21 3 10 14M21 3l-7 18-4-7-7-4z',
	more: 'M6 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0zM13 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0zM20 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0z',
	copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
	link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
	phone: 'M8 3h8v18H8zM11 18h2',
	tablet: 'M5 4h14v16H5zM11 17h2',
	desktop: 'M3 5h18v11H3zM9 20h6M12 16v4',
	full: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
	moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
	globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z',
	file: 'M6 3h8l4 4v14H6zM14 3v4h4',
	folder: 'M3 6h6l2 2.5h10V19H3z',
	image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
	warning: 'M12 4 2.5 20h19zM12 10v4.5M12 17.5v.1',
	terminal: 'M4 5h16v14H4zM7.5 9.5 10 12l-2.5 2.5M12.5 14.5H16',
};

/** A picture, which says nothing to those who listen. */
export function icon(name) {
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('viewBox', '0 0 24 24');
	svg.setAttribute('class', 'icon');
	svg.setAttribute('aria-hidden', 'true');
	const path = document.createElementNS(SVG, 'path');
	path.setAttribute('d', paths[name]);
	svg.append(path);
	return svg;
}

/** The hedgehog, large, for where there is nothing else. */
export function mark() {
	return document.querySelector('.bar .mark').cloneNode(true);
}
