// Jim, the chaos monkey.

import { ask } from './api.js';
import { isOpen, open, toggle } from './dialog.js';
import { button, h } from './dom.js';
import { attempt } from './toast.js';

const path = 'api/v2/jim';

/** What he can be told: chances from 0 to 1, and bytes per second. */
const chances = [
	['AcceptChance', 'Accept a connection'],
	['DisconnectChance', 'Hang up at a command'],
	['LinkSpeedAffect', 'Slow a connection down'],
	['RejectSenderChance', 'Reject a sender'],
	['RejectRecipientChance', 'Reject a recipient'],
	['RejectAuthChance', 'Reject a login'],
];
const speeds = [['LinkSpeedMin', 'Slowest, bytes/s'], ['LinkSpeedMax', 'Fastest, bytes/s']];

/** How he is; null while he is not there. */
async function getJim() {
	const { jim } = await ask('GET', 'api/v3/settings');
	return jim ? ask('GET', path) : null;
}

/** Shows the panel; `onchange` is told whether he is there. */
export async function openJim(onchange) {
	let state;
	if (!await attempt('Jim does not answer', async () => { state = await getJim(); }) || isOpen()) return;
	const inputs = new Map();
	const settings = h('fieldset', {}, h('legend', {}, 'How likely each is'), ...chances.map((entry) => slider(entry, inputs)), h('div', { class: 'pair' }, ...speeds.map((entry) => number(entry, inputs))));
	const presence = toggle('Jim is here', state !== null, (wanted) => attempt('Not done', async () => {
		await ask(wanted ? 'POST' : 'DELETE', path);
		show(await getJim());
	}));
	const save = h('button', { class: 'button main', onclick: () => attempt('Not saved', async () => {
		await ask('PUT', path, { body: Object.fromEntries([...inputs].map(([name, input]) => [name, Number(input.value)])) });
		dialog.close();
	}) }, 'Save');
	const dialog = open({
		title: 'Jim, the chaos monkey',
		content: [h('p', { class: 'quiet' }, 'He makes SMTP fail now and then, so that you see how your application takes it.'), presence.element, settings],
		buttons: [button('Close', () => dialog.close()), save],
	});
	show(state);

	function show(now) {
		presence.input.checked = now !== null;
		[settings.hidden, save.hidden] = [now === null, now === null];
		for (const [name, input] of inputs) {
			if (now) input.value = now[name];
			input.dispatchEvent(new Event('input'));
		}
		onchange(now !== null);
	}
}

function slider([name, label], inputs) {
	const output = h('output', { class: 'quiet mono' });
	const input = h('input', { type: 'range', min: 0, max: 1, step: 'any', name, 'aria-label': label, oninput: () => {
		output.textContent = `${Math.round(input.value * 1000) / 10} %`;
	} });
	inputs.set(name, input);
	return h('div', { class: 'choices' }, h('label', { class: 'field' }, h('span', {}, label), input), output);
}

function number([name, label], inputs) {
	const input = h('input', { class: 'input', type: 'number', min: 0, step: 1, name });
	inputs.set(name, input);
	return h('label', { class: 'field' }, h('span', {}, label), input);
}
