/// How the bytes of a content are written (RFC 9110 section 8.4.1).
public enum ContentCoding: Equatable, Sendable {
  /// As they are.
  case identity
  /// Compressed (RFC 1952).
  case gzip
}
