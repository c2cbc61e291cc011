internal import Bytes
internal import HTTP
internal import MailHogView

/// Writes the `MIME` of a message: null, or its tree of parts.
struct PartsJSON: Sendable {
  private enum Phase: Sendable {
    /// Nothing is written.
    case unwritten
    /// In front of what the walk comes across next.
    case walking(PartWalk)
    /// In a part; further ones within it follow if `isOpened`.
    case part(ContentJSON, isOpened: Bool, PartWalk)
    /// Behind all parts.
    case written
  }

  private let multipart: Multipart?
  private var phase = Phase.unwritten
  /// In how many parts the walk is.
  private var depth = 0

  init(of content: Content) {
    multipart = content.multipart
  }

  mutating func write(from bytes: Span<UInt8>, into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    while buffer.count < target {
      switch phase {
      case .unwritten:
        buffer.append(multipart == nil ? "null" : "{\"Parts\":")
        phase = multipart.map { .walking(PartWalk(through: $0)) } ?? .written
      case .walking(let walk):
        phase = next(of: walk, in: bytes, into: &buffer)
      case .part(var part, let isOpened, let walk):
        let progress = part.write(from: bytes, into: &buffer, target: target)
        phase = .part(part, isOpened: isOpened, walk)
        guard progress == .done else { return .more }
        buffer.append(isOpened ? ",\"MIME\":{\"Parts\":" : ",\"MIME\":null}")
        phase = .walking(walk)
      case .written:
        return .done
      }
    }
    return .more
  }

  private mutating func next(of walk: PartWalk, in bytes: Span<UInt8>, into buffer: inout ByteBuffer) -> Phase
  {
    var walk = walk
    switch walk.next(in: bytes) {
    case .part(let part, let index, let isOpened):
      buffer.append(index == 0 ? "[" : ",")
      if isOpened { depth += 1 }
      return .part(ContentJSON(part), isOpened: isOpened, walk)
    case .end(let count):
      buffer.append(count == 0 ? "null}" : "]}")
      guard depth > 0 else { return .written }
      depth -= 1
      buffer.append("}")
      return .walking(walk)
    case nil:
      return .written
    }
  }
}
