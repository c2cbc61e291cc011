extension Scan {
  /// The first place of a byte above 0x7F at or after `start`: where text stops being plain ASCII.
  public static func firstNonASCII(in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
    var position = start
    position += unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe lengthOfPlainBlocks(in: UnsafeRawBufferPointer(buffer), from: start)
    }
    while position < bytes.count {
      if bytes[position] > 0x7F { return position }
      position += 1
    }
    return nil
  }

  /// How many bytes in whole blocks of 64 are ASCII.
  private static func lengthOfPlainBlocks(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let highBits = SIMD8<UInt64>(repeating: 0x8080_8080_8080_8080)
    var position = start
    while position + 64 <= bytes.count {
      let block = unsafe bytes.loadUnaligned(fromByteOffset: position, as: SIMD8<UInt64>.self)
      if (block & highBits).holdsOnes { break }
      position += 64
    }
    return position - start
  }
}
