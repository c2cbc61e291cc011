/// The content of an answer: at hand, or made while the socket drains.
public enum ResponseBody {
  /// Nothing.
  case empty
  /// Runs of bytes that are sent one behind the other without being copied.
  case bytes([[UInt8]])
  /// Bytes that a source makes bit by bit, as fast as the client reads.
  case stream(any BodySource)
}
