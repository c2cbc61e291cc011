package import Bytes
internal import MailHogView
package import MailStore

/// Writes a message as MailHog writes it, and behind that what MailHog does not know.
///
/// Text that is not UTF-8 is written twice: with U+FFFD for MailHog, and as it came under our own key.
package struct MessageEncoder {
  /// How much of a message its document holds.
  package enum Form: CaseIterable, Sendable {
    /// All that MailHog reads.
    case whole
    /// All but body and parts, which MailHog repeats: they stand in the raw data still.
    case lean
    /// As `lean`, and no header either: for servers that refuse a header's name as that of a field.
    case bare
    /// Neither data nor headers, and recipients only if they are few; the message itself is in chunks.
    case chunked
    /// As `chunked`, with nothing whose length the sender chose.
    case stub
  }

  /// The largest document, in bytes: a server takes 16 MB, and needs some of it.
  package static let sizeLimit = 15 * 1024 * 1024

  private let message: StoredMessage
  private let stamp: Stamp
  private let content: Content

  package init(_ message: StoredMessage, stamp: Stamp) {
    (self.message, self.stamp) = (message, stamp)
    content = Content(of: message)
  }

  /// The document in the fullest form that fits, at least as plain as `form`, and which form that is.
  package func document(from form: Form = .whole) -> (bytes: [UInt8], form: Form) {
    for candidate in Form.allCases.drop(while: { $0 != form }) {
      // Sparing what cannot fit: no text becomes shorter by being made UTF-8.
      if candidate == .whole && message.data.count > Self.sizeLimit / 2 { continue }
      if (candidate == .lean || candidate == .bare) && message.data.count > Self.sizeLimit { continue }
      let room = Self.needsChunks(candidate) ? 0 : message.data.count * 3
      var writer = BSONWriter(capacity: room + 2_048)
      let isComplete = write(candidate, into: &writer)
      if candidate == .stub || (isComplete && writer.bytes.count <= Self.sizeLimit) {
        return (writer.bytes, candidate)
      }
    }
    preconditionFailure("a stub always fits")
  }

  /// Whether the chunks have to be there for a document of this form to be a message.
  package static func needsChunks(_ form: Form) -> Bool { form == .chunked || form == .stub }

  private func write(_ form: Form, into writer: inout BSONWriter) -> Bool {
    let data = message.data
    let hasEnvelope = form != .stub
    let hasHeaders = form == .whole || form == .lean || form == .chunked
    let hasData = form == .whole || form == .lean || form == .bare
    var isComplete = true
    writer.document { writer in
      DocumentName.write(message.id, into: &writer)
      writer.string("id", lossy: message.id.text.bytes)
      write(paths: hasEnvelope, into: &writer)
      writer.document("content") { writer in
        write(headers: hasHeaders ? content.headers : [], into: &writer)
        let body = form == .whole ? content.body : 0..<0
        writer.string("body", lossy: data.span.extracting(body))
        writer.int32("size", Int32(clamping: content.size))
        writer.null("mime")
      }
      writer.date("created", message.created.milliseconds)
      isComplete = write(parts: form == .whole ? content.multipart : nil, into: &writer)
      write(raw: hasEnvelope, data: hasData ? data.indices : 0..<0, into: &writer)
      writeOwn(form, into: &writer)
    }
    return isComplete
  }
}

// MARK: - What MailHog reads

extension MessageEncoder {
  private func write(paths hasEnvelope: Bool, into writer: inout BSONWriter) {
    let envelope = message.envelope
    writer.document("from") { Self.write(hasEnvelope ? envelope.sender.address : "", into: &$0) }
    writer.array("to") { writer in
      guard hasEnvelope else { return }
      for (index, recipient) in envelope.recipients.enumerated() {
        writer.document(.index(index)) { Self.write(recipient.address, into: &$0) }
      }
    }
  }

