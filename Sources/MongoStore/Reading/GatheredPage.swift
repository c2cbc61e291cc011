package import MailStore

/// The messages of a page, from the first on, as many as there is room for.
package struct GatheredPage {
  package private(set) var messages: [StoredMessage] = []
  /// Whether there was no room for one; what comes behind it is for the next page.
  package private(set) var isFull = false
  private var bytes = 0
  private let lending: Lending

  package init(_ lending: Lending) {
    self.lending = lending
  }

  /// Adds a message, the first however large it is.
  package mutating func add(_ message: StoredMessage) {
    bytes += message.footprint
    if !messages.isEmpty, bytes > lending.pageBytes || lending.hasExcess { isFull = true }
    if !isFull { messages.append(message) }
  }
}
