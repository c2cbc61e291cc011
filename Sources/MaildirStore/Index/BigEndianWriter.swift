internal import Bytes
internal import MailStore

/// Puts numbers and strings into a record.
struct BigEndianWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: some FixedWidthInteger) {
    for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func append(_ string: ByteString) {
    append(UInt32(clamping: string.count))
    bytes.append(contentsOf: string.bytes)
  }

  mutating func append(_ path: Envelope.Path) {
    append(path.address)
    append(path.parameters)
  }
}
