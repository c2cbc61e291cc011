internal import Bytes
internal import MailStore

/// What of a message MailHog's fields cannot hold: bytes that are not UTF-8, and the parameters of addresses.
enum ExactEnvelope {
  /// Writes `exact` and `parameters`, each only if there is something to say.
  static func write(_ message: StoredMessage, into writer: inout BSONWriter) {
    let envelope = message.envelope
    let recipients = envelope.recipients.enumerated().filter { !$0.element.address.bytes.isUTF8 }
    let single: [(BSONKey, [UInt8])] = [
      ("id", message.id.text.bytes), ("helo", envelope.helo.bytes), ("from", envelope.sender.address.bytes),
      ("data", message.data),
    ].filter { !$0.1.isUTF8 }
    if !single.isEmpty || !recipients.isEmpty {
      writer.document("exact") { writer in
        for (key, bytes) in single { writer.binary(key, bytes) }
        write(recipients.map { ($0.offset, $0.element.address) }, into: &writer)
      }
    }
    let asked = envelope.recipients.enumerated().filter { !$0.element.parameters.isEmpty }
    if !envelope.sender.parameters.isEmpty || !asked.isEmpty {
      writer.document("parameters") { writer in
        writer.binary("from", envelope.sender.parameters.bytes)
        write(asked.map { ($0.offset, $0.element.parameters) }, into: &writer)
      }
    }
  }

  /// Writes texts by the places of their recipients.
  private static func write(_ texts: [(Int, ByteString)], into writer: inout BSONWriter) {
    guard !texts.isEmpty else { return }
    writer.document("to") { writer in
      for (index, text) in texts { writer.binary(.index(index), text.bytes) }
    }
  }
}
