internal import Bytes
internal import Glibc
internal import MailStore

/// Files that others bring and take: MailHog, another server, a person.
extension Postbox {
  /// Brings the list up to what is in the folder, as cheaply as the system allows.
  func follow() {
    guard !followPath() else { return }
    let times = times()
    if watch != nil {
      guard let changes = watch?.drain(), !changes.isIncomplete else { return reopen() }
      // A folder that changes without a word is one that another machine writes to.
      if changes.isEmpty, !seen.isEmpty, times != seen { rescan() } else { look(at: changes) }
      seen = times
    } else if times != seen || isFresh(times) {
      rescan()
      // As they were before it.
      seen = times
    }
    remove(mailbox.evict(options.limits))
  }

  /// Begins anew if the path leads to another folder now, and says whether it does.
  @discardableResult
  func followPath() -> Bool {
    guard !isWhereItWas() else { return false }
    reopen()
    return true
  }

  /// Whether the path still leads to the open folder: MailHog removes the folder and makes another.
  private func isWhereItWas() -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0, let open = try? boxes.top.status() else { return false }
    return FileStatus(status).serial == open.serial && open.linkCount > 0
  }

  /// When the folders changed last.
  private func times() -> [Int64] {
    Place.Box.allCases.compactMap { try? boxes[$0]?.status().modified }
  }

  /// Whether a change may follow that the times of the folders would not show.
  private func isFresh(_ times: [Int64]) -> Bool {
    var now = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
    return times.contains { Int64(now.tv_sec) - $0 / 1_000_000_000 < 3 }
  }

  /// Begins anew with the folder that is at the path now.
  private func reopen() {
    do throws(MaildirError) {
      try MaildirStore.makeFolder(path)
      let boxes = try Boxes(path)
      let watch = options.isTold ? FolderWatch(path) : nil
      index = try Self.index(in: boxes.top)
      self.boxes = boxes
      self.watch = watch
      seen = times()
      rescan()
    } catch {
      report(error)
    }
  }

  private func rescan() {
    do throws(MaildirError) {
      // Those of a real Maildir may have come or gone.
      boxes = try Boxes(path)
      let found = MailList(
        try Self.entries(in: boxes, index: index, maximumSize: options.maximumFileSize) { entry in
          mailbox[entry.id]?.isOfSameFile(as: entry) ?? false
        }
      )
      drop(mailbox.entries.filter { found[$0.id] == nil })
      for entry in found.entries { take(entry, mailbox[entry.id]) }
    } catch {
      report(error)
    }
  }

  /// Looks at the files that something has happened to.
  private func look(at changes: FolderWatch.Changes) {
    var gone: [Place] = []
    for place in changes.places.union(changes.begun) where FileName.mayBeMessage(place.name) {
      guard let status = boxes.status(of: place, maximumSize: options.maximumFileSize) else {
        gone.append(place)
        continue
      }
      // Who has begun to write a file will end it, and that is told too; a second name is not written to.
      guard changes.places.contains(place) || status.linkCount > 1 else { continue }
      let entry = Entry(id: Self.id(of: place, status, index: index), place: place, status: status)
      let known = mailbox[entry.id]
      if let known, known.isOfSameFile(as: entry) { continue }
      if boxes.beginsAsMessage(place) {
        take(entry, known)
      } else {
        gone.append(place)
      }
    }
    drop(gone.compactMap(known))
  }

  /// The message that the list has at that place.
  private func known(at place: Place) -> Entry? {
    var id = FileName.id(of: place)
    if place.box == .top, FileName.isSubstitute(place.name), let facts = facts(of: place.base) {
      id = facts.id
    }
    guard let entry = mailbox[id], entry.place == place else { return nil }
    return entry
  }

  /// Takes a file into the list that may be new there, or instead of what the list knows.
  private func take(_ entry: Entry, _ known: Entry?) {
    guard let known else { return mailbox.add([(entry, nil)]) }
    guard !known.isOfSameFile(as: entry) else { return }
    if known.place != entry.place, boxes.status(of: known.place, maximumSize: .max) != nil { return }
    mailbox.replace(entry)
  }

  /// All messages in the folder; what `isKnown` to be one is not read for that.
  static func entries(
    in boxes: Boxes,
    index: FactsIndex,
    maximumSize: Int,
    where isKnown: (Entry) -> Bool = { _ in false }
  ) throws(MaildirError) -> [Entry] {
    var entries: [Entry] = []
    for box in Place.Box.allCases {
      guard let folder = boxes[box] else { continue }
      for name in try folder.names() {
        let place = Place(box: box, name: name)
        guard let status = boxes.status(of: place, maximumSize: maximumSize) else { continue }
        let entry = Entry(id: id(of: place, status, index: index), place: place, status: status)
        if isKnown(entry) || boxes.beginsAsMessage(place) { entries.append(entry) }
      }
    }
    return entries
  }

  /// The name of the message in a file.
  private static func id(of place: Place, _ status: FileStatus, index: FactsIndex) -> MessageID {
    guard place.box == .top, FileName.isSubstitute(place.name), index.has(place.base),
      let facts = try? index.facts(of: place.base), facts.modified == status.modified
    else { return FileName.id(of: place) }
    return facts.id
  }
}
