internal import Bytes
internal import Compression
internal import EventLoop
internal import HTTP
internal import HTTPTypes

/// The content of an answer on its way to the socket.
///
/// What is at hand goes to the stream by reference. What a source makes is made a piece at a time, while at most
/// `readAhead` bytes wait for the client; and what is compressed besides, one step whenever nothing waits.
struct ResponseContent {
  private enum Form {
    /// All of it is at hand.
    case whole([[UInt8]])
    /// It is made bit by bit.
    case made(any BodySource)
    /// It is made and compressed bit by bit.
    case compressed(CompressedBody)
  }

  /// How much may wait for the socket, in bytes.
  private static let readAhead = 256 * 1024
  /// The size of a piece, in bytes; also what is compressed in one go.
  private static let piece = 64 * 1024
  /// As much, of content that never ends.
  private static let endlessPiece = 16 * 1024

  /// The number of bytes, or nil if they are not all made.
  let count: Int?
  /// How it travels; to be set before it is written.
  var framing = ResponseFraming.Content.none
  private let form: Form

  /// Makes the first piece of what a source gives, so that a short answer has a length, and settles with the client
  /// whether it needs the content and how it is written.
  ///
  /// - Parameters:
  ///   - response: Gets the fields and the status that come of it.
  ///   - request: What is answered; nil if it could not be read.
  init(of response: inout Response, to request: Request?) {
    let made = Self.begin(response.body)
    if case .made(let source) = made.form, source.isEndless { response.isCompressible = false }
    guard let request else {
      (form, count) = made
      return
    }
    let coding = response.chooseCoding(for: request, contentLength: made.count)
    response.revalidate(for: request)
    if response.status == .notModified {
      (form, count) = (.whole([]), 0)
    } else if coding == .gzip {
      (form, count) = Self.compress(made.form)
    } else {
      (form, count) = made
    }
  }

  private static func begin(_ body: ResponseBody) -> (form: Form, count: Int?) {
    switch body {
    case .empty: return (.whole([]), 0)
    case .bytes(let runs): return (.whole(runs), body.count)
    case .stream(let source) where source.count != nil || source.isEndless:
      return (.made(source), source.count)
    case .stream(let source):
      var first = ByteBuffer(capacity: piece + 1024)
      if source.write(into: &first, target: piece) == .done {
        let count = first.count
        return (.whole([first.take()]), count)
      }
      return (.made(ResumedSource(first: first.take(), rest: source)), nil)
    }
  }

  private static func compress(_ form: Form) -> (Form, count: Int?) {
    switch form {
    case .whole(let runs) where runs.reduce(0) { $0 + $1.count } <= piece:
      let compressed = CompressedBody.whole(runs)
      return (.whole([compressed]), compressed.count)
    case .whole(let runs): return (.compressed(CompressedBody(RunsSource(runs))), nil)
    case .made(let source): return (.compressed(CompressedBody(source)), nil)
    case .compressed: return (form, nil)
    }
  }

  /// About how many bytes of memory could be freed if the rest were not sent.
  var burden: Int {
    switch form {
    case .whole: 0
    case .made(let source): source.burden
    case .compressed(let body): body.burden
    }
  }

  /// Whether it goes on until one of the two sides leaves.
  var isEndless: Bool {
    guard case .made(let source) = form else { return false }
    return source.isEndless
  }

  /// Gives the stream what it should have now.
  func write(to stream: Stream) -> BodyProgress {
    guard framing != .none else { return .done }
    switch form {
    case .whole(let runs):
      for run in runs { stream.write(run) }
      return .done
    case .made(let source) where source.isEndless:
      guard stream.queuedByteCount == 0 else { return .more }
      var piece = ByteBuffer()
      let progress = source.write(into: &piece, target: Self.endlessPiece)
      send(piece.take(), progress, to: stream)
      return progress
    case .made(let source):
      while stream.queuedByteCount + Self.piece <= Self.readAhead {
        var piece = ByteBuffer(capacity: min(Self.piece, count ?? .max) + 1024)
        let progress = source.write(into: &piece, target: Self.piece)
        send(piece.take(), progress, to: stream)
        if progress != .more { return progress }
      }
      return .more
    case .compressed(let body):
      guard stream.queuedByteCount == 0 else { return .more }
      var piece = ByteBuffer()
      let progress = body.step(into: &piece)
      send(piece.take(), progress, to: stream)
      return progress
    }
  }

  /// Ends what was announced as chunks and never came to an end of its own.
  func finish(on stream: Stream) {
    if framing == .chunked { stream.write { $0.append(ChunkedEncoding.last) } }
  }

  private func send(_ piece: [UInt8], _ progress: BodyProgress, to stream: Stream) {
    guard framing == .chunked else { return stream.write(piece) }
    if !piece.isEmpty {
      stream.write { ChunkedEncoding.begin(count: piece.count, into: &$0) }
      stream.write(piece)
      stream.write { $0.append(ChunkedEncoding.end) }
    }
    if progress == .done { stream.write { $0.append(ChunkedEncoding.last) } }
  }
}
