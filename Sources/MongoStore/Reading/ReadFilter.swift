/// Which documents are those of messages that somebody has read: those that have a field which says so.
enum ReadFilter {
  /// There and true, or not there at all: so an index has no more than what has been read.
  static let field: BSONKey = "hoglet.read"

  /// Adds the condition to a filter.
  static func write(_ isRead: Bool, to writer: inout BSONWriter) {
    if isRead { writer.bool(field, true) } else { writer.document(field) { $0.bool("$ne", true) } }
  }

  /// The condition alone.
  static func filter(_ isRead: Bool) -> [UInt8] {
    BSONWriter.document { write(isRead, to: &$0) }
  }
}
