public import Bytes

/// The content of an answer: at hand, or made while the socket drains.
public enum ResponseBody {
  /// Nothing.
  case empty
  /// Runs of bytes that are sent one behind the other without being copied.
  case bytes([[UInt8]])
  /// Bytes that a source makes bit by bit, as fast as the client reads.
  case stream(any BodySource)
}

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

/// Whether a source has more to give.
public enum BodyProgress: Equatable, Sendable {
  /// There is more.
  case more
  /// That was all.
  case done
}
