// What the lines of a message are.

/**
 * Reads the source of a message line by line, and says of each what it is: a field of a header, a boundary, encoded
 * content, markup or text.
 */
export class Highlighter {
	#isInHeader = true;
	#boundaries = new Set();
	#wasField = false;
	#isMarkup = false;
	#isCoded = false;

	/** The pieces of a line: pairs of a class, empty for none, and a text. */
	line(text) {
		if (text.startsWith('--') && this.#boundaries.has(text.replace(/(--)?\s*$/, ''))) {
			[this.#isInHeader, this.#wasField, this.#isMarkup, this.#isCoded] = [!/--\s*$/.test(text.slice(2)), false, false, false];
			return [['edge', text]];
		}
		return this.#isInHeader ? this.#field(text) : this.#body(text);
	}

	#field(text) {
		if (text === '') {
			this.#isInHeader = false;
			return [['', '']];
		}
		const match = /^([!-9;-~]+)(:)(.*)$/s.exec(text);
		if (match) {
			this.#wasField = true;
			this.#note(text);
			return [['name', match[1] + match[2]], ['', match[3]]];
		}
		if (this.#wasField && /^[ \t]/.test(text)) this.#note(text);
		return [['', text]];
	}

	/** What a field says of the lines to come. */
	#note(text) {
		const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(text);
		if (boundary && this.#boundaries.size < 1000) this.#boundaries.add(`--${boundary[1] ?? boundary[2]}`);
		if (/^content-type:\s*text\/html/i.test(text)) this.#isMarkup = true;
		// A message within this one begins with a header of its own.
		if (/^content-transfer-encoding:\s*base64/i.test(text)) this.#isCoded = true;
	}

	#body(text) {
		if (this.#isCoded) return [['coded', text]];
		if (this.#isMarkup) return tagged(text);
		if (text.startsWith('>')) return [['quoted', text]];
		return [['', text]];
	}
}

/** Tags and what is between them. */
function tagged(text) {
	return text.split(/(<[^<>]*>?)/).filter((piece) => piece !== '').map((piece) => [piece.startsWith('<') ? 'tagged' : '', piece]);
}
