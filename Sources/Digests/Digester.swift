internal import COpenSSL

/// Makes a digest of bytes that come piece by piece.
@safe public struct Digester<Algorithm: DigestAlgorithm>: ~Copyable {
  private let context: OpaquePointer

  /// A digester that has seen nothing yet.
  public init() {
    // The function is there (see Library), so it is memory that lacks, without which Swift stops as well.
    guard let context = unsafe EVP_MD_CTX_new(),
      unsafe EVP_DigestInit_ex2(context, Library.function(Algorithm.function), nil) == 1
    else { preconditionFailure("OpenSSL cannot begin a digest") }
    unsafe self.context = context
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
  }

  /// Takes the next bytes.
  public mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      _ = unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }
  }

  /// The digest of all that came.
  public consuming func finish() -> Digest<Algorithm> {
    let count = Algorithm.function.count
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      _ = unsafe EVP_DigestFinal_ex(context, bytes.baseAddress, nil)
      filled = count
    }
    return Digest(bytes: bytes)
  }
}
