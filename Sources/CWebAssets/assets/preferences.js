// What each reader can choose.

import { choice, open, toggle } from './dialog.js';
import { h } from './dom.js';
import { allow, isPossible } from './notify.js';
import { settings } from './settings.js';

const choices = [
	['theme', 'Theme', [['auto', 'As the system'], ['light', 'Light'], ['dark', 'Dark']]],
	['density', 'Rows', [['comfortable', 'Comfortable'], ['compact', 'Compact']]],
	['times', 'Times', [['relative', 'Relative'], ['exact', 'Exact']]],
	['prefers', 'Show first', [['html', 'HTML'], ['text', 'Text'], ['source', 'Source']]],
];
const switches = [
	['marksRead', 'Mark a message read when it is opened'],
	['followsNewest', 'Open each new message when it comes'],
	['singleKeys', 'Keys without Ctrl, such as j and k'],
];

export function openPreferences(server) {
	const selects = choices.map(([name, label, options]) => choice(label, options, settings.get(name), (value) => settings.set(name, value)).element);
	const toggles = switches.map(([name, label]) => toggle(label, settings.get(name), (value) => settings.set(name, value)).element);
	open({
		title: 'Settings',
		content: [
			h('div', { class: 'pair' }, ...selects),
			...toggles,
			notifications(),
			h('p', { class: 'hint' }, 'This browser keeps these for you alone.', server ? ` Hoglet ${server.version}, mail in ${server.storage}.` : ''),
		],
	});
}

function notifications() {
	const hint = h('p', { class: 'hint', role: 'status' }, isPossible ? '' : 'This browser shows notifications only to pages that come by HTTPS or from this machine.');
	const input = toggle('Tell me of new mail on the desktop', settings.get('notifies') && isPossible, async (wanted) => {
		const isAllowed = wanted && await allow();
		input.input.checked = isAllowed;
		settings.set('notifies', isAllowed);
		hint.textContent = wanted && !isAllowed ? 'The browser does not allow this page to notify you.' : '';
	});
	input.input.disabled = !isPossible;
	return h('div', {}, input.element, hint);
}
