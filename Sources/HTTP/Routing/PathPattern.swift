import Bytes

/// The paths that a route serves: `/api/v1/messages/{id}`, where `{id}` is any one segment that is not empty.
///
/// The path is split at its slashes first and decoded after, so that `%2F` is part of a segment and never its end
/// (RFC 3986 section 2.2).
public struct PathPattern: Equatable, Sendable {
  private enum Segment: Equatable, Sendable {
    /// These bytes and no others.
    case literal([UInt8])
    /// Anything, kept under this name.
    case parameter(ByteString)
  }

  /// The pattern as it was written.
  public let text: String
  private let segments: [Segment]

  /// Reads a pattern, which begins with a slash.
  public init(_ text: String) {
    self.text = text
    segments = text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { segment in
        guard segment.first == UInt8(ascii: "{"), segment.last == UInt8(ascii: "}") else {
          return .literal(Array(segment))
        }
        return .parameter(ByteString(Array(segment.dropFirst().dropLast())))
      }
  }

  /// The number of segments of a path: that of its slashes.
  static func segmentCount(of path: Span<UInt8>) -> Int {
    var count = 0
    for index in path.indices where path[index] == UInt8(ascii: "/") { count += 1 }
    return count
  }

  /// Whether a path of `segmentCount` segments, still encoded, is one of these.
  func matches(_ path: Span<UInt8>, segmentCount: Int) -> Bool {
    guard segmentCount == segments.count, path[0] == UInt8(ascii: "/") else { return false }
    return everySegment(of: path) { segment, text in
      switch segment {
      case .literal(let bytes): PercentDecoding.decodes(text, to: bytes.span)
      case .parameter: !text.isEmpty
      }
    }
  }

  /// The parameters of a path that matches; nil if one has a bad escape.
  func parameters(of path: Span<UInt8>) -> PathParameters? {
    var parameters = PathParameters()
    let isWhole = everySegment(of: path) { segment, text in
      guard case .parameter(let name) = segment else { return true }
      guard let value = PercentDecoding.decode(text, plus: .literal) else { return false }
      parameters.append(value, for: name)
      return true
    }
    return isWhole ? parameters : nil
  }

  /// Whether a condition holds for every segment and what stands in its place in a path of as many segments.
  private func everySegment(of path: Span<UInt8>, satisfies condition: (Segment, Span<UInt8>) -> Bool) -> Bool
  {
    var start = 1
    for segment in segments {
      let end = Scan.firstIndex(of: UInt8(ascii: "/"), in: path, from: start) ?? path.count
      guard condition(segment, path.extracting(start..<end)) else { return false }
      start = end + 1
    }
    return true
  }
}

extension PathPattern: ExpressibleByStringLiteral {
  /// Reads a pattern.
  public init(stringLiteral value: String) { self.init(value) }
}
