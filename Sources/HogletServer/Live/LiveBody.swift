internal import Bytes
internal import HTTP

/// New messages as the content of an answer that never ends.
final class LiveBody: LiveSource {
  private let form: LiveForm
  private var feed: LiveFeed?

  var onMore: (() -> Void)?

  init(_ form: LiveForm) {
    self.form = form
  }

  deinit { feed?.leave() }

  func join(_ hub: LiveHub, cutOff: @escaping () -> Void) {
    let feed = LiveFeed(form, of: hub)
    feed.onMore = { [weak self] in self?.onMore?() }
    feed.onCutOff = cutOff
    self.feed = feed
  }

  var isEndless: Bool { true }

  var burden: Int { feed?.burden ?? 0 }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    feed?.write(into: &buffer) ?? .done
  }
}
