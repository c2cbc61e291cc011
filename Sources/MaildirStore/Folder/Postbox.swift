internal import Bytes
internal import Guarding
internal import MailStore
internal import Synchronization

/// The folder as the one place where it is changed: everything here may wait for the disk, and happens one by one.
actor Postbox {
  /// So many messages are made safe together at the most.
  private static let batch = 64

  private nonisolated let executor = QueueExecutor(label: "maildir")
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

  let path: String
  let mailbox: Mailbox
  let options: MaildirStore.Options
  let report: @Sendable (MaildirError) -> Void
  /// The open folders; opened anew when the path leads elsewhere.
  var boxes: Boxes
  var index: FactsIndex
  var watch: FolderWatch?
  /// When the folders changed last, as far as the list has followed.
  var seen: [Int64] = []
  private let waiting = Guarded<[Delivery]>([])
  private let isTicking = Atomic(false)

  /// Opens the folder and finds out what is in it.
  init(
    _ path: String,
    options: MaildirStore.Options,
    report: @escaping @Sendable (MaildirError) -> Void
  ) throws(MaildirError) {
    let boxes = try Boxes(path)
    // Before the names are read, so that what comes meanwhile is not missed.
    watch = options.isTold ? FolderWatch(path) : nil
    let index = try Self.index(in: boxes.top)
    try Self.removeStale(in: boxes.top)
    let found = try Self.entries(in: boxes, index: index, maximumSize: options.maximumFileSize)
    mailbox = Mailbox(list: MailList(found), recentBytes: options.recentBytes)
    (self.path, self.options, self.report, self.boxes, self.index) = (path, options, report, boxes, index)
  }

  static func index(in folder: Folder) throws(MaildirError) -> FactsIndex {
    let names = try folder.names().map { Place(box: .top, name: $0) }
    let named = Dictionary(names.map { ($0.base, $0.name) }) { first, _ in first }
    return try FactsIndex(in: folder) { facts in
      named[facts.name].flatMap(folder.status)?.modified == facts.modified
    }
  }

  /// Removes what processes left behind that were stopped while they wrote.
  private static func removeStale(in folder: Folder) throws(MaildirError) {
    for name in try folder.names() where TemporaryName.isStale(name) { try folder.remove(name) }
  }

  /// Whether the system tells of what others do.
  var isTold: Bool { watch != nil }

  // MARK: Keeping

  /// Puts a message in the line of those that wait to be kept; from any thread.
  nonisolated func add(_ delivery: Delivery) {
    waiting.withLock { $0.append(delivery) }
  }

  /// Keeps what waits, as many messages as are made safe together.
  func keepWaiting() {
    let deliveries = waiting.withLock { waiting in
      let first = Array(waiting.prefix(Self.batch))
      waiting.removeFirst(first.count)
      return first
    }
    guard !deliveries.isEmpty else { return }
    followPath()
    var drafts = write(deliveries)
    drafts = attempt(drafts) { draft throws(MaildirError) in try draft.sync() }
    drafts = record(drafts)
    drafts = attempt(drafts) { draft throws(MaildirError) in try draft.publish() }
    do throws(MaildirError) {
      if !drafts.isEmpty { try boxes.top.sync() }
    } catch {
      give(up: drafts, error)
      drafts = []
    }
    mailbox.add(drafts.map { ($0.entry, $0.delivery.message) })
    remove(mailbox.evict(options.limits))
    for draft in drafts { draft.delivery.settle(true) }
    // What is left is a repetition of what is there, or of what was given up.
    for delivery in deliveries where delivery.isKept == nil {
      delivery.settle(mailbox[delivery.message.id] != nil)
    }
  }

  /// Writes the messages whose names are free, each once.
  private func write(_ deliveries: [Delivery]) -> [Draft] {
    var last = mailbox.newestTime
    var names: Set<MessageID> = []
    var drafts: [Draft] = []
    for delivery in deliveries where mailbox[delivery.message.id] == nil {
      guard names.insert(delivery.message.id).inserted else { continue }
      do throws(MaildirError) {
        let draft = try Draft(delivery, in: boxes.top, after: last)
        last = max(last ?? .min, draft.status.modified)
        drafts.append(draft)
      } catch {
        report(error)
        delivery.settle(false)
      }
    }
    return drafts
  }

  /// Does a step with each draft, gives those up with which it fails, and returns the others.
  private func attempt(_ drafts: [Draft], _ step: (Draft) throws(MaildirError) -> Void) -> [Draft] {
    drafts.filter { draft in
      do throws(MaildirError) {
        try step(draft)
        return true
      } catch {
        give(up: [draft], error)
        return false
      }
    }
  }

  /// Puts into the index what the files cannot hold, before these have their names.
  private func record(_ drafts: [Draft]) -> [Draft] {
    do throws(MaildirError) {
      try index.append(drafts.compactMap(\.facts))
      return drafts
    } catch {
      let (without, with) = (drafts.filter { $0.facts == nil }, drafts.filter { $0.facts != nil })
      give(up: with, error)
      return without
    }
  }

  private func give(up drafts: [Draft], _ error: MaildirError) {
    guard !drafts.isEmpty else { return }
    report(error)
    for draft in drafts {
      draft.discard()
      index.forget(draft.name)
      draft.delivery.settle(false)
    }
  }

  // MARK: Removing

  /// Removes messages and says how many were there.
  func delete(_ ids: [MessageID]) throws(MailStoreError) -> Int {
    follow()
    var gone: [Entry] = []
    var count = 0
    defer {
      forget(gone)
      mailbox.remove(gone.map(\.id))
    }
    do throws(MaildirError) {
      for entry in ids.compactMap({ mailbox[$0] }) {
        guard let folder = boxes[entry.place.box] else { continue }
        if try folder.remove(entry.place.name) { count += 1 }
        gone.append(entry)
      }
      for box in Set(gone.map(\.place.box)) { try boxes[box]?.sync() }
    } catch {
      report(error)
      throw .unavailable
    }
    return count
  }

  /// Removes every message; what is no message stays, and the folder too, which may be where a volume is mounted.
  func deleteAll() throws(MailStoreError) {
    follow()
    var gone: [Entry] = []
    do throws(MaildirError) {
      for entry in mailbox.entries {
        try boxes[entry.place.box]?.remove(entry.place.name)
        gone.append(entry)
      }
      for box in Place.Box.allCases { try boxes[box]?.sync() }
    } catch {
      forget(gone)
      mailbox.remove(gone.map(\.id))
      report(error)
      throw .unavailable
    }
    forget(gone)
    mailbox.removeAll()
  }

  /// Removes the files of messages that the list has given up.
  func remove(_ entries: [Entry]) {
    for entry in entries {
      do throws(MaildirError) {
        try boxes[entry.place.box]?.remove(entry.place.name)
      } catch {
        report(error)
      }
    }
    forget(entries)
  }

  func forget(_ entries: [Entry]) {
    for entry in entries where entry.place.box == .top { index.forget(entry.place.base) }
  }

  /// Follows what others did and removes what is too old, without waiting for it; from any thread.
  nonisolated func tick(_ now: Timestamp) {
    guard !isTicking.exchange(true, ordering: .relaxed) else { return }
    executor.execute {
      self.assumeIsolated { $0.expire(now: now) }
      self.isTicking.store(false, ordering: .relaxed)
    }
  }

  /// Removes messages that are older than the limit of age.
  private func expire(now: Timestamp) {
    follow()
    guard let age = options.limits.age else { return }
    let (span, isTooLong) = Int64(age).multipliedReportingOverflow(by: 1_000_000_000)
    let (time, isTooEarly) = now.nanoseconds.subtractingReportingOverflow(span)
    guard !isTooLong, !isTooEarly else { return }
    remove(mailbox.evict(options.limits, through: time))
  }

  /// Returns if messages can be kept now.
  func checkWritable() throws(MailStoreError) {
    follow()
    do throws(MaildirError) {
      try boxes.top.checkWritable()
    } catch {
      report(error)
      throw .unavailable
    }
  }

  // MARK: Reading

  /// As many messages as there are now, and those of a page, for readers on other queues.
  func snapshot(from start: MailListing.Start, limit: Int) throws(MailStoreError) -> Snapshot {
    follow()
    let list = mailbox.list
    let place: Int
    switch start {
    case .place(let start): place = start
    case .behind(let cursor):
      guard let entry = Entry(cursor) else { throw .unknownCursor }
      place = list.place(behind: entry)
    }
    return snapshot(of: list, from: place, Array(list.newest(from: place, limit: limit)))
  }

  /// The message of that name now, for a reader on another queue.
  func snapshot(of id: MessageID) -> Snapshot {
    follow()
    let list = mailbox.list
    return snapshot(of: list, from: 0, list[id].map { [$0] } ?? [])
  }

  private func snapshot(of list: MailList, from start: Int, _ entries: [Entry]) -> Snapshot {
    Snapshot(
      total: list.count,
      unread: list.unread,
      start: start,
      entries: entries,
      boxes: boxes,
      facts: index.ranges
    )
  }

  /// What the list has of a message whose file a reader has not found; nil if it has nothing else.
  func renewed(_ entry: Entry) -> Entry? {
    follow()
    return mailbox[entry.id].flatMap { $0 === entry ? nil : $0 }
  }

  /// Removes from the list what a reader has found gone.
  func drop(_ entries: [Entry]) {
    let gone = entries.filter { mailbox[$0.id] === $0 }
    forget(gone)
    mailbox.remove(gone.map(\.id))
  }

  /// What the index knows of a file.
  func facts(of name: ByteString) -> MessageFacts? {
    do throws(MaildirError) {
      return try index.facts(of: name)
    } catch {
      report(error)
      return nil
    }
  }
}
