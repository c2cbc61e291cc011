// How much is unread, in the title and in the icon of the tab.

import { byId } from './dom.js';

const side = 64;
let shown = null;

/** Shows a number, and which message is open. */
export function showBadge(unread, subject) {
	const name = subject ? `${subject} · Hoglet` : 'Hoglet';
	const title = unread > 0 ? `(${unread}) ${name}` : name;
	if (document.title !== title) document.title = title;
	const text = unread > 999 ? '1k+' : unread > 0 ? String(unread) : '';
	if (text !== shown) draw(text);
	shown = text;
}

const own = byId('favicon').href;

async function draw(text) {
	const link = byId('favicon');
	if (text === '') {
		link.href = own;
		return;
	}
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [side, side];
	const context = canvas.getContext('2d');
	const image = new Image();
	image.src = own;
	await image.decode().catch(() => {});
	if (text !== shown) return;
	if (image.naturalWidth) context.drawImage(image, 0, 0, side, side);
	context.font = `bold ${text.length > 2 ? 26 : 34}px sans-serif`;
	const width = Math.max(36, context.measureText(text).width + 14);
	context.fillStyle = '#1b5fb4';
	context.beginPath();
	context.roundRect(side - width, side - 38, width, 38, 19);
	context.fill();
	context.fillStyle = '#fff';
	context.textAlign = 'center';
	context.textBaseline = 'middle';
	context.fillText(text, side - width / 2, side - 18);
	link.href = canvas.toDataURL('image/png');
}
