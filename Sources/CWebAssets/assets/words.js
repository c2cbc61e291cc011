// Times, sizes and numbers in words.

import { settings } from './settings.js';

const number = new Intl.NumberFormat('en');
const near = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' });
const far = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const whole = new Intl.DateTimeFormat(undefined, {
	weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short',
});

export const count = (value) => number.format(value);

/** `3 messages`, `1 message`. */
export const some = (value, noun) => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

export function size(bytes) {
	if (bytes === null || bytes === undefined) return '';
	if (bytes < 1000) return `${bytes} B`;
	const [value, unit] = bytes < 999_500 ? [bytes / 1e3, 'KB'] : [bytes / 1e6, 'MB'];
	return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

const steps = [[60, 1, 'second'], [3600, 60, 'minute'], [86_400, 3600, 'hour'], [7 * 86_400, 86_400, 'day']];

/** `5 min. ago`; a date where that is a week or more. */
export function relative(date, style = far) {
	const seconds = Math.round((date - Date.now()) / 1000);
	const past = Math.abs(seconds);
	if (past < 10) return 'now';
	const step = steps.find(([limit]) => past < limit);
	return step ? style.format(Math.trunc(seconds / step[1]), step[2]) : dayOfYear.format(date);
}

/** All that is known of a time. */
export const exact = (date) => whole.format(date);

/** The time as a list has it, in the form that the reader has chosen. */
export function short(date) {
	if (settings.get('times') === 'relative') return relative(date, near);
	const today = new Date();
	if (date.toDateString() === today.toDateString()) return clockWithSeconds.format(date);
	return date.getFullYear() === today.getFullYear()
		? `${day.format(date)}, ${clock.format(date)}` : dayOfYear.format(date);
}

/** What somebody is called, or else the address. */
export const who = (mailbox) => mailbox.name || mailbox.address;

/** `unknownEncoding` as words. */
export const words = (name) => name.replace(/([A-Z])/g, ' $1').toLowerCase();