  private static func write(_ address: ByteString, into writer: inout BSONWriter) {
    let path = MailPath(address)
    writer.array("relays") { writer in
      for (index, relay) in path.relays.enumerated() { writer.string(.index(index), lossy: relay.bytes) }
    }
    writer.string("mailbox", lossy: path.mailbox.bytes)
    writer.string("domain", lossy: path.domain.bytes)
    writer.string("params", "")
  }

  private func write(headers: [HeaderField], into writer: inout BSONWriter) {
    let data = message.data
    var names: Set<ByteString> = []
    writer.document("headers") { writer in
      for header in headers {
        let name = Self.fieldName(header.name(in: data.span))
        // Two that differ only in what is not text have become one.
        guard names.insert(name).inserted else { continue }
        writer.array(.text(name)) { writer in
          for (index, value) in header.values(in: data.span).enumerated() {
            writer.string(.index(index), lossy: value.bytes)
          }
        }
      }
    }
  }

  /// A header's name as that of a field, which ends at a zero byte and is UTF-8.
  package static func fieldName(_ name: ByteString) -> ByteString {
    guard !name.bytes.isUTF8 || name.bytes.contains(0) else { return name }
    return ByteString(String(name.description.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
  }

  /// Writes the tree of parts and says whether it fits.
  private func write(parts multipart: Multipart?, into writer: inout BSONWriter) -> Bool {
    guard let multipart else {
      writer.null("mime")
      return true
    }
    var walk = PartWalk(through: multipart)
    var isComplete = true
    writer.document("mime") { writer in
      writer.array("parts") { write(partsOf: &walk, into: &$0, isComplete: &isComplete) }
    }
    return isComplete
  }

  /// Writes the parts of one multipart, up to its end.
  private func write(partsOf walk: inout PartWalk, into writer: inout BSONWriter, isComplete: inout Bool) {
    let data = message.data
    while let step = walk.next(in: data.span) {
      guard case .part(let part, let index, let isOpened) = step else { return }
      guard writer.bytes.count + part.size <= Self.sizeLimit else {
        isComplete = false
        return
      }
      writer.document(.index(index)) { writer in
        write(headers: part.headers, into: &writer)
        writer.string("body", lossy: data.span.extracting(part.body))
        writer.int32("size", Int32(clamping: part.size))
        if isOpened {
          writer.document("mime") { writer in
            writer.array("parts") { write(partsOf: &walk, into: &$0, isComplete: &isComplete) }
          }
        } else {
          writer.null("mime")
        }
      }
      if !isComplete { return }
    }
  }

  private func write(raw hasEnvelope: Bool, data: Range<Int>, into writer: inout BSONWriter) {
    let (envelope, bytes) = (message.envelope, message.data)
    writer.document("raw") { writer in
      writer.string("from", lossy: (hasEnvelope ? envelope.sender.address : "").bytes)
      writer.array("to") { writer in
        guard hasEnvelope else { return }
        for (index, recipient) in envelope.recipients.enumerated() {
          writer.string(.index(index), lossy: recipient.address.bytes)
        }
      }
      writer.string("data", lossy: bytes.span.extracting(data))
      writer.string("helo", lossy: (hasEnvelope ? envelope.helo : "").bytes)
    }
  }
}

// MARK: - What is ours

extension MessageEncoder {
  private func writeOwn(_ form: Form, into writer: inout BSONWriter) {
    writer.document("hoglet") { writer in
      writer.string("origin", stamp.origin)
      writer.int64("n", stamp.number)
      writer.int32("nanos", Int32(clamping: message.created.nanosecondsInMillisecond))
      if message.created.utcOffset != 0 { writer.int32("zone", message.created.utcOffset) }
      if !message.lacksFinalLineBreak { writer.bool("complete", true) }
      switch form {
      case .whole, .lean, .bare:
        if !message.mayReadDifferently { writer.string("find", lossy: SearchableText.of(message)) }
        ExactEnvelope.write(message, into: &writer)
      case .chunked, .stub:
        writer.int32("chunks", Int32(clamping: MessageChunks.count(of: message)))
      }
    }
  }
}
