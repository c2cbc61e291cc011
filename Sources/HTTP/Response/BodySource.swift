public import Bytes

/// Makes the content of an answer bit by bit.
public protocol BodySource: AnyObject {
  /// Adds the next bytes to `buffer` and says whether there are more.
  ///
  /// One call adds at least one byte unless it is the last, and stops soon after the buffer holds `target` bytes.
  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress
}
