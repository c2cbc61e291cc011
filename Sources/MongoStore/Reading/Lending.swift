internal import MailStore

/// The memory of messages that were read from the database for somebody, as long as he holds them.
struct Lending: Sendable {
  /// Counts them.
  let mail = LingeringMail()
  /// How much they should take at the most, in bytes.
  let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  /// Whether they take more.
  var hasExcess: Bool { mail.bytes > limit }

  /// So much one page takes at the most, in bytes.
  var pageBytes: Int { limit / 2 }
}

/// The messages of a page, from the first on, as many as there is room for.
struct GatheredPage {
  private(set) var messages: [StoredMessage] = []
  /// Whether there was no room for one; what comes behind it is for the next page.
  private(set) var isFull = false
  private var bytes = 0
  private let lending: Lending

  init(_ lending: Lending) {
    self.lending = lending
  }

  /// Adds a message, the first however large it is.
  mutating func add(_ message: StoredMessage) {
    bytes += message.footprint
    if !messages.isEmpty, bytes > lending.pageBytes || lending.hasExcess { isFull = true }
    if !isFull { messages.append(message) }
  }
}
