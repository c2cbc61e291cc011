public import Bytes

/// Makes the content of an answer bit by bit.
public protocol BodySource: AnyObject {
  /// Adds the next bytes to `buffer` and says whether there are more.
  ///
  /// One call adds at least one byte unless it is the last or there is nothing yet, and stops soon after the buffer holds
  /// `target` bytes.
  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress

  /// How many bytes it makes in all, if that is known before they are made.
  var count: Int? { get }

  /// About how many bytes of memory could be freed if nobody had to make the rest.
  var burden: Int { get }

  /// Whether it goes on until one of the two sides leaves.
  ///
  /// There may be thousands of such contents at once, most of them with nothing to give: each is written only while
  /// nothing waits for its client, as it is and never compressed, and ends at once when the server stops.
  var isEndless: Bool { get }

  /// What a source that has said `.waiting` is to call when there is more; set by who sends the content, and to be called
  /// where it is written.
  var onMore: (() -> Void)? { get set }
}

extension BodySource {
  /// Not known.
  public var count: Int? { nil }
  /// None worth counting.
  public var burden: Int { 0 }
  /// Most contents end.
  public var isEndless: Bool { false }
  /// Most contents never wait, and have nobody to call.
  public var onMore: (() -> Void)? {
    get { nil }
    set {}
  }
}
