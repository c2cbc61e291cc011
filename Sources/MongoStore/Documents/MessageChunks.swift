package import Bytes
package import MailStore

/// A message that no document can hold, in pieces of which each is one.
///
/// The pieces put together are a document with all that `StoredMessage` has but its data, and behind it the data.
package enum MessageChunks {
  /// Bytes of a message in one piece.
  package static let size = 4 * 1024 * 1024

  /// How many pieces `message` makes.
  package static func count(of message: StoredMessage) -> Int {
    (envelope(of: message).count + size - 1) / size + (message.data.count + size - 1) / size
  }

  /// The names of the pieces of a message, in their order.
  package static func names(of stamp: Stamp, count: Int) -> [String] { (0..<count).map { "\(stamp)/\($0)" } }

  /// The deed of which a piece is; nil if it has no such name.
  package static func stamp(ofPiece name: String) -> Stamp? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let number = Int64(parts[1]), Int(parts[2]) != nil else { return nil }
    return Stamp(origin: String(parts[0]), number: number)
  }

  /// Calls `body` with each piece as a document, one after the other.
  package static func forEach<Failure: Error>(
    of message: StoredMessage,
    stamp: Stamp,
    _ body: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var index = 0
    for bytes in [envelope(of: message), message.data] {
      for start in stride(from: 0, to: bytes.count, by: size) {
        let piece = bytes.span.extracting(start..<min(start + size, bytes.count))
        var writer = BSONWriter(capacity: piece.count + 256)
        writer.document { writer in
          writer.string("_id", "\(stamp)/\(index)")
          writer.binary("data", piece)
        }
        index += 1
        try body(writer.bytes)
      }
    }
  }

  /// Puts pieces together that were read in order; nil if they are not all of a message.
  package static func message(of pieces: [[UInt8]], created: Timestamp) -> StoredMessage? {
    var assembly = ChunkAssembly(count: pieces.count)
    for piece in pieces { assembly.add(piece) }
    return assembly.message(created: created, isRead: false)
  }

  /// The message that has `data` and all that `head` says.
  static func message(
    of head: BSONDocument,
    data: [UInt8],
    created: Timestamp,
    isRead: Bool
  ) -> StoredMessage? {
    guard let id = head["id"]?.bytes, let from = head["from"]?.array.flatMap({ path($0) }) else { return nil }
    let recipients = (head["to"]?.array ?? []).compactMap { $0.array.flatMap { path($0) } }
    return StoredMessage(
      id: MessageID(ByteString(id)),
      envelope: Envelope(
        helo: ByteString(head["helo"]?.bytes ?? []),
        sender: from,
        recipients: recipients
      ),
      data: data,
      lacksFinalLineBreak: head["complete"] == nil,
      created: created,
      isRead: isRead
    )
  }

  private static func path(_ values: [BSONValue]) -> Envelope.Path? {
    guard values.count == 2, let address = values[0].bytes, let parameters = values[1].bytes else {
      return nil
    }
    return Envelope.Path(ByteString(address), parameters: ByteString(parameters))
  }

  private static func envelope(of message: StoredMessage) -> [UInt8] {
    let envelope = message.envelope
    return BSONWriter.document { writer in
      writer.binary("id", message.id.text.bytes)
      writer.binary("helo", envelope.helo.bytes)
      writer.array("from") { write(envelope.sender, into: &$0) }
      writer.array("to") { writer in
        for (index, recipient) in envelope.recipients.enumerated() {
          writer.array(.index(index)) { write(recipient, into: &$0) }
        }
      }
      if !message.lacksFinalLineBreak { writer.bool("complete", true) }
    }
  }

  private static func write(_ path: Envelope.Path, into writer: inout BSONWriter) {
    writer.binary(.index(0), path.address.bytes)
    writer.binary(.index(1), path.parameters.bytes)
  }
}
