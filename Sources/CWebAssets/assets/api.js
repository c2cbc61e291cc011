// The server's API, wherever it is.

const host = document.querySelector('meta[name="api-host"]');

/** What stands before every path. */
const base = host ? `${host.content}/` : '';

/** What the server says when it does not do what it was asked. */
class APIError extends Error {
	/** @param {number} status 0 if there was no answer. */
	constructor(status, message, offset) {
		super(message);
		this.status = status;
		this.offset = offset;
	}
}

/** The address of a path, whose parameters are left out where they say nothing. */
export function address(path, parameters = {}) {
	const said = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
	const query = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
	return base + path + (query ? `?${query}` : '');
}

/** The same, to be given to others. */
export const fullAddress = (path) => new URL(address(path), document.baseURI).href;

export const messages = 'api/v3/messages';
export const messagePath = (id) => `${messages}/${encodeURIComponent(id)}`;

/** Where the content of a part or of a file within a text is. */
export const partPath = (id, part, file) =>
	`${messagePath(id)}/parts/${part}${file === null || file === undefined ? '' : `/files/${file}`}`;

/** Asks the server, and returns its answer if that is a good one. */
export async function send(method, path, { parameters, body, signal } = {}) {
	const options = { method, signal };
	if (body !== undefined) {
		options.headers = { 'Content-Type': 'application/json' };
		options.body = JSON.stringify(body);
	}
	let response;
	try {
		response = await fetch(address(path, parameters), options);
	} catch (error) {
		if (error.name === 'AbortError') throw error;
		throw new APIError(0, host ? `${host.content} cannot be reached from here` : 'the server cannot be reached');
	}
	if (!response.ok) throw await failure(response);
	return response;
}

/** Asks for JSON; null where there is no content. */
export async function ask(method, path, options) {
	const response = await send(method, path, options);
	const text = await response.text();
	return text === '' ? null : JSON.parse(text);
}

async function failure(response) {
	const text = await response.text().catch(() => '');
	let error;
	try {
		error = JSON.parse(text);
	} catch {
		error = {};
	}
	const said = typeof error.error === 'object' ? error.error : { message: error.error, offset: error.offset };
	return new APIError(response.status, said?.message || text.trim().slice(0, 300) || `status ${response.status}`, said?.offset);
}
