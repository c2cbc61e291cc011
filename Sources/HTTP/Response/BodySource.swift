public import Bytes

/// Makes the content of an answer bit by bit.
public protocol BodySource: AnyObject {
  /// Adds the next bytes to `buffer` and says whether there are more.
  ///
  /// One call adds at least one byte unless it is the last, and stops soon after the buffer holds `target` bytes.
  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress

  /// How many bytes it makes in all, if that is known before they are made.
  var count: Int? { get }

  /// About how many bytes of memory could be freed if nobody had to make the rest.
  var burden: Int { get }
}

extension BodySource {
  /// Not known.
  public var count: Int? { nil }
  /// None worth counting.
  public var burden: Int { 0 }
}
