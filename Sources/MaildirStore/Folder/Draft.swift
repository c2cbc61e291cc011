internal import Bytes
internal import Glibc
internal import MailStore

/// A message on its way into the folder: in a file that has no proper name yet.
final class Draft {
  /// A step that file systems with coarse times can tell, in nanoseconds.
  private static let coarseStep: Int64 = 2_000_000_000

  let delivery: Delivery
  /// The name that the file gets.
  let name: ByteString
  /// The time by which the file is ordered: later than that of every message before, or the last time there is.
  let status: FileStatus
  private let folder: Folder
  private let temporary: ByteString
  private let file: OpenFile
  private var hasName = false

  /// Writes the message of `delivery`; nothing is left when it throws.
  ///
  /// - Parameters:
  ///   - delivery: What is to be kept.
  ///   - folder: Where.
  ///   - last: The time of the newest message so far, if there is one.
  /// - Throws: Why it cannot be written.
  init(_ delivery: Delivery, in folder: Folder, after last: Int64?) throws(MaildirError) {
    self.delivery = delivery
    self.folder = folder
    let message = delivery.message
    name = FileName.name(for: message.id)
    temporary = TemporaryName.next()
    file = try folder.make(temporary)
    do throws(MaildirError) {
      try file.write(MailHogFile.head(of: message.envelope))
      try file.write(message.data)
      status = try Self.date(file, message.created.nanoseconds, after: last)
    } catch {
      _ = try? folder.remove(temporary)
      throw error
    }
  }

  /// Gives the file a time behind `last`.
  private static func date(
    _ file: borrowing OpenFile,
    _ created: Int64,
    after last: Int64?
  ) throws(MaildirError)
    -> FileStatus
  {
    try file.setModified(max(created, last.map { time($0, plus: 1) } ?? created))
    let status = try file.status()
    guard let last, status.modified <= last else { return status }
    try file.setModified(time(last, plus: coarseStep))
    return try file.status()
  }

  /// A later time, and the last there is for one beyond it: a file of somebody else's may have any.
  private static func time(_ time: Int64, plus step: Int64) -> Int64 {
    let (sum, isBeyond) = time.addingReportingOverflow(step)
    return isBeyond ? .max : sum
  }

  /// What the file does not say of the message, or nil if it says all.
  var facts: MessageFacts? {
    let message = delivery.message
    let envelope = MailHogFile.holds(message.envelope) ? nil : message.envelope
    guard
      envelope != nil || !message.lacksFinalLineBreak || name != message.id.text
        || message.created != LocalZone.timestamp(status.modified)
    else { return nil }
    return MessageFacts(
      name: name,
      modified: status.modified,
      id: message.id,
      created: message.created,
      lacksFinalLineBreak: message.lacksFinalLineBreak,
      envelope: envelope
    )
  }

  /// What the list knows of it.
  var entry: Entry {
    Entry(id: delivery.message.id, place: Place(box: .top, name: name), status: status)
  }

  /// Returns when the disk has the file.
  func sync() throws(MaildirError) {
    try file.sync()
  }

  /// Gives the file its name.
  func publish() throws(MaildirError) {
    // Whoever has the name and is no message of ours stays.
    guard folder.status(of: name) == nil else { throw MaildirError("rename", name.description, code: EEXIST) }
    try folder.rename(temporary, to: name)
    hasName = true
  }

  /// Removes the file, whichever name it has.
  func discard() {
    _ = try? folder.remove(hasName ? name : temporary)
  }
}
