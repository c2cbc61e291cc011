internal import Bytes

/// Why bytes are no document.
package enum BSONFault: Error, Equatable {
  /// They end too early, or a length inside points out of them.
  case malformed
  /// Documents lie in each other deeper than any server allows.
  case tooDeep
}

/// Reads documents (bsonspec.org, version 1.1), with no trust in any length.
package struct BSONReader {
  /// How deep documents may lie in each other: a server's own limit.
  private static let depthLimit = 200

  private let end: Int
  private var position: Int

  /// Reads the document that is all of `bytes`.
  package static func read(_ bytes: Span<UInt8>) throws(BSONFault) -> BSONDocument {
    var reader = BSONReader(position: 0, end: bytes.count)
    let document = try reader.document(in: bytes, depth: 0)
    guard reader.position == bytes.count else { throw .malformed }
    return document
  }

  private init(position: Int, end: Int) {
    (self.position, self.end) = (position, end)
  }

  private mutating func document(in bytes: Span<UInt8>, depth: Int) throws(BSONFault) -> BSONDocument {
    guard depth < Self.depthLimit else { throw .tooDeep }
    let start = position
    let length = try int32(in: bytes)
    guard length >= 5, length <= end - start else { throw .malformed }
    var inner = BSONReader(position: position, end: start + length - 1)
    var fields: [BSONDocument.Field] = []
    while inner.position < inner.end { fields.append(try inner.field(in: bytes, depth: depth)) }
    guard bytes[inner.end] == 0 else { throw .malformed }
    position = inner.end + 1
    return BSONDocument(fields)
  }

  private mutating func field(in bytes: Span<UInt8>, depth: Int) throws(BSONFault) -> BSONDocument.Field {
    let type = bytes[position]
    position += 1
    let name = try cString(in: bytes)
    return BSONDocument.Field(name: name, value: try value(of: type, in: bytes, depth: depth))
  }

  private mutating func value(
    of type: UInt8,
    in bytes: Span<UInt8>,
    depth: Int
  ) throws(BSONFault) -> BSONValue {
    switch type {
    case 0x01: return .double(Double(bitPattern: try number(in: bytes)))
    case 0x02: return .string(try string(in: bytes))
    case 0x03: return .document(try document(in: bytes, depth: depth + 1))
    case 0x04: return .array(try document(in: bytes, depth: depth + 1).fields.map(\.value))
    case 0x05: return .binary(try binary(in: bytes))
    case 0x07: return .objectID(try take(12, in: bytes))
    case 0x08: return .bool(try take(1, in: bytes) != [0])
    case 0x09: return .date(Int64(bitPattern: try number(in: bytes)))
    case 0x0A: return .null
    case 0x10: return .integer(Int64(try int32(in: bytes)))
    case 0x12: return .integer(Int64(bitPattern: try number(in: bytes)))
    default:
      try skip(type, in: bytes)
      return .other(type: type)
    }
  }

  /// Passes over what no message has.
  private mutating func skip(_ type: UInt8, in bytes: Span<UInt8>) throws(BSONFault) {
    switch type {
    case 0x06, 0x7F, 0xFF: break
    case 0x0B:
      _ = try cString(in: bytes)
      _ = try cString(in: bytes)
    case 0x0C:
      _ = try string(in: bytes)
      _ = try take(12, in: bytes)
    case 0x0D, 0x0E: _ = try string(in: bytes)
    case 0x0F:
      let length = try int32(in: bytes)
      guard length >= 4 else { throw .malformed }
      _ = try take(length - 4, in: bytes)
    case 0x11: _ = try take(8, in: bytes)
    case 0x13: _ = try take(16, in: bytes)
    default: throw .malformed
    }
  }
}

extension BSONReader {
  private mutating func take(_ count: Int, in bytes: Span<UInt8>) throws(BSONFault) -> [UInt8] {
    guard count >= 0, count <= end - position else { throw .malformed }
    defer { position += count }
    return Array(copying: bytes.extracting(position..<position + count))
  }

  private mutating func string(in bytes: Span<UInt8>) throws(BSONFault) -> [UInt8] {
    let length = try int32(in: bytes)
    guard length >= 1, length <= end - position, bytes[position + length - 1] == 0 else { throw .malformed }
    defer { position += 1 }
    return try take(length - 1, in: bytes)
  }

  private mutating func binary(in bytes: Span<UInt8>) throws(BSONFault) -> [UInt8] {
    let length = try int32(in: bytes)
    guard position < end else { throw .malformed }
    position += 1
    return try take(length, in: bytes)
  }

  private mutating func cString(in bytes: Span<UInt8>) throws(BSONFault) -> [UInt8] {
    guard let zero = Scan.firstIndex(of: 0, in: bytes.extracting(..<end), from: position) else {
      throw .malformed
    }
    let text = try take(zero - position, in: bytes)
    position += 1
    return text
  }

  private mutating func int32(in bytes: Span<UInt8>) throws(BSONFault) -> Int {
    guard end - position >= 4 else { throw .malformed }
    var value: UInt32 = 0
    for offset in 0..<4 { value |= UInt32(bytes[position + offset]) << UInt32(8 * offset) }
    position += 4
    return Int(Int32(bitPattern: value))
  }

  private mutating func number(in bytes: Span<UInt8>) throws(BSONFault) -> UInt64 {
    guard end - position >= 8 else { throw .malformed }
    var value: UInt64 = 0
    for offset in 0..<8 { value |= UInt64(bytes[position + offset]) << UInt64(8 * offset) }
    position += 8
    return value
  }
}
