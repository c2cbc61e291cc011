internal import Bytes
internal import MailStore

/// Takes numbers and strings out of a record; nil where it ends too early.
struct BigEndianReader {
  private let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func number<Number: FixedWidthInteger>() -> Number? {
    let size = Number.bitWidth / 8
    guard bytes.count - position >= size else { return nil }
    var number: Number = 0
    for byte in bytes[position..<position + size] {
      number = size == 1 ? Number(truncatingIfNeeded: byte) : number << 8 | Number(truncatingIfNeeded: byte)
    }
    position += size
    return number
  }

  mutating func string() -> ByteString? {
    guard let count: UInt32 = number(), Int(count) <= bytes.count - position else { return nil }
    defer { position += Int(count) }
    return ByteString(Array(bytes[position..<position + Int(count)]))
  }

  mutating func path() -> Envelope.Path? {
    guard let address = string(), let parameters = string() else { return nil }
    return Envelope.Path(address, parameters: parameters)
  }
}
