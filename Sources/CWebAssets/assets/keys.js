// The keyboard.

import { isOpen, open } from './dialog.js';
import { h } from './dom.js';
import { settings } from './settings.js';

/**
 * What keys do: groups of names with the keys that are shown, and how an event is recognised.
 * @param {Record<string, () => void>} does What each does.
 */
const groups = [
	['Messages', [
		['next', 'Next message', ['j', '↓'], (event) => event.key === 'j' || event.key === 'ArrowDown'],
		['previous', 'Previous message', ['k', '↑'], (event) => event.key === 'k' || event.key === 'ArrowUp'],
		['open', 'Open', ['Enter', 'o'], (event) => event.key === 'o' || event.key === 'Enter'],
		['first', 'Newest', ['Home'], (event) => event.key === 'Home'],
		['last', 'Oldest', ['End'], (event) => event.key === 'End'],
		['pageDown', 'A page down', ['Page ↓'], (event) => event.key === 'PageDown'],
		['pageUp', 'A page up', ['Page ↑'], (event) => event.key === 'PageUp'],
		['back', 'Close, or select none', ['Esc'], (event) => event.key === 'Escape'],
		['search', 'Search', ['/'], (event) => event.key === '/'],
	]],
	['Selection', [
		['choose', 'Select or not', ['x', 'Space'], (event) => event.key === 'x' || event.key === ' '],
		['extendDown', 'Select downwards', ['Shift ↓'], (event) => event.shiftKey && (event.key === 'ArrowDown' || event.key === 'J')],
		['extendUp', 'Select upwards', ['Shift ↑'], (event) => event.shiftKey && (event.key === 'ArrowUp' || event.key === 'K')],
		['all', 'Select all', ['Ctrl A'], (event) => (event.ctrlKey || event.metaKey) && event.key === 'a'],
		['read', 'Mark read', ['r'], (event) => event.key === 'r'],
		['unread', 'Mark unread, or read again', ['u'], (event) => event.key === 'u'],
		['delete', 'Delete', ['Del', '#'], (event) => event.key === 'Delete' || event.key === '#' || event.key === 'Backspace'],
		['deleteAll', 'Delete all', ['Shift Del'], (event) => event.shiftKey && event.key === 'Delete'],
	]],
	['This message', [
		['view', 'HTML, text, headers…', ['1', '–', '7'], (event) => /^[1-7]$/.test(event.key)],
		['width', 'Another width', ['w'], (event) => event.key === 'w'],
		['shade', 'Dark preview', ['b'], (event) => event.key === 'b'],
		['remote', 'Load remote content', ['i'], (event) => event.key === 'i'],
		['download', 'Download as .eml', ['d'], (event) => event.key === 'd'],
		['release', 'Release', ['e'], (event) => event.key === 'e'],
		['link', 'Copy link', ['l'], (event) => event.key === 'l'],
		['curl', 'Copy as curl', ['c'], (event) => event.key === 'c'],
	]],
	['Page', [
		['settings', 'Settings', [','], (event) => event.key === ','],
		['jim', 'Jim', ['m'], (event) => event.key === 'm'],
		['help', 'These keys', ['?'], (event) => event.key === '?'],
	]],
];

/** Those with Shift come first, so that they are not taken for the others. */
const known = groups.flatMap(([, keys]) => keys).sort((one, other) => needsShift(other) - needsShift(one));

/** Does what keys say, but not while somebody writes. */
export function watchKeys(does) {
	addEventListener('keydown', (event) => {
		if (event.defaultPrevented || event.altKey || isOpen()) return;
		const isModified = event.ctrlKey || event.metaKey;
		if (isWriting(event.target)) {
			if (event.key !== 'Escape') return;
			// It would empty a search.
			event.preventDefault();
			event.target.blur();
			return;
		}
		const key = known.find(([, , , fits]) => fits(event));
		if (!key || (isModified && key[0] !== 'all') || (event.shiftKey && !needsShift(key) && event.key.length > 1)) return;
		if (!settings.get('singleKeys') && event.key.length === 1 && !isModified && event.key !== ' ') return;
		// Buttons and links have these for themselves.
		if ((event.key === 'Enter' || event.key === ' ') && event.target.closest?.('button, a, summary, [role="tab"]')) return;
		if (isScroll(event) && event.target.closest?.('.view, .head')) return;
		event.preventDefault();
		does[key[0]](event);
	});
}

function needsShift([name]) {
	return Number(['extendDown', 'extendUp', 'deleteAll'].includes(name));
}

const isScroll = ({ key }) => ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', ' '].includes(key);

function isWriting(target) {
	return target instanceof HTMLElement && target.closest('input:not([type="checkbox"]), select, textarea, [role="menu"]') !== null;
}

/** Lists all keys. */
export function explainKeys() {
	const sections = groups.map(([name, keys]) => h(
		'section',
		{},
		h('h3', {}, name),
		h('dl', {}, ...keys.flatMap(([, what, names]) => [h('dt', {}, what), h('dd', {}, ...names.flatMap((key) => [key.length === 1 && key === '–' ? '–' : h('kbd', {}, key), ' ']))])),
	));
	open({
		title: 'Keys',
		kind: 'wide',
		content: [h('div', { class: 'keys' }, ...sections), h('p', { class: 'hint' }, 'Keys without Ctrl can be switched off in the settings.')],
	});
}
