// Sending a caught message on.

import { ask, messagePath } from './api.js';
import { choice, field, open, toggle } from './dialog.js';
import { button, h } from './dom.js';
import { toast } from './toast.js';

const other = '';

/** Asks where a message is to go, and sends it there. */
export function openRelease(message, servers) {
	const to = field('To, with commas between them', { value: message.envelope.to.join(', '), required: true, name: 'to', autofocus: true });
	const host = field('Host', { name: 'host', placeholder: 'mail.example.com' });
	const port = field('Port', { name: 'port', value: '25', inputmode: 'numeric', pattern: '[0-9]+' });
	const username = field('User name', { name: 'username', autocomplete: 'username' });
	const password = field('Password', { name: 'password', type: 'password', autocomplete: 'current-password' });
	const mechanism = choice('Mechanism', [['PLAIN', 'PLAIN'], ['LOGIN', 'LOGIN'], ['CRAM-MD5', 'CRAM-MD5']], 'PLAIN');
	const insecure = toggle('Take any certificate', false);
	const own = h(
		'fieldset',
		{},
		h('legend', {}, 'Server'),
		h('div', { class: 'pair' }, host.element, port.element),
		h('div', { class: 'pair' }, username.element, password.element, mechanism.element),
		insecure.element,
	);
	const server = choice('Server', [...servers.map((name) => [name, name]), [other, 'Another…']], servers[0] ?? other, show);
	const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
	const go = h('button', { type: 'submit', class: 'button main', form: 'release' }, 'Release');
	const form = h(
		'form',
		{ id: 'release', class: 'stack', novalidate: true, onsubmit: (event) => { event.preventDefault(); submit(); } },
		h('p', { class: 'quiet' }, 'The message leaves the catcher and is delivered to real people.'),
		to.element, servers.length > 0 && server.element, own, problem,
	);
	const dialog = open({
		title: 'Release this message',
		content: [form],
		buttons: [button('Cancel', () => dialog.close()), go],
	});
	show();

	function show() {
		own.hidden = server.input.value !== other;
	}

	function order() {
		const recipients = to.input.value.split(/[\s,;]+/).filter(Boolean);
		if (server.input.value !== other) return { to: recipients, server: server.input.value };
		const body = { to: recipients, host: host.input.value.trim(), port: Number(port.input.value) };
		if (username.input.value) Object.assign(body, { username: username.input.value, password: password.input.value, mechanism: mechanism.input.value });
		if (insecure.input.checked) body.insecure = true;
		return body;
	}

	function complain(text) {
		problem.textContent = text;
		problem.hidden = false;
	}

	async function submit() {
		problem.hidden = true;
		const body = order();
		if (body.to.length === 0) return complain('Nobody would get it: say to whom.');
		if (body.server === undefined && !body.host) return complain('Say to which server.');
		[go.disabled, go.textContent] = [true, 'Releasing…'];
		try {
			await ask('POST', `${messagePath(message.id)}/release`, { body });
			dialog.close();
			toast(`Released to ${body.to.join(', ')}`);
		} catch (error) {
			if (dialog.open) complain(error.message);
			else toast(`Not released: ${error.message}`, 'error');
		} finally {
			[go.disabled, go.textContent] = [false, 'Release'];
		}
	}
}
