internal import Bytes
internal import HTTP
internal import HogletAPI

/// What happens to the messages as the content of an answer that never ends.
final class NewsBody: LiveSource {
  private let request: NewsRequest
  private var feed: NewsFeed?

  var onMore: (() -> Void)?

  init(_ request: NewsRequest) {
    self.request = request
  }

  deinit { feed?.leave() }

  func join(_ hub: LiveHub, cutOff: @escaping () -> Void) {
    let feed = NewsFeed(request, of: hub)
    feed.onMore = { [weak self] in self?.onMore?() }
    feed.onCutOff = cutOff
    self.feed = feed
  }

  var isEndless: Bool { true }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    feed?.write(into: &buffer) ?? .done
  }
}
