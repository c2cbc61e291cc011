internal import Bytes

/// Writes a document (bsonspec.org, version 1.1), and others behind it.
package struct BSONWriter {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []
  /// Where the documents begin that are not complete.
  private var open: [Int] = []

  package init(capacity: Int = 512) {
    bytes.reserveCapacity(capacity)
  }

  /// A whole document.
  package static func document(_ body: (inout BSONWriter) -> Void) -> [UInt8] {
    var writer = BSONWriter()
    writer.document(body)
    return writer.bytes
  }

  /// Writes a document at the top.
  package mutating func document(_ body: (inout BSONWriter) -> Void) {
    begin()
    body(&self)
    end()
  }

  /// Writes a document as a value.
  package mutating func document(_ key: BSONKey, _ body: (inout BSONWriter) -> Void) {
    write(0x03, key)
    document(body)
  }

  /// Writes an array, whose values `body` gives the keys `.index(0)` and up.
  package mutating func array(_ key: BSONKey, _ body: (inout BSONWriter) -> Void) {
    write(0x04, key)
    document(body)
  }

  /// Writes a document that is complete already.
  package mutating func document(_ key: BSONKey, encoded document: [UInt8]) {
    write(0x03, key)
    bytes.append(contentsOf: document)
  }

  /// Writes text of which it is known that it is UTF-8.
  package mutating func string(_ key: BSONKey, utf8 text: Span<UInt8>) {
    write(0x02, key)
    append(Int32(clamping: text.count + 1))
    bytes.append(copying: text)
    bytes.append(0)
  }

  package mutating func string(_ key: BSONKey, _ text: String) {
    string(key, utf8: Array(text.utf8).span)
  }

  /// Writes text; what in it is not UTF-8 becomes U+FFFD, because servers and drivers refuse it.
  ///
  /// - Returns: Whether nothing was lost.
  @discardableResult
  package mutating func string(_ key: BSONKey, lossy text: Span<UInt8>) -> Bool {
    if (try? UTF8Span(validating: text)) != nil {
      string(key, utf8: text)
      return true
    }
    let replaced = Array(String(decoding: Array(copying: text), as: UTF8.self).utf8)
    string(key, utf8: replaced.span)
    return false
  }

  /// As `string(_:lossy:)` of a span.
  @discardableResult
  package mutating func string(_ key: BSONKey, lossy text: [UInt8]) -> Bool {
    string(key, lossy: text.span)
  }

  package mutating func binary(_ key: BSONKey, _ value: [UInt8]) {
    binary(key, value.span)
  }

  package mutating func binary(_ key: BSONKey, _ value: Span<UInt8>) {
    write(0x05, key)
    append(Int32(clamping: value.count))
    bytes.append(0)
    bytes.append(copying: value)
  }

  /// Writes the name that a server gave to a document; 12 bytes.
  package mutating func objectID(_ key: BSONKey, _ value: [UInt8]) {
    precondition(value.count == 12, "an ObjectId has 12 bytes")
    write(0x07, key)
    bytes.append(contentsOf: value)
  }

  package mutating func bool(_ key: BSONKey, _ value: Bool) {
    write(0x08, key)
    bytes.append(value ? 1 : 0)
  }

  /// Writes a date in milliseconds since 1970.
  package mutating func date(_ key: BSONKey, _ milliseconds: Int64) {
    write(0x09, key)
    append(milliseconds)
  }

  package mutating func null(_ key: BSONKey) {
    write(0x0A, key)
  }

  package mutating func int32(_ key: BSONKey, _ value: Int32) {
    write(0x10, key)
    append(value)
  }

  package mutating func int64(_ key: BSONKey, _ value: Int64) {
    write(0x12, key)
    append(value)
  }

  /// Writes the value that is below all others.
  package mutating func minKey(_ key: BSONKey) {
    write(0xFF, key)
  }

  private mutating func begin() {
    open.append(bytes.count)
    append(Int32(0))
  }

  private mutating func end() {
    bytes.append(0)
    guard let start = open.popLast() else { return }
    let length = UInt32(clamping: bytes.count - start)
    for offset in 0..<4 {
      bytes[start + offset] = UInt8(truncatingIfNeeded: length >> UInt32(8 * offset))
    }
  }

  private mutating func write(_ type: UInt8, _ key: BSONKey) {
    bytes.append(type)
    switch key {
    case .literal(let text): text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    case .text(let text): bytes.append(contentsOf: text.bytes)
    case .index(let index): bytes.append(contentsOf: String(index).utf8)
    }
    bytes.append(0)
  }

  private mutating func append(_ value: some FixedWidthInteger) {
    var rest = value
    for _ in 0..<value.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
