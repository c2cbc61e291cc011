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

  init(id: MessageID, place: Place, status: FileStatus) {
    self.id = id
    self.place = place
    modified = status.modified
    size = status.size
  }

  /// A message in a file of its name.
  package init(_ id: MessageID, modified: Int64, size: Int) {
    self.id = id
    place = Place(box: .top, name: id.text)
    self.modified = modified
    self.size = size
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
