internal import Bytes

/// The value of `Date`, formatted once a second.
///
/// Lives on the HTTP loop.
final class HTTPClock {
  private var second: Int64 = .min
  private var text: ByteString = ""

  /// The time now, in the format of RFC 9110 section 5.6.7.
  func date() -> ByteString {
    let now = WallClock.now()
    let second = now.nanoseconds / 1_000_000_000
    if second != self.second {
      var buffer = ByteBuffer(capacity: 32)
      buffer.append(imfFixdate: now)
      text = ByteString(buffer.take())
      self.second = second
    }
    return text
  }
}
