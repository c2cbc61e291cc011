import Charsets
import Guarding
import MIME
import Synchronization

extension StoredMessage {
  /// What a list shows of it.
  ///
  /// Made when it is first asked for and kept: a message that nobody lists costs nothing, and one that is listed with
  /// every page is taken apart once. `footprint` counts the most that it may take from the start.
  public var index: MailIndex {
    if let index = knownIndex.withLock({ $0 }) { return index }
    let data = data
    let index = MailIndexMaker().make(of: data.span)
    knownIndex.withLock { $0 = index }
    return index
  }

  /// Whether a reader may see text that does not stand in the bytes; nil as long as nobody has looked.
  var readsDifferently: Bool? {
    switch decoding.load(ordering: .relaxed) {
    case 0: nil
    case 1: false
    default: true
    }
  }

  /// As `readsDifferently`, found out if nobody has looked; false is certain.
  public var mayReadDifferently: Bool {
    if let known = readsDifferently { return known }
    let data = data
    let found = MIMETree(data.span).readsDifferently(in: data.span, charsets: IconvCharsets())
    note(readsDifferently: found)
    return found
  }

  func note(readsDifferently: Bool) {
    decoding.store(readsDifferently ? 2 : 1, ordering: .relaxed)
  }
}
