public import Bytes

/// Writes content of unknown length as chunks (RFC 9112 section 7.1).
public enum ChunkedEncoding {
  /// Adds what stands before a chunk of `count` bytes, which must not be zero: an empty chunk ends the content.
  public static func begin(count: Int, into buffer: inout ByteBuffer) {
    precondition(count > 0, "an empty chunk would end the content")
    buffer.append(hexadecimal: count)
    buffer.append("\r\n")
  }

  /// What stands behind each chunk.
  public static let end: StaticString = "\r\n"

  /// What ends the content, without trailers.
  public static let last: StaticString = "0\r\n\r\n"
}
