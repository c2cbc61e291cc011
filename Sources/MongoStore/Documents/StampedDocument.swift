internal import Bytes
internal import MailStore

/// What is needed of a message to tell of it or to delete it: its names, its stamp and its number of chunks.
struct StampedDocument: Sendable {
  private static let projection = BSONWriter.document { writer in
    for key in [
      "id", "created", "hoglet.origin", "hoglet.n", "hoglet.chunks", "hoglet.exact.id",
      "hoglet.read",
    ] as [BSONKey] {
      writer.int32(key, 1)
    }
  }

  /// How to ask for no more than that.
  static let options = BSONWriter.document { $0.document("projection", encoded: projection) }

  /// As the server names it.
  let name: BSONValue
  /// As clients know it.
  let id: MessageID
  /// When it came.
  let created: Int64
  let stamp: Stamp?
  let chunkCount: Int
  /// Whether somebody has read it.
  let isRead: Bool

  init?(_ document: BSONDocument) {
    guard let name = document["_id"] else { return nil }
    let message = MessageDocument(document)
    self.name = name
    (id, created) = (message.id, message.created.nanoseconds)
    (stamp, chunkCount, isRead) = (message.stamp, message.chunkCount, message.isRead)
  }

  /// The names of its chunks.
  var chunkNames: [String] { stamp.map { MessageChunks.names(of: $0, count: chunkCount) } ?? [] }
}
