internal import COpenSSL

/// What sessions of one kind have in common: whom a client trusts, or who a server is.
///
/// Making one reads files, so it is not for a loop; using one does not. Sessions on any thread may share it.
@safe public final class TLSContext: Sendable {
  /// Which end of the connection a session is.
  enum Side: Sendable {
    case client(verifies: Bool)
    case server
  }

  // OpenSSL counts who uses a context and locks what changes in it; after `init` we only read.
  private nonisolated(unsafe) let pointer: OpaquePointer
  let side: Side

  private init(_ side: Side) {
    let method = unsafe TLS_method()
    // It is memory that lacks, without which Swift stops as well.
    guard let pointer = unsafe SSL_CTX_new(method) else { preconditionFailure("OpenSSL cannot begin") }
    unsafe hoglet_tls_restrict(pointer)
    unsafe self.pointer = pointer
    self.side = side
  }

  deinit {
    unsafe SSL_CTX_free(pointer)
  }

  /// What clients need that trust the certificates which the system trusts.
  ///
  /// - Parameter extraFile: A file of more certificates to trust (PEM), such as a company has its own.
  /// - Returns: The context.
  /// - Throws: That the file has no certificate that can be read.
  public static func client(trusting extraFile: String? = nil) throws(TLSError) -> TLSContext {
    let context = TLSContext(.client(verifies: true))
    unsafe SSL_CTX_set_verify(context.pointer, SSL_VERIFY_PEER, nil)
    // A machine without certificates trusts nobody, and each handshake says so.
    _ = unsafe SSL_CTX_set_default_verify_paths(context.pointer)
    if let extraFile {
      guard unsafe SSL_CTX_load_verify_file(context.pointer, extraFile) == 1 else {
        ERR_clear_error()
        throw .unusableFile(extraFile)
      }
    }
    ERR_clear_error()
    return context
  }

  /// What clients need that take whatever certificate they are shown: the connection is private, and the peer may be
  /// anybody.
  public static func trustingClient() -> TLSContext {
    let context = TLSContext(.client(verifies: false))
    unsafe SSL_CTX_set_verify(context.pointer, SSL_VERIFY_NONE, nil)
    return context
  }

  /// What a server needs: its certificate, with those between it and a root behind it, and its key (both PEM).
  ///
  /// - Throws: That one of the files cannot be used.
  package static func server(certificate: String, key: String) throws(TLSError) -> TLSContext {
    let context = TLSContext(.server)
    defer { ERR_clear_error() }
    guard unsafe SSL_CTX_use_certificate_chain_file(context.pointer, certificate) == 1 else {
      throw .unusableFile(certificate)
    }
    guard unsafe SSL_CTX_use_PrivateKey_file(context.pointer, key, SSL_FILETYPE_PEM) == 1 else {
      throw .unusableFile(key)
    }
    return context
  }

  /// A new session's state, which the caller frees.
  func makeSession() -> OpaquePointer {
    guard let session = unsafe SSL_new(pointer) else { preconditionFailure("OpenSSL cannot begin a session") }
    return unsafe session
  }
}
