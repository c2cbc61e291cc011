// The HTML of a message, in a frame that can do nothing.

import { address, messagePath } from './api.js';
import { gap, h, icon, tool } from './dom.js';
import { refersOutside } from './links.js';

const widths = [
	{ name: 'Full width', picture: 'full', width: 0 },
	{ name: 'Phone, 390 pixels', picture: 'phone', width: 390 },
	{ name: 'Tablet, 768 pixels', picture: 'tablet', width: 768 },
	{ name: 'Desktop, 1280 pixels', picture: 'desktop', width: 1280 },
];
const shades = [
	{ key: 'light', name: 'Dark preview: off' },
	{ key: 'dark', name: 'Dark preview: as the mail provides' },
	{ key: 'inverted', name: 'Dark preview: colours turned round' },
];

/** What was chosen for the messages before. */
const chosen = { width: widths[0], shade: shades[0] };
/** The messages that may load what is elsewhere, while the page is open. */
const allowed = new Set();

/** What the view can be told by the keyboard. */
export const current = { nextWidth() {}, nextShade() {}, loadRemote() {} };

export function showHTML(panel, message) {
	// No scripts, no origin, no forms, no top: only links, which open elsewhere.
	const frame = h('iframe', { sandbox: 'allow-popups allow-popups-to-escape-sandbox', referrerpolicy: 'no-referrer', title: 'The HTML of the message' });
	const stage = h('div', { class: 'stage' }, frame);
	const load = () => {
		frame.src = address(`${messagePath(message.id)}/display`, {
			remote: allowed.has(message.id) ? 'true' : '', scheme: chosen.shade.key === 'dark' ? 'dark' : 'light',
		});
	};
	const sizes = h('div', { class: 'segments', role: 'group', 'aria-label': 'Width' }, ...widths.map((entry) => tool(entry.picture, entry.name, '', () => fit(entry), { data: { width: entry.width } })));
	const shade = h('button', { class: 'button plain', onclick: () => current.nextShade() }, icon('moon'), h('span'));
	const remote = h('button', { class: 'button', hidden: true, onclick: () => current.loadRemote() }, icon('globe'), 'Load remote content');
	remote.title = 'Pictures and styles from elsewhere are blocked: they would tell that the mail is read (i)';
	const told = h('span', { class: 'quiet', role: 'status' });

	const fit = (entry) => {
		chosen.width = entry;
		for (const button of sizes.children) button.setAttribute('aria-pressed', String(Number(button.dataset.width) === entry.width));
		scale(stage, frame, entry.width);
	};
	const paint = (entry) => {
		const isOther = (entry.key === 'dark') !== (chosen.shade.key === 'dark');
		chosen.shade = entry;
		if (isOther) load();
		stage.dataset.shade = entry.key;
		shade.lastChild.textContent = { light: 'Light', dark: 'Dark', inverted: 'Inverted' }[entry.key];
		shade.title = `${entry.name} (b)`;
		shade.setAttribute('aria-pressed', String(entry.key !== 'light'));
	};
	const say = () => {
		const isOpen = allowed.has(message.id);
		remote.hidden = isOpen || !refersOutside(message);
		told.textContent = isOpen && refersOutside(message) ? 'Remote content is loaded' : '';
	};
	current.nextWidth = () => fit(widths[(widths.indexOf(chosen.width) + 1) % widths.length]);
	current.nextShade = () => paint(shades[(shades.indexOf(chosen.shade) + 1) % shades.length]);
	current.loadRemote = () => {
		if (allowed.has(message.id) || !refersOutside(message)) return;
		allowed.add(message.id);
		say();
		load();
	};
	panel.append(h('div', { class: 'view-bar' }, sizes, shade, gap(), told, remote), stage);
	const observer = new ResizeObserver(() => scale(stage, frame, chosen.width.width));
	observer.observe(stage);
	fit(chosen.width);
	paint(chosen.shade);
	say();
	load();
	return () => {
		observer.disconnect();
		Object.assign(current, { nextWidth() {}, nextShade() {}, loadRemote() {} });
	};
}

/** Gives the frame a width, and makes it smaller where the page has not that much. */
function scale(stage, frame, width) {
	stage.toggleAttribute('data-narrow', width > 0);
	if (width === 0) {
		for (const name of ['width', 'height', 'zoom']) frame.style[name] = '';
		return;
	}
	const room = { width: stage.clientWidth - 32, height: stage.clientHeight - 32 };
	const ratio = Math.min(1, room.width / width);
	frame.style.width = `${width}px`;
	frame.style.height = `${room.height / ratio}px`;
	frame.style.zoom = ratio;
}
