internal import CLinux

/// Unguessable bytes, drawn from the kernel a page at a time.
struct RandomSource {
  private static let pool = 4 * 1024

  private var bytes = [UInt8](repeating: 0, count: RandomSource.pool)
  private var position = RandomSource.pool

  /// Calls `body` with `count` fresh bytes, at most a page.
  mutating func with<Result>(_ count: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    if position + count > bytes.count { refill() }
    defer { position += count }
    return body(bytes.span.extracting(position..<position + count))
  }

  private mutating func refill() {
    position = 0
    var filled = 0
    while filled < bytes.count {
      let result = unsafe bytes.withUnsafeMutableBytes { bytes in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
        return unsafe getrandom(rest.baseAddress, rest.count, 0)
      }
      // The kernel's generator is seeded long before a server starts; only a signal can interrupt it.
      if result > 0 { filled += result }
    }
  }
}
