// What can be done with messages.

import { address, ask, fullAddress, messagePath, messages } from './api.js';
import { confirm } from './dialog.js';
import { route } from './route.js';
import { attempt, copy, toast } from './toast.js';
import { some } from './words.js';

/** As many ids as the server takes at once. */
const most = 10_000;

/** Deletes, marks and hands on messages; the mailbox shows it at once, and the server's events come after. */
export class Actions {
	#last = Promise.resolve();

	constructor(mailbox, selection) {
		[this.mailbox, this.selection] = [mailbox, selection];
	}

	/** One after the other: the server need not do things in the order in which it is asked. */
	#attempt(what, work) {
		const done = this.#last.then(() => attempt(what, work));
		this.#last = done;
		return done;
	}

	/** Marks one message. */
	async mark(id, read) {
		this.mailbox.updated({ id, read });
		if (!await this.#attempt('Not marked', () => ask('PATCH', messagePath(id), { body: { read } }).catch(unlessGone))) this.mailbox.updated({ id, read: !read });
	}

	/** Marks what is chosen. */
	async markChosen(read) {
		if (this.selection.isAll) return this.markListed(read);
		const { ids } = this.selection;
		const done = await this.#attempt('Not marked', () => inPieces(ids, (some) => ask('PATCH', messages, { body: { read, ids: some } })));
		if (!done) return;
		for (const id of ids) this.mailbox.updated({ id, read });
		toast(`${some(ids.length, 'message')} marked ${read ? 'read' : 'unread'}`);
	}

	/** Marks all that are listed, also those that nobody has looked at. */
	async markListed(read) {
		const { listed: parameters } = this.mailbox;
		const done = await this.#attempt('Not marked', () => ask('PATCH', messages, { parameters, body: { read } }));
		if (!done) return;
		if (parameters === this.mailbox.listed) this.mailbox.markAll(read);
		toast(`All marked ${read ? 'read' : 'unread'}`);
	}

	/** Deletes one message. */
	async delete(id) {
		const done = await this.#attempt('Not deleted', () => ask('DELETE', messagePath(id)).catch(unlessGone));
		if (done) this.mailbox.deleted({ id });
		return done;
	}

	/** Deletes what is chosen. */
	async deleteChosen() {
		if (this.selection.isAll) return this.deleteListed();
		const { ids } = this.selection;
		const isSure = ids.length < 10 || await confirm({
			title: `Delete ${some(ids.length, 'message')}?`,
			text: 'They are gone for everybody who uses this server, and cannot be brought back.',
			action: 'Delete',
		});
		if (!isSure) return;
		const done = await this.#attempt('Not deleted', () => inPieces(ids, (some) => ask('DELETE', messages, { body: { ids: some } })));
		if (!done) return;
		this.selection.remove(ids);
		for (const id of ids) this.mailbox.deleted({ id });
		toast(`${some(ids.length, 'message')} deleted`);
	}

	/** Deletes all that are listed, once the reader is sure. */
	async deleteListed() {
		const { listed: parameters, total } = this.mailbox;
		if (total === 0) return;
		const isSure = await confirm({
			title: parameters.query ? `Delete the ${some(total, 'message')} found?` : `Delete all ${some(total, 'message')}?`,
			text: 'They are gone for everybody who uses this server, and cannot be brought back.',
			action: parameters.query ? 'Delete what was found' : 'Delete all',
		});
		if (!isSure) return;
		const done = await this.#attempt('Not deleted', () => ask('DELETE', messages, { parameters }));
		if (!done) return;
		this.selection.clear();
		toast('Deleted');
		// What has come since is not deleted.
		await this.mailbox.reload();
	}

	/** Saves a message as it was received. */
	download(id) {
		const link = document.createElement('a');
		link.href = address(`${messagePath(id)}/raw`);
		link.download = `${id}.eml`;
		link.click();
	}

	copyLink(id) {
		return copy(new URL(route.to(id), document.baseURI).href, 'Link');
	}

	copyID(id) {
		return copy(id, 'Id');
	}

	/** A command that gets the message as it was received. */
	copyCommand(id) {
		return copy(`curl --fail --silent --show-error '${fullAddress(`${messagePath(id)}/raw`).replaceAll("'", '%27')}'`, 'Command');
	}
}

async function inPieces(ids, work) {
	for (let start = 0; start < ids.length; start += most) await work(ids.slice(start, start + most));
}

/** Somebody was faster. */
function unlessGone(error) {
	if (error.status !== 404) throw error;
}
