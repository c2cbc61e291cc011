// The header of a message.

import { button, gap, h, tool } from './dom.js';
import { copy } from './toast.js';

export function showFields(panel, message) {
	const rows = message.headers.map(({ name, value }) => ({
		text: `${name}: ${value}`,
		element: h(
			'tr',
			{},
			h('th', { scope: 'row' }, name),
			h('td', { dir: 'auto' }, value),
			h('td', {}, tool('copy', `Copy ${name}`, '', () => copy(value, name))),
		),
	}));
	const none = h('p', { class: 'waiting', hidden: true }, 'No field is like that.');
	const filter = h('input', {
		class: 'input', type: 'search', placeholder: 'Filter', 'aria-label': 'Filter the header', autocomplete: 'off', spellcheck: 'false',
		oninput: () => {
			const wanted = filter.value.trim().toLowerCase();
			for (const row of rows) row.element.hidden = !row.text.toLowerCase().includes(wanted);
			none.hidden = rows.some((row) => !row.element.hidden);
		},
	});
	const all = () => rows.filter((row) => !row.element.hidden).map((row) => row.text).join('\n');
	panel.append(
		h('div', { class: 'view-bar' }, filter, gap(), button('Copy', () => copy(all(), 'Header'))),
		h('table', { class: 'fields', 'aria-label': 'Header fields' }, h('tbody', {}, ...rows.map((row) => row.element))),
		none,
	);
}
