internal import Bytes
internal import Glibc
internal import MailStore

/// The open folders that messages are in.
struct Boxes: Sendable {
  let top: Folder
  let new: Folder?
  let cur: Folder?

  /// Opens the folder at `path`, and those of a real Maildir in it.
  init(_ path: String) throws(MaildirError) {
    top = try Folder(path)
    new = top.folder("new")
    cur = top.folder("cur")
  }

  /// The folder of a box, if it is there.
  subscript(box: Place.Box) -> Folder? {
    switch box {
    case .top: top
    case .new: new
    case .cur: cur
    }
  }

  /// The file at `place`, if a message may be in it.
  func status(of place: Place, maximumSize: Int) -> FileStatus? {
    guard FileName.mayBeMessage(place.name), let status = self[place.box]?.status(of: place.name),
      status.isRegular, status.size <= maximumSize
    else { return nil }
    return status
  }

  /// Whether the file at `place` can be read and begins as a message does there; no more of it is read than that takes.
  func beginsAsMessage(_ place: Place) -> Bool {
    guard let folder = self[place.box] else { return false }
    let file: OpenFile
    do throws(MaildirError) {
      guard let found = try folder.open(place.name) else { return false }
      file = found
    } catch {
      // In a folder of mail alone, what cannot be opened for a moment is a message all the same.
      return place.box != .top && !Self.isForGood(error)
    }
    guard place.box == .top else { return true }
    var length = 1_024
    while let start = try? file.read(0..<length), Scan.hasPrefix(start.span, MailHogFile.beginning) {
      if MailHogFile(reading: start.span) != nil { return true }
      guard start.count == length else { return false }
      length *= 8
    }
    return false
  }

  /// Whether a file is not ours to read, or something else than a file has its name now.
  private static func isForGood(_ error: MaildirError) -> Bool {
    [EACCES, ELOOP, ENXIO, ENODEV].contains(error.code)
  }

  /// The message of `entry`, with `facts` of it if there are any; nil if its file is gone or no message any more.
  ///
  /// - Throws: What keeps a file from being read that is there.
  func message(
    of entry: Entry,
    facts: MessageFacts?,
    maximumSize: Int
  ) throws(MaildirError) -> StoredMessage? {
    guard let folder = self[entry.place.box] else { return nil }
    let file: OpenFile
    do throws(MaildirError) {
      guard let found = try folder.open(entry.place.name) else { return nil }
      file = found
    } catch {
      if Self.isForGood(error) { return nil }
      throw error
    }
    let status = try file.status()
    guard status.isRegular, status.size <= maximumSize else { return nil }
    let bytes = try file.read(0..<status.size)
    guard entry.place.box == .top else {
      let delivered = DeliveredFile(reading: bytes.span)
      return StoredMessage(
        id: entry.id,
        envelope: delivered.envelope,
        data: delivered.data,
        lacksFinalLineBreak: true,
        created: LocalZone.timestamp(status.modified),
        isRead: entry.isRead
      )
    }
    guard let head = MailHogFile(reading: bytes.span) else { return nil }
    let known = facts?.modified == status.modified ? facts : nil
    return StoredMessage(
      id: entry.id,
      envelope: known?.envelope ?? head.envelope,
      data: Array(bytes[head.start...]),
      lacksFinalLineBreak: known?.lacksFinalLineBreak ?? true,
      created: known?.created ?? LocalZone.timestamp(status.modified),
      isRead: entry.isRead
    )
  }
}
