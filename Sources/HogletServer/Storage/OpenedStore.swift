internal import EventLoop
internal import MailStore

/// A storage in use: its store, and what only its kind needs besides.
protocol OpenedStore: Sendable {
  /// Where mail is kept.
  var store: any MailStore { get }

  /// What MailHog logs of this storage when it starts, a line each, word for word.
  var announcement: [String] { get }

  /// Begins what is to be done from time to time, on the loop that serves HTTP.
  func startChores(on loop: isolated EventLoop)

  /// Lets go of all that the storage holds; called once, when nothing is served any more.
  func close() async
}
