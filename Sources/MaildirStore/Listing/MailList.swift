package import MailStore

/// Messages in the order of their files' times, each name once.
///
/// A copy costs two reference counts. The first change after it copies the places of all messages and the table of names,
/// so copies are let go of before.
package struct MailList: Sendable {
  /// The messages, oldest first.
  package private(set) var entries: [Entry] = []
  /// The length of all files in bytes.
  package private(set) var bytes = 0
  /// How many messages nobody has read.
  package private(set) var unread = 0
  private var named: [MessageID: Entry] = [:]

  /// An empty list.
  package init() {}

  /// A list of many at once; the first of one name stays.
  package init(_ found: [Entry]) {
    for entry in found.sorted() where named[entry.id] == nil {
      named[entry.id] = entry
      entries.append(entry)
      count(entry, 1)
    }
  }

  private mutating func count(_ entry: Entry, _ sign: Int) {
    bytes += sign * entry.size
    if !entry.isRead { unread += sign }
  }

  /// The number of messages.
  package var count: Int { entries.count }

  /// The oldest message.
  package var oldest: Entry? { entries.first }

  /// The newest message.
  package var newest: Entry? { entries.last }

  /// The message of that name.
  package subscript(id: MessageID) -> Entry? { named[id] }

  /// Adds a message and says whether its name was free.
  @discardableResult
  package mutating func insert(_ entry: Entry) -> Bool {
    guard named[entry.id] == nil else { return false }
    named[entry.id] = entry
    count(entry, 1)
    if let last = entries.last, entry < last {
      entries.insert(entry, at: place(of: entry))
    } else {
      entries.append(entry)
    }
    return true
  }

  /// Removes a message and returns it.
  @discardableResult
  package mutating func remove(_ id: MessageID) -> Entry? {
    guard let entry = named.removeValue(forKey: id) else { return nil }
    entries.remove(at: place(of: entry))
    count(entry, -1)
    return entry
  }

  /// Puts an entry in place of the one of its name, which is in the same place of the order.
  package mutating func replace(_ entry: Entry) {
    guard let old = named.updateValue(entry, forKey: entry.id) else { return }
    entries[place(of: entry)] = entry
    count(old, -1)
    count(entry, 1)
  }

  /// The place of the first message that is behind `entry`, whether that is there or not; 0 is the newest.
  package func place(behind entry: Entry) -> Int { count - place(of: entry) }

  /// The messages from place `start` on (0 is the newest), `limit` at the most, newest first.
  package func newest(from start: Int, limit: Int) -> ReversedCollection<ArraySlice<Entry>> {
    let end = count - min(max(start, 0), count)
    let begin = end - min(max(limit, 0), end)
    return entries[begin..<end].reversed()
  }

  /// The index of the first entry that is not below `entry`.
  private func place(of entry: Entry) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = low + (high - low) / 2
      if entries[middle] < entry { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
