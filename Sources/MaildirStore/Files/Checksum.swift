/// Tells whole records from torn ones, and long names from each other (FNV-1a, 64 bits).
package enum Checksum {
  /// The checksum of `bytes`.
  package static func of(_ bytes: Span<UInt8>) -> UInt64 {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in bytes.indices { sum = (sum ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
    return sum
  }
}
