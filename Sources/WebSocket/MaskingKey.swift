internal import Bytes

/// The four bytes with which a client disguises a payload (RFC 6455 section 5.3).
struct MaskingKey: Hashable, Sendable {
  /// The bytes twice, the first one lowest.
  private let word: UInt64

  init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
    let half = UInt64(first) | UInt64(second) << 8 | UInt64(third) << 16 | UInt64(fourth) << 24
    word = half << 32 | half
  }

  /// Takes the mask off the bytes of `payload` from `start` on, eight at a time.
  ///
  /// - Parameters:
  ///   - payload: Ends with the bytes to unmask.
  ///   - start: The first of them.
  ///   - offset: How many bytes of the frame's payload came before.
  func unmask(_ payload: inout [UInt8], from start: Int, offset: Int) {
    let shift = UInt64(offset & 3) * 8
    let word = shift == 0 ? word : word >> shift | word << (64 - shift)
    unsafe payload.withUnsafeMutableBytes { bytes in
      var index = start
      while bytes.count - index >= 8 {
        let masked = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        unsafe bytes.storeBytes(of: masked ^ word.littleEndian, toByteOffset: index, as: UInt64.self)
        index += 8
      }
      var rest = word
      while index < bytes.count {
        unsafe bytes[index] ^= UInt8(truncatingIfNeeded: rest)
        rest >>= 8
        index += 1
      }
    }
  }
}
