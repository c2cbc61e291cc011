internal import COpenSSL

/// OpenSSL's functions, fetched once, when the first is wanted.
///
/// They come from a library context of our own with the provider that is built into libcrypto: what the machine's
/// configuration allows (FIPS mode takes MD5 away) is about protecting secrets, and we use digests as protocols ask.
enum Library {
  /// Lifts the condition `fips=yes`, which some distributions put on every context.
  static let properties = "-fips"

  // The pointers are constants, and what they point to is not changed: OpenSSL shares it between threads itself.
  private nonisolated(unsafe) static let context: OpaquePointer? = {
    let context = unsafe OSSL_LIB_CTX_new()
    _ = unsafe OSSL_PROVIDER_load(context, "default")
    return unsafe context
  }()
  private nonisolated(unsafe) static let md5 = unsafe fetch(.md5)
  private nonisolated(unsafe) static let sha1 = unsafe fetch(.sha1)
  private nonisolated(unsafe) static let sha256 = unsafe fetch(.sha256)
  nonisolated(unsafe) static let hmac = unsafe EVP_MAC_fetch(context, "HMAC", properties)

  static func function(_ function: DigestFunction) -> OpaquePointer? {
    switch function {
    case .md5: unsafe md5
    case .sha1: unsafe sha1
    case .sha256: unsafe sha256
    }
  }

  static func name(_ function: DigestFunction) -> String {
    switch function {
    case .md5: "MD5"
    case .sha1: "SHA1"
    case .sha256: "SHA256"
    }
  }

  private static func fetch(_ function: DigestFunction) -> OpaquePointer? {
    unsafe EVP_MD_fetch(context, name(function), properties)
  }
}
