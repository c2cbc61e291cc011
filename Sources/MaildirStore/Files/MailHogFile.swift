internal import Bytes
package import MailStore

/// A message as MailHog writes it to a file: the envelope in lines of its own, an empty line, and what was received.
package struct MailHogFile: Equatable, Sendable {
  /// What every such file begins with.
  static let beginning: StaticString = "HELO:<"

  /// Who sent it to whom; the file has no parameters.
  package let envelope: Envelope
  /// Where in the file the message begins.
  package let start: Int

  /// Reads what stands in front of the message.
  ///
  /// - Returns: Nil if this is no such file, or not all of the head.
  package init?(reading bytes: Span<UInt8>) {
    var lines = Lines()
    guard let first = lines.next(in: bytes),
      let helo = Self.value(of: bytes.extracting(first), named: Self.beginning)
    else { return nil }
    var sender: ByteString?
    var recipients: [Envelope.Path] = []
    while let range = lines.next(in: bytes) {
      let line = bytes.extracting(range)
      if line.isEmpty {
        envelope = Envelope(helo: helo, sender: Envelope.Path(sender ?? ""), recipients: recipients)
        start = lines.position
        return
      }
      if let value = Self.value(of: line, named: "FROM:<") {
        guard sender == nil else { return nil }
        sender = value
      } else if let value = Self.value(of: line, named: "TO:<") {
        recipients.append(Envelope.Path(value))
      } else {
        return nil
      }
    }
    return nil
  }

  /// What stands in front of a message of this envelope.
  ///
  /// A line feed in a name or an address, which would end the line, is written as a space.
  package static func head(of envelope: Envelope) -> [UInt8] {
    var head = ByteBuffer(capacity: 64 + envelope.helo.count + 48 * envelope.recipients.count)
    head.append(beginning)
    head.append(line: envelope.helo)
    head.append("FROM:<")
    head.append(line: envelope.sender.address)
    for recipient in envelope.recipients {
      head.append("TO:<")
      head.append(line: recipient.address)
    }
    head.append("\r\n")
    return head.take()
  }

  /// Whether `head` says all of `envelope`.
  package static func holds(_ envelope: Envelope) -> Bool {
    func isPlain(_ path: Envelope.Path) -> Bool { path.parameters.isEmpty && isOneLine(path.address) }
    return isOneLine(envelope.helo) && isPlain(envelope.sender) && envelope.recipients.allSatisfy(isPlain)
  }

  private static func isOneLine(_ text: ByteString) -> Bool {
    Scan.firstIndex(of: ASCII.lineFeed, in: text.bytes.span) == nil
  }

  /// Lines that end with LF, the CR before it left out.
  private struct Lines {
    private(set) var position = 0

    mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
      guard let end = Scan.firstIndex(of: ASCII.lineFeed, in: bytes, from: position) else { return nil }
      let start = position
      position = end + 1
      return start..<(end > start && bytes[end - 1] == ASCII.carriageReturn ? end - 1 : end)
    }
  }

  /// What stands between `name` and the `>` that ends the line, or nil if it is another line.
  private static func value(of line: Span<UInt8>, named name: StaticString) -> ByteString? {
    let start = name.utf8CodeUnitCount
    guard Scan.hasPrefix(line, name), line.count > start, line[line.count - 1] == UInt8(ascii: ">") else {
      return nil
    }
    return ByteString(copying: line.extracting(start..<line.count - 1))
  }
}

extension ByteBuffer {
  fileprivate mutating func append(line text: ByteString) {
    for byte in text.bytes { append(byte == ASCII.lineFeed ? ASCII.space : byte) }
    append(">\r\n")
  }
}
