/// Goes through all parts of a message, each before the parts within it, and keeps only the way down to where it is.
public struct PartWalk: Sendable {
  /// What the walk comes across.
  public enum Step: Equatable, Sendable {
    /// A part: the first of its multipart has index 0. If `isOpened`, the parts within it follow, and then `end`.
    case part(Content, index: Int, isOpened: Bool)
    /// The end of a multipart that has `count` parts.
    case end(count: Int)
  }

  private struct Level {
    var parts: Multipart.Parts
    var count = 0
  }

  /// At most `Multipart.nestingLimit` of them.
  private var levels: [Level]

  /// A walk through the parts of `multipart`, which its own `end` concludes.
  public init(through multipart: Multipart) {
    levels = [Level(parts: multipart.parts)]
  }

  /// The next step, or nil when the walk is over.
  public mutating func next(in bytes: Span<UInt8>) -> Step? {
    guard let last = levels.indices.last else { return nil }
    let index = levels[last].count
    guard let part = levels[last].parts.next(in: bytes) else {
      levels.removeLast()
      return .end(count: index)
    }
    levels[last].count += 1
    guard let inner = part.multipart, levels.count < Multipart.nestingLimit else {
      return .part(part, index: index, isOpened: false)
    }
    levels.append(Level(parts: inner.parts))
    return .part(part, index: index, isOpened: true)
  }
}
