internal import Bytes
internal import MailStore

/// One entry of the index as it stands in the file: its length, a checksum, and the facts of a message.
///
/// Numbers are big-endian. A record that was not written whole, or not at all, has the wrong checksum.
package enum IndexRecord {
  /// What stands in front of the facts, in bytes: their length (4) and their checksum (8).
  package static let headSize = 12
  /// More than the facts of any message take, in bytes: a longer record is damage.
  package static let largest = 256 << 20

  private static let version: UInt8 = 1
  private static let lacksFinalLineBreak: UInt8 = 1
  private static let hasEnvelope: UInt8 = 2

  /// The record of `facts`.
  package static func bytes(of facts: MessageFacts) -> [UInt8] {
    var writer = BigEndianWriter()
    writer.append(version)
    writer.append(
      (facts.lacksFinalLineBreak ? lacksFinalLineBreak : 0) | (facts.envelope == nil ? 0 : hasEnvelope)
    )
    writer.append(facts.modified)
    writer.append(facts.created.nanoseconds)
    writer.append(facts.created.utcOffset)
    writer.append(facts.name)
    writer.append(facts.id.text)
    if let envelope = facts.envelope {
      writer.append(envelope.helo)
      writer.append(envelope.sender)
      writer.append(UInt32(clamping: envelope.recipients.count))
      for recipient in envelope.recipients { writer.append(recipient) }
    }
    var head = BigEndianWriter()
    head.append(UInt32(clamping: writer.bytes.count))
    head.append(Checksum.of(writer.bytes.span))
    return head.bytes + writer.bytes
  }

  /// How long the facts behind this head are, or nil if it is none.
  static func length(head: [UInt8]) -> Int? {
    guard head.count == headSize else { return nil }
    var reader = BigEndianReader(bytes: head)
    guard let length: UInt32 = reader.number(), length > 0, length <= largest else { return nil }
    return Int(length)
  }

  /// The facts in a record, or nil if it is damaged.
  package static func facts(in record: [UInt8]) -> MessageFacts? {
    var reader = BigEndianReader(bytes: record)
    guard let length: UInt32 = reader.number(), let sum: UInt64 = reader.number(),
      record.count == headSize + Int(length),
      Checksum.of(record.span.extracting(headSize..<record.count)) == sum
    else { return nil }
    guard reader.number() == version, let flags: UInt8 = reader.number(),
      let modified: Int64 = reader.number(),
      let nanoseconds: Int64 = reader.number(), let utcOffset: Int32 = reader.number(),
      let name = reader.string(), let id = reader.string()
    else { return nil }
    var envelope: Envelope?
    if flags & hasEnvelope != 0 {
      guard let read = Self.envelope(&reader) else { return nil }
      envelope = read
    }
    guard reader.isAtEnd else { return nil }
    return MessageFacts(
      name: name,
      modified: modified,
      id: MessageID(id),
      created: Timestamp(nanoseconds: nanoseconds, utcOffset: utcOffset),
      lacksFinalLineBreak: flags & lacksFinalLineBreak != 0,
      envelope: envelope
    )
  }

  private static func envelope(_ reader: inout BigEndianReader) -> Envelope? {
    guard let helo = reader.string(), let sender = reader.path(), let count: UInt32 = reader.number() else {
      return nil
    }
    var recipients: [Envelope.Path] = []
    for _ in 0..<count {
      guard let recipient = reader.path() else { return nil }
      recipients.append(recipient)
    }
    return Envelope(helo: helo, sender: sender, recipients: recipients)
  }
}
