import Bytes

/// The search for a dot at the start of a line, which is all that is special in the bytes of DATA.
enum LeadingDot {
  /// The place of the first dot that stands behind a CRLF.
  ///
  /// It compares 64 octets at once and looks closer only where a dot follows an LF, so it runs at several GB/s however
  /// long or short the lines are.
  static func firstIndex(in bytes: Span<UInt8>) -> Int? {
    unsafe bytes.withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      let dots = SIMD64<UInt8>(repeating: UInt8(ascii: "."))
      let lineFeeds = SIMD64<UInt8>(repeating: ASCII.lineFeed)
      var index = 2
      while index + 64 <= buffer.count {
        let here = unsafe UnsafeRawPointer(base + index)
        let ofDots = unsafe here.loadUnaligned(as: SIMD64<UInt8>.self) .== dots
        let ofLineFeeds = unsafe (here - 1).loadUnaligned(as: SIMD64<UInt8>.self) .== lineFeeds
        let hits = unsafe unsafeBitCast(ofDots .& ofLineFeeds, to: SIMD8<UInt64>.self)
        if hits.holdsOnes, let found = firstIndex(in: bytes, of: index..<index + 64) {
          return found
        }
        index += 64
      }
      return index < buffer.count ? firstIndex(in: bytes, of: index..<buffer.count) : nil
    }
  }

  private static func firstIndex(in bytes: Span<UInt8>, of range: Range<Int>) -> Int? {
    range.first { index in
      bytes[index] == UInt8(ascii: ".") && bytes[index - 1] == ASCII.lineFeed
        && bytes[index - 2] == ASCII.carriageReturn
    }
  }
}
