public import Bytes

/// The names and values of a query or a form (`application/x-www-form-urlencoded`).
///
/// Read as Go's `url.ParseQuery` reads them: a pair with a bad escape or a `;` is left out, and the others stay.
public struct QueryParameters: Equatable, Sendable {
  private struct Pair: Equatable, Sendable {
    let name: ByteString
    let value: ByteString
  }

  private var pairs: [Pair] = []

  /// Reads what stands behind the `?`, or a body.
  public init(_ text: ByteString) {
    let text = text.bytes.span
    var start = 0
    while start < text.count {
      let end = Scan.firstIndex(of: UInt8(ascii: "&"), in: text, from: start) ?? text.count
      if let pair = Self.pair(text.extracting(start..<end)) { pairs.append(pair) }
      start = end + 1
    }
  }

  /// The value of the first pair of that name, or nil if there is none.
  public func first(_ name: ByteString) -> ByteString? {
    pairs.first { $0.name == name }?.value
  }

  private static func pair(_ text: Span<UInt8>) -> Pair? {
    guard !text.isEmpty, Scan.firstIndex(of: UInt8(ascii: ";"), in: text) == nil else { return nil }
    let nameEnd = Scan.firstIndex(of: UInt8(ascii: "="), in: text) ?? text.count
    let valueStart = min(nameEnd + 1, text.count)
    guard let name = PercentDecoding.decode(text.extracting(0..<nameEnd), plus: .space),
      let value = PercentDecoding.decode(text.extracting(valueStart..<text.count), plus: .space)
    else { return nil }
    return Pair(name: name, value: value)
  }
}
