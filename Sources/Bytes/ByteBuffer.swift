/// A growing run of bytes that a writer fills and a sender empties.
///
/// Appending text costs a copy of its UTF-8 and no `String`.
public struct ByteBuffer: Equatable, Sendable {
  /// What has been appended and not taken.
  public private(set) var bytes: [UInt8] = []

  /// An empty buffer that holds `capacity` bytes before it grows.
  public init(capacity: Int = 0) {
    if capacity > 0 { bytes.reserveCapacity(capacity) }
  }

  /// The number of bytes held.
  @inlinable
  public var count: Int { bytes.count }

  /// Whether nothing is held.
  @inlinable
  public var isEmpty: Bool { bytes.isEmpty }

  /// Adds one byte.
  public mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Adds the bytes of an array.
  public mutating func append(contentsOf more: [UInt8]) { bytes.append(contentsOf: more) }

  /// Adds a part of an array.
  public mutating func append(contentsOf more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }

  /// Adds the bytes of a byte string.
  public mutating func append(contentsOf more: ByteString) { bytes.append(contentsOf: more.bytes) }

  /// Adds the bytes of a span.
  public mutating func append(contentsOf more: Span<UInt8>) { bytes.append(copying: more) }

  /// Adds a literal.
  public mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Lets `body` write up to `room` bytes where they belong.
  mutating func append(upTo room: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
    bytes.append(addingCapacity: room, initializingWith: body)
  }

  /// Adds the UTF-8 form of `text`.
  public mutating func append(text: String) { bytes.append(contentsOf: text.utf8) }

  /// Adds `value` in decimal.
  public mutating func append(decimal value: some BinaryInteger) {
    if let small = UInt8(exactly: value), small < 10 {
      bytes.append(UInt8(ascii: "0") + small)
    } else {
      bytes.append(contentsOf: String(value).utf8)
    }
  }

  /// Adds a non-negative number in decimal, with leading zeros up to `width` digits; a longer one keeps all of its own.
  public mutating func append(decimal value: Int, width: Int) {
    // Most numbers of a date.
    if width == 2 && value < 100 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10))
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
      return
    }
    var divisor = 1
    for _ in 1..<max(width, 1) { divisor *= 10 }
    while value / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: (value / divisor) % 10))
      divisor /= 10
    }
  }

  /// Adds a number in hexadecimal, in lower case and without leading zeros.
  public mutating func append(hexadecimal value: Int) {
    bytes.append(contentsOf: String(value, radix: 16).utf8)
  }

  /// Removes all bytes and keeps the storage, unless it is larger than `limit` bytes.
  public mutating func removeAll(keeping limit: Int = .max) {
    bytes.removeAll(keepingCapacity: bytes.capacity <= limit)
  }

  /// Gives up all bytes and leaves the buffer empty, without storage.
  public mutating func take() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }
}
