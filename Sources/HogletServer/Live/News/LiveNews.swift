package import Bytes
package import HogletAPI
internal import MailStore

/// What is told of one event, made ready once for all who come to it.
package final class LiveNews: Sendable {
  /// Up to this size a message is looked at on the spot, in bytes.
  private static let smallBytes = 16 * 1024

  /// The event as it is sent; empty if there is nothing to tell.
  let bytes: [UInt8]
  /// Which searches find the message that came, out of those that were asked for; nil for what all are told.
  private let matches: [MailSearch: Bool]?

  private init(_ bytes: [UInt8], matches: [MailSearch: Bool]? = nil) {
    (self.bytes, self.matches) = (bytes, matches)
  }

  /// An event that every subscriber is told.
  package convenience init(_ event: NewsEvent, id: ByteString) {
    var buffer = ByteBuffer()
    event.write(id: id, into: &buffer)
    self.init(buffer.take())
  }

  /// Nothing, of a message that has gone meanwhile.
  static var none: LiveNews { LiveNews([]) }

  /// A message that came, for those whom these matchers stand for.
  ///
  /// A small one that nobody searches is looked at on the spot: that takes less than the way to another thread and back.
  nonisolated(nonsending) static func stored(
    _ message: StoredMessage,
    id: ByteString,
    _ matchers: [MailSearch: MessageMatcher]
  ) async -> LiveNews {
    guard matchers.isEmpty && message.data.count <= smallBytes else {
      return await beside(message, id: id, matchers)
    }
    return LiveNews(message, id: id, [:])
  }

  @concurrent
  private static func beside(
    _ message: StoredMessage,
    id: ByteString,
    _ matchers: [MailSearch: MessageMatcher]
  ) async -> LiveNews {
    LiveNews(message, id: id, matchers)
  }

  private convenience init(_ message: StoredMessage, id: ByteString, _ matchers: [MailSearch: MessageMatcher])
  {
    var buffer = ByteBuffer()
    NewsEvent.stored(message).write(id: id, into: &buffer)
    self.init(buffer.take(), matches: matchers.mapValues { $0.matches(message) })
  }

  /// About how many bytes of memory it takes, also if there is nothing to tell.
  package var footprint: Int { bytes.count + 256 }

  /// Whether a subscriber is to be told; nil if nobody has looked for him.
  func isWanted(by search: MailSearch?) -> Bool? {
    guard let search, let matches else { return true }
    return matches[search]
  }
}
