internal import Bytes
internal import EventLoop
internal import HTTP

/// The content of an answer on its way to the socket.
///
/// What is at hand goes to the stream by reference. What a source makes is made a piece at a time, while at most
/// `readAhead` bytes wait for the client.
struct ResponseContent {
  /// How much may wait for the socket, in bytes.
  private static let readAhead = 256 * 1024
  /// The size of a piece, in bytes.
  private static let piece = 64 * 1024

  /// The number of bytes, or nil if they are not all made.
  let count: Int?
  /// How it travels; to be set before it is written.
  var framing = ResponseFraming.Content.none
  private let body: ResponseBody

  /// Makes the first piece of what a source gives, so that a short answer has a length.
  init(_ body: ResponseBody) {
    guard case .stream(let source) = body, source.count == nil else {
      self.body = body
      count = body.count
      return
    }
    var first = ByteBuffer(capacity: Self.piece)
    if source.write(into: &first, target: Self.piece) == .done {
      count = first.count
      self.body = .bytes([first.take()])
    } else {
      count = nil
      self.body = .stream(ResumedSource(first: first.take(), rest: source))
    }
  }

  /// About how many bytes of memory could be freed if the rest were not sent.
  var burden: Int {
    switch body {
    case .empty, .bytes: 0
    case .stream(let source): source.burden
    }
  }

  /// Gives the stream what it should have now.
  func write(to stream: Stream) -> BodyProgress {
    switch (framing, body) {
    case (.none, _), (_, .empty): return .done
    case (_, .bytes(let runs)):
      for run in runs { stream.write(run) }
      return .done
    case (.identity, .stream(let source)): return write(source, to: stream, inChunks: false)
    case (.chunked, .stream(let source)): return write(source, to: stream, inChunks: true)
    }
  }

  private func write(_ source: any BodySource, to stream: Stream, inChunks: Bool) -> BodyProgress {
    while stream.queuedByteCount + Self.piece <= Self.readAhead {
      var piece = ByteBuffer(capacity: min(Self.piece, count ?? .max) + 1024)
      let progress = source.write(into: &piece, target: Self.piece)
      if inChunks {
        if !piece.isEmpty {
          stream.write { ChunkedEncoding.begin(count: piece.count, into: &$0) }
          stream.write(piece.take())
          stream.write { $0.append(ChunkedEncoding.end) }
        }
        if progress == .done { stream.write { $0.append(ChunkedEncoding.last) } }
      } else {
        stream.write(piece.take())
      }
      if progress == .done { return .done }
    }
    return .more
  }
}

/// A source whose first piece is made already.
private final class ResumedSource: BodySource {
  private var first: [UInt8]
  private let rest: any BodySource

  init(first: [UInt8], rest: any BodySource) {
    self.first = first
    self.rest = rest
  }

  var burden: Int { rest.burden }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    guard !first.isEmpty else { return rest.write(into: &buffer, target: target) }
    buffer.append(contentsOf: first)
    first = []
    return .more
  }
}
