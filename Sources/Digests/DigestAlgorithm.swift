/// A function that makes a short digest of any bytes.
public protocol DigestAlgorithm: Sendable {
  /// Which function it is.
  static var function: DigestFunction { get }
}

/// What OpenSSL is asked for.
public enum DigestFunction: Sendable {
  /// 16 bytes.
  case md5
  /// 20 bytes.
  case sha1
  /// 32 bytes.
  case sha256

  /// How many bytes a digest has.
  public var count: Int {
    switch self {
    case .md5: 16
    case .sha1: 20
    case .sha256: 32
    }
  }
}

/// MD5 (RFC 1321): for protocols that ask for it; it protects nothing.
public enum MD5: DigestAlgorithm {
  /// Which function it is.
  public static var function: DigestFunction { .md5 }
}

/// SHA-1 (RFC 3174): for protocols that ask for it; it protects nothing.
public enum SHA1: DigestAlgorithm {
  /// Which function it is.
  public static var function: DigestFunction { .sha1 }
}

/// SHA-256 (RFC 6234).
public enum SHA256: DigestAlgorithm {
  /// Which function it is.
  public static var function: DigestFunction { .sha256 }
}
