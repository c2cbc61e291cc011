/// Why a connection cannot be, or is no longer, protected: one line for people, which tells no secrets.
public enum TLSError: Error, Equatable, Sendable {
  /// The file with certificates to trust cannot be used.
  case unusableFile(String)
  /// The peer's certificate does not prove that it is who we want to talk to.
  case certificate(String)
  /// The two sides do not agree, or what came is not TLS.
  case handshake(String)
  /// What came behind the handshake was damaged, or the peer broke off with an alert.
  case broken(String)
}

extension TLSError: CustomStringConvertible {
  /// What went wrong, in OpenSSL's words where it knows more.
  public var description: String {
    switch self {
    case .unusableFile(let path): "cannot read certificates from \(path)"
    case .certificate(let reason): "the server's certificate is not accepted: \(reason)"
    case .handshake(let reason): "no TLS handshake: \(reason)"
    case .broken(let reason): "the TLS connection broke: \(reason)"
    }
  }
}
