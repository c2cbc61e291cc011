internal import Bytes
internal import HTTP

/// A source whose first piece is made already.
final class ResumedSource: BodySource {
  private var first: [UInt8]
  private let rest: any BodySource

  init(first: [UInt8], rest: any BodySource) {
    self.first = first
    self.rest = rest
  }

  var burden: Int { rest.burden }

  var onMore: (() -> Void)? {
    get { rest.onMore }
    set { rest.onMore = newValue }
  }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    guard !first.isEmpty else { return rest.write(into: &buffer, target: target) }
    buffer.append(contentsOf: first)
    first = []
    return .more
  }
}
