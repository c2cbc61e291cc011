public import Bytes

/// What a function made of some bytes: no digest of one function is taken for one of another.
public struct Digest<Algorithm: DigestAlgorithm>: Hashable, Sendable {
  /// As many bytes as the function makes.
  public let bytes: [UInt8]

  /// Digests bytes that are there all at once.
  public init(of bytes: Span<UInt8>) {
    var digester = Digester<Algorithm>()
    digester.update(bytes)
    self = digester.finish()
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The bytes as digits in lower case.
  public var hexadecimal: ByteString { ByteString(Base16.encode(bytes)) }
}

extension Digest: CustomStringConvertible {
  /// The hexadecimal form.
  public var description: String { hexadecimal.description }
}
