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
  public var hexadecimal: ByteString {
    func digit(_ value: UInt8) -> UInt8 {
      value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
    return ByteString(bytes.flatMap { [digit($0 >> 4), digit($0 & 15)] })
  }
}

extension Digest: CustomStringConvertible {
  /// The hexadecimal form.
  public var description: String { hexadecimal.description }
}
