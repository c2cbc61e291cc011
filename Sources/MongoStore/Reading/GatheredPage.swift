internal import MailStore

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
