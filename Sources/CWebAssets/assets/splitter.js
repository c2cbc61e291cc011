// The line between list and message, which can be moved.

import { byId } from './dom.js';
import { settings } from './settings.js';

const narrowest = 280;

export function watchSplitter() {
	const element = byId('splitter');
	const widest = () => Math.max(narrowest, innerWidth * 0.6);
	const move = (width) => {
		settings.set('listWidth', Math.round(Math.min(Math.max(width, narrowest), widest())));
		tell();
	};
	const tell = () => {
		element.setAttribute('aria-valuenow', settings.get('listWidth'));
		element.setAttribute('aria-valuemin', narrowest);
		element.setAttribute('aria-valuemax', Math.round(widest()));
	};
	element.addEventListener('pointerdown', (event) => {
		element.setPointerCapture(event.pointerId);
		element.toggleAttribute('data-moving', true);
	});
	element.addEventListener('pointermove', (event) => {
		if (element.hasPointerCapture(event.pointerId)) move(event.clientX);
	});
	element.addEventListener('lostpointercapture', () => element.toggleAttribute('data-moving', false));
	element.addEventListener('dblclick', () => move(380));
	element.addEventListener('keydown', (event) => {
		const step = { ArrowLeft: -20, ArrowRight: 20, Home: -1e6, End: 1e6 }[event.key];
		if (!step) return;
		event.preventDefault();
		event.stopPropagation();
		move(settings.get('listWidth') + step);
	});
	tell();
}
