internal import Bytes
internal import MailStore

/// Puts the pieces of a message together as they are read, with no more than one of them in memory besides.
struct ChunkAssembly {
  /// The document in front: what a message has besides its data.
  private var head: [UInt8] = []
  private var data: [UInt8] = []
  /// How many bytes to make room for before they are there.
  private static let trust = 64 << 20

  /// An assembly of so many pieces, if it is true what a document says.
  init(count: Int) {
    data.reserveCapacity(min(max(count - 1, 0) * MessageChunks.size, Self.trust))
  }

  /// Adds the next piece.
  mutating func add(_ piece: [UInt8]) {
    guard headLength.map({ head.count < $0 }) ?? true else { return data.append(contentsOf: piece) }
    head += piece
    guard let length = headLength, length < head.count else { return }
    data.append(contentsOf: head[length...])
    head.removeSubrange(length...)
  }

  /// The length of the document in front, once its first bytes are there; none of them is negative or endless.
  private var headLength: Int? {
    guard head.count >= 4 else { return nil }
    return max((0..<4).reduce(0) { $0 | Int(head[$1]) << (8 * $1) }, 4)
  }

  /// The message; nil if the pieces are not all of one.
  func message(created: Timestamp, isRead: Bool) -> StoredMessage? {
    guard headLength == head.count, let head = try? BSONReader.read(head.span) else { return nil }
    return MessageChunks.message(of: head, data: data, created: created, isRead: isRead)
  }
}
