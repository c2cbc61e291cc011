import Bytes

extension ByteBuffer {
  /// Adds a mailbox with its name, as a field has it.
  mutating func append(mailbox: Mailbox) {
    guard !mailbox.name.isEmpty else {
      append(addressOf: mailbox)
      return
    }
    append(phrase: mailbox.name)
    append(" <")
    append(addressOf: mailbox)
    append(">")
  }

  /// Adds `local@domain`.
  mutating func append(addressOf mailbox: Mailbox) {
    let local = mailbox.localPart.bytes
    if AddressCharacters.isDotAtom(local) { append(contentsOf: local) } else { append(quoted: local) }
    if !mailbox.domain.isEmpty {
      append("@")
      append(contentsOf: mailbox.domain)
    }
  }

  /// Adds a name; one that would read as something else is quoted, or encoded where quotation marks do not help.
  mutating func append(phrase name: ByteString) {
    let mark: StaticString = "=?"
    let holdsMark = mark.withUTF8Buffer { mark in
      unsafe Scan.firstRange(of: Span(_unsafeElements: mark), in: name.bytes.span) != nil
    }
    if holdsMark {
      append("=?utf-8?B?")
      append(contentsOf: Base64.encode(name.bytes.span))
      append("?=")
    } else if name.bytes.allSatisfy({ AddressCharacters.isAtom($0) || $0 == ASCII.space }), !name.isEmpty,
      name.bytes.first != ASCII.space, name.bytes.last != ASCII.space, !Self.holdsDoubleSpace(name.bytes)
    {
      append(contentsOf: name)
    } else {
      append(quoted: name.bytes)
    }
  }

  private static func holdsDoubleSpace(_ text: [UInt8]) -> Bool {
    zip(text, text.dropFirst()).contains { $0 == ASCII.space && $1 == ASCII.space }
  }

  private mutating func append(quoted text: [UInt8]) {
    append("\"")
    for byte in text {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { append("\\") }
      append(byte)
    }
    append("\"")
  }
}
