internal import Bytes

/// Messages as they were at one moment, with what it takes to read them.
struct Snapshot: Sendable {
  /// How many messages there were.
  let total: Int
  /// How many of these nobody had read.
  let unread: Int
  /// The place of the first that was asked for.
  let start: Int
  /// Those that were asked for, newest first.
  let entries: [Entry]
  let boxes: Boxes
  /// The files that the index knows more of.
  let facts: [ByteString: Range<Int>]
}
