internal import Bytes
internal import Glibc
internal import MailStore

/// The dot-file with what the files of messages cannot hold.
///
/// It is only ever appended to, in whole records that are on the disk before the file they tell of has its name. It is
/// there only while a message needs it. In memory are the places of the records alone.
///
/// Lives with the one actor that changes the folder.
final class FactsIndex {
  static let name: ByteString = ".hoglet-index"

  /// A file that is mostly records of messages that are gone is written anew above this size, in bytes.
  private static let tolerated = 1 << 20

  private let folder: Folder
  /// Where in the file the records are, by the names of the files that they tell of.
  private(set) var ranges: [ByteString: Range<Int>] = [:]
  /// What the records take that are still of use, in bytes.
  private var usedBytes = 0
  /// Where the next record belongs.
  private var end = 0

  /// The index in `folder`: reads what is there.
  ///
  /// - Parameters:
  ///   - folder: Where the messages are.
  ///   - isKept: Says whether there is a message that these facts are of.
  /// - Throws: Why the file cannot be read; one that is damaged is read as far as it is whole.
  init(in folder: Folder, where isKept: (MessageFacts) -> Bool) throws(MaildirError) {
    self.folder = folder
    guard let file = try folder.open(Self.name) else { return }
    var scan = IndexScan()
    var failure: MaildirError?
    func read(_ range: Range<Int>) -> [UInt8] {
      do {
        return try file.read(range)
      } catch {
        failure = error
        return []
      }
    }
    while let (facts, range) = scan.next(read) {
      if isKept(facts) { keep(facts.name, range) }
    }
    if let failure { throw failure }
    end = scan.end
    let size = try file.status().size
    guard size > end || end > IndexScan.heading.count + usedBytes || ranges.isEmpty else { return }
    // What cannot be tidied now can still be read.
    try? compact()
  }

  /// Whether there are facts of the file of that name.
  func has(_ name: ByteString) -> Bool { ranges[name] != nil }

  /// The facts of the file of that name, or nil if there are none.
  func facts(of name: ByteString) throws(MaildirError) -> MessageFacts? {
    guard let range = ranges[name], let file = try folder.open(Self.name) else { return nil }
    return IndexRecord.facts(in: try file.read(range))
  }

  /// Adds facts; when this returns they are on the disk, and when it throws nothing has changed.
  func append(_ facts: [MessageFacts]) throws(MaildirError) {
    guard !facts.isEmpty else { return }
    let file = try folder.openToAppend(Self.name)
    // What could not be taken back after a failure would part the new records from the old.
    if try file.status().size != end { try file.truncate(to: end) }
    var bytes = end == 0 ? IndexScan.heading.bytes : []
    var added: [(ByteString, Range<Int>)] = []
    for fact in facts {
      let record = IndexRecord.bytes(of: fact)
      let start = end + bytes.count
      added.append((fact.name, start..<start + record.count))
      bytes += record
    }
    do throws(MaildirError) {
      try file.write(bytes)
      try file.sync()
    } catch {
      try? file.truncate(to: end)
      throw error
    }
    end += bytes.count
    for (name, range) in added { keep(name, range) }
  }

  /// Forgets facts whose file is gone.
  func forget(_ name: ByteString) {
    guard let range = ranges.removeValue(forKey: name) else { return }
    usedBytes -= range.count
    guard ranges.isEmpty || end > Self.tolerated && end > 2 * usedBytes else { return }
    try? compact()
  }

  private func keep(_ name: ByteString, _ range: Range<Int>) {
    if let old = ranges.updateValue(range, forKey: name) { usedBytes -= old.count }
    usedBytes += range.count
  }

  /// Writes the records that are of use into a new file in place of the old, or removes it if there are none.
  private func compact() throws(MaildirError) {
    guard !ranges.isEmpty else {
      try folder.remove(Self.name)
      end = 0
      return
    }
    guard let old = try folder.open(Self.name) else { return }
    let temporary = TemporaryName.next()
    let new = try folder.make(temporary)
    var moved: [ByteString: Range<Int>] = [:]
    var position = IndexScan.heading.count
    do throws(MaildirError) {
      try new.write(IndexScan.heading.bytes)
      for (name, range) in ranges.sorted(by: { $0.value.lowerBound < $1.value.lowerBound }) {
        try new.write(old.read(range))
        moved[name] = position..<position + range.count
        position += range.count
      }
      try new.sync()
      try folder.rename(temporary, to: Self.name)
    } catch {
      _ = try? folder.remove(temporary)
      throw error
    }
    try? folder.sync()
    (ranges, end) = (moved, position)
  }
}
