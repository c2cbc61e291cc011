// The box to search in.

import { byId, h, icon, say, tool } from './dom.js';
import { open } from './dialog.js';

const pause = 200;
const kinds = [['', 'Query'], ['containing', 'Containing'], ['from', 'From'], ['to', 'To']];

const syntax = [
	['invoice "order 7"', 'words and phrases anywhere in the decoded message'],
	['from: to: cc: bcc:', 'who wrote it and who gets it'],
	['subject:hello', 'what it is about'],
	['id:', 'its id'],
	['header:X-Tag=blue', 'a header field with a value'],
	['has:attachment', 'files come with it'],
	['is:unread is:read', 'whether it has been read'],
	['before:2026-11-27', 'when it came; also after:, and times such as 2026-11-27T07:30Z'],
	['larger:20K smaller:5M', 'how large it is'],
	['-word -from:alice', 'a minus turns any of them round; all must hold'],
];

/** Tells of a `search` while somebody types. */
export class Search extends EventTarget {
	#timer = 0;

	constructor() {
		super();
		this.input = h('input', {
			type: 'search', id: 'query', placeholder: 'Search mail', 'aria-label': 'Search mail', autocomplete: 'off',
			spellcheck: 'false', enterkeyhint: 'search', 'aria-describedby': 'fault',
		});
		this.select = h(
			'select',
			{ 'aria-label': 'Kind of search', title: 'Kind of search' },
			...kinds.map(([value, name]) => h('option', { value }, name)),
		);
		this.clear = tool('close', 'Clear the search', '', () => this.set('', ''), { hidden: true });
		this.fault = h('div', { class: 'fault', id: 'fault', role: 'alert', hidden: true });
		this.form = h(
			'form',
			{ onsubmit: (event) => { event.preventDefault(); this.#tell(); } },
			icon('search'), this.input, this.clear,
			tool('help', 'How to search', '', () => this.explain()), this.select,
		);
		this.form.querySelector('.icon').classList.add('glass');
		this.input.addEventListener('input', () => this.#soon());
		// Whoever goes on to something else has typed to the end.
		this.input.addEventListener('blur', () => this.#timer && this.#tell());
		this.select.addEventListener('change', () => this.#tell());
		byId('search').append(this.form, this.fault);
	}

	/** Shows what is looked for, as another place says it. */
	show(query, kind) {
		if (document.activeElement !== this.input) this.input.value = query;
		this.select.value = kinds.some(([value]) => value === kind) ? kind : '';
		this.clear.hidden = this.input.value === '';
	}

	/** Looks for something else. */
	set(query, kind = this.select.value) {
		this.input.value = query;
		this.select.value = kind;
		this.#tell();
	}

	get query() {
		return this.input.value.trim();
	}

	focus() {
		this.input.focus();
		this.input.select();
	}

	/** Says what is wrong with the query, and where; nothing if `error` is null. */
	complain(error) {
		const isWrong = error !== null && error.status === 400;
		this.fault.hidden = !isWrong;
		this.form.toggleAttribute('data-invalid', isWrong);
		this.input.setAttribute('aria-invalid', String(isWrong));
		if (!isWrong) return;
		this.fault.replaceChildren(error.message);
		if (error.offset === undefined) return;
		const [before, after] = split(this.query, error.offset);
		this.fault.append(h('code', {}, before, h('mark', {}, after || ' ')));
	}

	explain() {
		const terms = syntax.flatMap(([term, meaning]) => [h('dt', {}, term), h('dd', {}, meaning)]);
		open({
			title: 'How to search',
			content: [
				h('dl', { class: 'syntax' }, ...terms),
				h('p', { class: 'hint' }, 'The other kinds are MailHog’s: a text anywhere, in the sender or in a recipient.'),
			],
		});
	}

	#soon() {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#tell(), pause);
	}

	#tell() {
		clearTimeout(this.#timer);
		this.#timer = 0;
		this.clear.hidden = this.input.value === '';
		this.dispatchEvent(new CustomEvent('search', { detail: { query: this.query, kind: this.select.value } }));
	}
}

/** Cuts a text at one of the bytes of its UTF-8. */
function split(text, offset) {
	const bytes = new TextEncoder().encode(text);
	const decoder = new TextDecoder();
	return [decoder.decode(bytes.slice(0, offset)), decoder.decode(bytes.slice(offset))];
}
