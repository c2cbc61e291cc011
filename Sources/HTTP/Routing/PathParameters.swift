public import Bytes

/// What the `{name}` segments of a route's pattern stand for in the path of a request.
public struct PathParameters: Equatable, Sendable {
  private struct Entry: Equatable, Sendable {
    let name: ByteString
    let value: ByteString
  }

  private var entries: [Entry] = []

  /// No parameters.
  public init() {}

  /// The decoded segment, never empty for a name that is in the pattern, and empty for any other.
  public subscript(name: ByteString) -> ByteString {
    entries.first { $0.name == name }?.value ?? ""
  }

  mutating func append(_ value: ByteString, for name: ByteString) {
    entries.append(Entry(name: name, value: value))
  }
}
