// Joins the parts of the page.

import { Actions } from './actions.js';
import { ask } from './api.js';
import { showBadge } from './badge.js';
import { isOpen } from './dialog.js';
import { byId, h, say, tool } from './dom.js';
import { current } from './htmlview.js';
import { openJim } from './jim.js';
import { explainKeys, watchKeys } from './keys.js';
import { List } from './list.js';
import { Live } from './live.js';
import { Mailbox } from './mailbox.js';
import { Navigation } from './navigation.js';
import { Notifier } from './notify.js';
import { openPreferences } from './preferences.js';
import { Reader } from './reader.js';
import { openRelease } from './release.js';
import { route } from './route.js';
import { Search } from './search.js';
import { Selection } from './selection.js';
import { settings } from './settings.js';
import { watchSplitter } from './splitter.js';

const mailbox = new Mailbox();
const selection = new Selection(mailbox);
const actions = new Actions(mailbox, selection);
const search = new Search();
const list = new List(mailbox, selection, actions);
const reader = new Reader(mailbox, actions);
const live = new Live();
const navigation = new Navigation({ mailbox, selection, rows: list.rows, route });
const notifier = new Notifier((id) => route.open(id));

/** What the server says of itself; nothing until it has. */
let server = null;

// The bar.
const state = h('button', { class: 'live', onclick: () => live.retry() }, h('span'));
const jim = tool('monkey', 'Jim, the chaos monkey', 'm', () => openJim(showJim), { class: 'tool optional' });
byId('tools').append(
	state, jim,
	tool('settings', 'Settings', ',', () => openPreferences(server)),
	tool('help', 'Keys', '?', explainKeys, { class: 'tool optional' }),
);

function showJim(isThere) {
	jim.setAttribute('aria-pressed', String(isThere));
}

function showState() {
	const words = { connecting: 'Connecting', live: 'Live', polling: 'Polling', offline: 'Offline' }[live.state];
	state.dataset.state = live.state;
	say(state.firstChild, words);
	state.title = live.state === 'offline' ? 'The connection is lost. It is tried again by and by, or now by a click.' : 'New mail shows up at once';
	state.setAttribute('aria-label', `Connection: ${words}`);
}

// What is looked for and what is open.
function follow() {
	search.show(route.query, route.kind);
	if (mailbox.query !== route.query || mailbox.kind !== route.kind || !isFollowing) {
		isFollowing = true;
		selection.clear();
		list.rows.element.scrollTop = 0;
		[list.rows.active, placed] = [-1, ''];
		mailbox.search(route.query, route.kind);
		live.follow(mailbox.parameters);
	}
	document.body.dataset.shows = route.id ? 'message' : 'list';
	list.rows.openID = route.id;
	reader.open(route.id);
	showPlace();
}
let isFollowing = false;
let placed = '';

/** Makes what is open the active one in the list, once: somebody may go on from there. */
function showPlace() {
	const index = route.id && route.id !== placed ? mailbox.indexOf(route.id) : -1;
	if (index >= 0) list.rows.activate(index);
	else list.rows.draw();
	if (index >= 0 || !route.id) placed = route.id;
	showTitle();
}

function showTitle() {
	showBadge(mailbox.unreadInAll, reader.message?.subject ?? '');
}

function close() {
	if (selection.count > 0) return selection.clear();
	route.open('');
	list.rows.element.focus({ preventScroll: true });
}

/** Deletes what is chosen, or else what is open, and goes on to the next. */
async function remove() {
	if (selection.count > 0) return actions.deleteChosen();
	const id = route.id || mailbox.at(list.rows.active)?.id;
	if (!id) return;
	const index = mailbox.indexOf(id);
	const after = index < 0 ? null : mailbox.at(index + 1) ?? mailbox.at(index - 1);
	if (!await actions.delete(id)) return;
	if (route.id === id) route.open(after?.id ?? '');
}

async function release() {
	const { id } = route;
	await reader.opening;
	if (reader.message && route.id === id && !isOpen()) openRelease(reader.message, server?.releaseServers ?? []);
}

function mark(read) {
	if (selection.count > 0) return actions.markChosen(read);
	if (route.id) actions.mark(route.id, read ? true : !reader.isRead);
}

route.addEventListener('change', follow);
search.addEventListener('search', ({ detail }) => route.search(detail.query, detail.kind));
list.addEventListener('filter', ({ detail }) => {
	const words = search.query.split(/\s+/).filter(Boolean);
	const others = words.filter((word) => word !== detail);
	search.set(detail === null ? '' : (others.length < words.length ? others : [...words, detail]).join(' '), '');
});
mailbox.addEventListener('change', () => { search.complain(mailbox.fault); showPlace(); });
mailbox.addEventListener('fault', () => search.complain(mailbox.fault));
mailbox.addEventListener('removed', ({ detail }) => { reader.gone(detail.id); showTitle(); });
mailbox.addEventListener('inserted', ({ detail }) => { notifier.tell(detail); navigation.arrived(detail); showTitle(); });
reader.addEventListener('shown', showPlace);
reader.addEventListener('back', close);
reader.addEventListener('next', () => navigation.step(1));
reader.addEventListener('previous', () => navigation.step(-1));
reader.addEventListener('delete', remove);
reader.addEventListener('release', release);
settings.addEventListener('change', () => list.rows.draw());

// What happens on the server.
live.addEventListener('state', showState);
for (const name of ['hello', 'reset']) live.addEventListener(name, () => { placed = ''; mailbox.reload(); });
live.addEventListener('lost', async () => {
	const isAnswered = await mailbox.reload();
	if (isAnswered !== undefined) live.polls(isAnswered);
});
live.addEventListener('stored', ({ detail }) => mailbox.stored(detail));
live.addEventListener('updated', ({ detail }) => mailbox.updated(detail));
live.addEventListener('deleted', ({ detail }) => mailbox.deleted(detail));
live.addEventListener('cleared', () => { mailbox.cleared(); selection.clear(); reader.allGone(); });

watchSplitter();
watchKeys({
	next: () => navigation.step(1),
	previous: () => navigation.step(-1),
	open: () => navigation.open(Math.max(list.rows.active, 0)),
	first: () => navigation.to(0),
	last: () => navigation.to(mailbox.total - 1),
	pageDown: () => navigation.page(1),
	pageUp: () => navigation.page(-1),
	back: close,
	search: () => search.focus(),
	choose: () => navigation.choose(list.rows.active),
	extendDown: () => navigation.extend(list.rows.active + 1),
	extendUp: () => navigation.extend(list.rows.active - 1),
	all: () => selection.all(),
	read: () => mark(true),
	unread: () => mark(false),
	delete: remove,
	deleteAll: () => actions.deleteListed(),
	view: (event) => reader.tabs.choose(Number(event.key) - 1),
	width: () => current.nextWidth(),
	shade: () => current.nextShade(),
	remote: () => current.loadRemote(),
	download: () => route.id && actions.download(route.id),
	release,
	link: () => route.id && actions.copyLink(route.id),
	curl: () => route.id && actions.copyCommand(route.id),
	settings: () => openPreferences(server),
	jim: () => openJim(showJim),
	help: explainKeys,
});

showState();
follow();
ask('GET', 'api/v3/settings').then((answer) => {
	server = answer;
	list.sends = answer.smtp?.address;
	showJim(answer.jim);
}, () => {});
