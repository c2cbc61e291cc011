package import Bytes
package import MailStore

/// A message as a document tells it, whoever wrote that: Hoglet, MailHog, or somebody who left out half.
package struct MessageDocument {
  private let document: BSONDocument
  private let own: BSONDocument?

  package init(_ document: BSONDocument) {
    self.document = document
    own = document["hoglet"]?.document
  }

  /// What of a document is needed; body and parts follow from the raw data.
  package static let projection = BSONWriter.document { writer in
    for key in ["id", "from", "to", "created", "raw", "hoglet"] as [BSONKey] { writer.int32(key, 1) }
  }

  /// Which replica stored the message; nil if MailHog did.
  package var stamp: Stamp? {
    guard let origin = own?["origin"]?.bytes, let number = own?["n"]?.integer else { return nil }
    return Stamp(origin: String(decoding: origin, as: UTF8.self), number: number)
  }

  /// Whether somebody has read the message.
  package var isRead: Bool { own?["read"] == .bool(true) }

  /// Where the document is in lists.
  package var place: DocumentPlace {
    DocumentPlace(
      created: document["created"]?.date,
      number: own?["n"]?.integer,
      name: document["_id"] ?? .null
    )
  }

  /// In how many chunks the message is, or 0 if it is in this document.
  package var chunkCount: Int {
    // Twice what the largest message may take, so that no document can make us ask for millions.
    min(max(Int(clamping: own?["chunks"]?.integer ?? 0), 0), 4_096)
  }

  /// The message's name: what MailHog wrote or, where it is missing, the server's own.
  package var id: MessageID {
    if let exact = own?["exact"]?.document?["id"]?.bytes { return MessageID(ByteString(exact)) }
    if let id = document["id"]?.bytes { return MessageID(ByteString(id)) }
    switch document["_id"] {
    case .objectID(let bytes): return MessageID(ByteString(ObjectName.text(of: bytes)))
    case .string(let bytes), .binary(let bytes): return MessageID(ByteString(bytes))
    default: return MessageID("")
    }
  }

  /// When the message came.
  package var created: Timestamp {
    var milliseconds = document["created"]?.date
    if milliseconds == nil, case .objectID(let bytes) = document["_id"] {
      milliseconds = ObjectName.seconds(of: bytes) * 1_000
    }
    return Timestamp(
      milliseconds: milliseconds ?? 0,
      nanoseconds: own?["nanos"]?.integer ?? 0,
      utcOffset: Int32(clamping: own?["zone"]?.integer ?? 0)
    )
  }

  /// The message, unless it is in chunks.
  package var message: StoredMessage {
    let raw = document["raw"]?.document
    let exact = own?["exact"]?.document
    return StoredMessage(
      id: id,
      envelope: Envelope(
        helo: ByteString(exact?["helo"]?.bytes ?? raw?["helo"]?.bytes ?? []),
        sender: Envelope.Path(
          ByteString(exact?["from"]?.bytes ?? raw?["from"]?.bytes ?? address(document["from"])),
          parameters: ByteString(parameters?["from"]?.bytes ?? [])
        ),
        recipients: recipients
      ),
      data: exact?["data"]?.bytes ?? raw?["data"]?.bytes ?? [],
      lacksFinalLineBreak: own?["complete"] != .bool(true),
      created: created,
      isRead: isRead
    )
  }

  private var parameters: BSONDocument? { own?["parameters"]?.document }

  private var recipients: [Envelope.Path] {
    let exact = byPlace(own?["exact"]?.document?["to"])
    let parameters = byPlace(parameters?["to"])
    let raw = document["raw"]?.document?["to"]?.array?.map { $0.bytes ?? [] }
    let addresses = raw ?? document["to"]?.array?.map { address($0) } ?? []
    return addresses.enumerated().map { index, address in
      Envelope.Path(
        ByteString(exact[index] ?? address),
        parameters: ByteString(parameters[index] ?? [])
      )
    }
  }

  private func byPlace(_ value: BSONValue?) -> [Int: [UInt8]] {
    var texts: [Int: [UInt8]] = [:]
    for field in value?.document?.fields ?? [] {
      guard let index = Int(String(decoding: field.name, as: UTF8.self)) else { continue }
      texts[index] = field.value.bytes
    }
    return texts
  }

  /// An address that MailHog took apart, for a document that lacks the whole one.
  private func address(_ value: BSONValue?) -> [UInt8] {
    guard let path = value?.document else { return [] }
    let domain = path["domain"]?.bytes ?? []
    return (path["mailbox"]?.bytes ?? []) + (domain.isEmpty ? [] : [UInt8(ascii: "@")] + domain)
  }
}
