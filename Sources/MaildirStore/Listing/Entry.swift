internal import Bytes
package import MailStore

/// A message as the list knows it: where its file is, and no byte of it.
package final class Entry: Sendable {
  /// The message's name.
  package let id: MessageID
  /// Where its file is.
  let place: Place
  /// When the file was last written, in nanoseconds since 1970.
  package let modified: Int64
  /// The length of the file in bytes.
  package let size: Int
  /// Whether somebody has read it.
  package let isRead: Bool

  init(id: MessageID, place: Place, status: FileStatus) {
    self.id = id
    self.place = place
    modified = status.modified
    size = status.size
    isRead = place.isSeen
  }

  /// The same message in a file that has been given another name.
  init(_ entry: Entry, movedTo place: Place) {
    (id, modified, size) = (entry.id, entry.modified, entry.size)
    self.place = place
    isRead = place.isSeen
  }

  /// A message in a file of its name.
  package init(_ id: MessageID, modified: Int64, size: Int) {
    self.id = id
    place = Place(box: .top, name: id.text)
    self.modified = modified
    self.size = size
    isRead = place.isSeen
  }
}

extension Entry {
  /// Whether both are of one file, which nobody has written to or renamed in between.
  func isOfSameFile(as other: Entry) -> Bool {
    place == other.place && modified == other.modified && size == other.size
  }

  /// The place behind it in a list.
  var cursor: MailCursor {
    var writer = BigEndianWriter()
    writer.append(modified)
    return MailCursor(encoding: writer.bytes + id.text.bytes)
  }

  /// Something that is in the order where a cursor is; nil if no list has made the cursor.
  convenience init?(_ cursor: MailCursor) {
    guard let bytes = cursor.bytes else { return nil }
    var reader = BigEndianReader(bytes: bytes)
    guard let modified: Int64 = reader.number() else { return nil }
    self.init(MessageID(ByteString(Array(bytes[8...]))), modified: modified, size: 0)
  }
}

extension Entry: Comparable {
  /// The older comes first; among those of one time, the lesser name.
  package static func < (left: Entry, right: Entry) -> Bool {
    left.modified != right.modified ? left.modified < right.modified : left.id.text < right.id.text
  }

  /// Whether both are in the same place of the order.
  package static func == (left: Entry, right: Entry) -> Bool {
    left.modified == right.modified && left.id == right.id
  }
}
