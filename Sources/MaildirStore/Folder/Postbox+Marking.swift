internal import Bytes
internal import MailStore

/// Whether messages have been read: a flag in the names of their files, which other readers of a Maildir see too.
extension Postbox {
  /// Notes whether messages have been read, and says of how many that is news; those that are not there are left out.
  func mark(_ ids: [MessageID], read: Bool) throws(MailStoreError) -> Int {
    follow()
    var moved: [Entry] = []
    var touched: Set<Place.Box> = []
    var named: Set<MessageID> = []
    defer {
      // What has been done is told, also if the rest was not.
      for entry in moved { mailbox.replace(entry) }
    }
    do throws(MaildirError) {
      for entry in ids.compactMap({ mailbox[$0] }) where entry.isRead != read {
        let place = entry.place.marked(seen: read)
        guard named.insert(entry.id).inserted, try move(entry.place, to: place) else { continue }
        moved.append(Entry(entry, movedTo: place))
        touched.formUnion([entry.place.box, place.box])
      }
      for box in touched { try boxes[box]?.sync() }
    } catch {
      report(error)
      throw .unavailable
    }
    return moved.count
  }

  private func move(_ old: Place, to new: Place) throws(MaildirError) -> Bool {
    if new.box == .cur, boxes.cur == nil {
      try boxes.top.makeFolder("cur")
      boxes = try Boxes(path)
    }
    guard let source = boxes[old.box], let target = boxes[new.box] else { return false }
    return try source.move(old.name, to: new.name, in: target)
  }
}
