internal import Bytes
internal import COpenSSL

/// Makes a code that only who has the key can make (RFC 2104), of bytes that come piece by piece.
@safe public struct HMAC<Algorithm: DigestAlgorithm>: ~Copyable {
  private let context: OpaquePointer

  /// A code over nothing yet; `key` may have any length.
  public init(key: Span<UInt8>) {
    // Without bytes a span may have no address, which OpenSSL would read as "the key of before".
    let key = key.isEmpty ? [0] : Array(copying: key)
    let begun: OpaquePointer? = unsafe key.withUnsafeBufferPointer { key in
      guard let context = unsafe EVP_MAC_CTX_new(Library.hmac) else { return nil }
      let result = unsafe hoglet_hmac_init(
        context,
        Library.name(Algorithm.function),
        Library.properties,
        key.baseAddress,
        key.count
      )
      return unsafe result == 1 ? context : nil
    }
    // The function is there (see Library), so it is memory that lacks, without which Swift stops as well.
    guard let context = unsafe begun else { preconditionFailure("OpenSSL cannot begin a code") }
    unsafe self.context = context
  }

  deinit {
    unsafe EVP_MAC_CTX_free(context)
  }

  /// The code of bytes that are there all at once.
  public static func code(of bytes: Span<UInt8>, key: Span<UInt8>) -> Digest<Algorithm> {
    var code = HMAC(key: key)
    code.update(bytes)
    return code.finish()
  }

  /// Takes the next bytes.
  public mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      _ = unsafe EVP_MAC_update(context, bytes.baseAddress, bytes.count)
    }
  }

  /// The code of all that came.
  public consuming func finish() -> Digest<Algorithm> {
    let count = Algorithm.function.count
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      _ = unsafe EVP_MAC_final(context, bytes.baseAddress, &filled, count)
      filled = count
    }
    return Digest(bytes: bytes)
  }
}
