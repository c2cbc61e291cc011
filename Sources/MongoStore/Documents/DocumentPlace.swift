internal import Bytes
package import MailStore

/// Where a document is in the order of lists, which is the server's own: by `created`, `hoglet.n` and `_id`, the greatest
/// first, and what lacks one of them last.
package struct DocumentPlace: Equatable, Sendable {
  /// Milliseconds since 1970.
  let created: Int64?
  let number: Int64?
  let name: BSONValue

  init(created: Int64?, number: Int64?, name: BSONValue) {
    (self.created, self.number, self.name) = (created, number, name)
  }

  /// The place that a cursor is behind; nil if no list here has made it.
  package init?(_ cursor: MailCursor) {
    guard let bytes = cursor.bytes, let document = try? BSONReader.read(bytes.span),
      let name = document["name"]
    else { return nil }
    self.init(created: document["created"]?.date, number: document["n"]?.integer, name: name)
  }

  /// The place behind it.
  package var cursor: MailCursor {
    let document = BSONWriter.document { writer in
      if let created { writer.date("created", created) }
      if let number { writer.int64("n", number) }
      writer.value("name", name)
    }
    return MailCursor(encoding: document)
  }

  /// What of all documents may be behind it, and a few that are not: those of the same moment.
  var filter: [UInt8] {
    BSONWriter.document { writer in
      guard let created else { return writer.null("created") }
      writer.array("$or") { writer in
        writer.document(.index(0)) { $0.document("created") { $0.date("$lte", created) } }
        // Also those that have none, which are the last.
        writer.document(.index(1)) { $0.null("created") }
      }
    }
  }
}

extension DocumentPlace: Comparable {
  /// Whether a document there is listed before one of the other place.
  package static func < (left: DocumentPlace, right: DocumentPlace) -> Bool {
    if left.created != right.created { return isGreater(left.created, right.created) }
    if left.number != right.number { return isGreater(left.number, right.number) }
    return right.name.isBelow(left.name)
  }

  private static func isGreater(_ left: Int64?, _ right: Int64?) -> Bool {
    guard let left else { return false }
    return right.map { left > $0 } ?? true
  }
}

extension BSONValue {
  /// The place of its type in the order of types.
  private var rank: Int {
    switch self {
    case .null: 1
    case .double, .integer: 2
    case .string: 3
    case .document: 4
    case .array: 5
    case .binary: 6
    case .objectID: 7
    case .bool: 8
    case .date: 9
    case .other: 10
    }
  }

  /// Whether it comes first in the server's order of values, as far as values name documents.
  fileprivate func isBelow(_ other: BSONValue) -> Bool {
    guard rank == other.rank else { return rank < other.rank }
    return switch (self, other) {
    case (.string(let left), .string(let right)), (.objectID(let left), .objectID(let right)):
      left.lexicographicallyPrecedes(right)
    case (.binary(let left), .binary(let right)):
      left.count != right.count ? left.count < right.count : left.lexicographicallyPrecedes(right)
    case (.date(let left), .date(let right)): left < right
    default: (integer ?? 0) < (other.integer ?? 0)
    }
  }
}
