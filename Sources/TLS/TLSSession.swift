public import Bytes
internal import COpenSSL

/// One end of a TLS connection (RFC 8446, RFC 5246), without input or output: bytes in, bytes out.
///
/// What it is given it takes all of, and what it makes is in the caller's buffers when a call returns. So it holds less
/// than a record of what came (16 KB), whatever the peer sends.
@safe public struct TLSSession: ~Copyable {
  /// How far a connection is.
  public enum State: Equatable, Sendable {
    /// The two sides are agreeing on keys.
    case handshaking
    /// What is sent is protected.
    case established
    /// The peer has said that it sends no more.
    case ended
  }

  /// How much is given to OpenSSL, or asked of it, at once, in bytes.
  private static let pieceSize = 16 * 1024

  private let session: OpaquePointer
  /// What came from the peer, and what goes to it; the session owns both.
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer
  private let verifies: Bool

  /// How far the connection is.
  public private(set) var state = State.handshaking

  /// A client's end, on a connection to `host`.
  ///
  /// - Parameters:
  ///   - context: Whom the client trusts.
  ///   - host: The name or the numeric address that the certificate must be for; a name is also told to the server
  ///     (RFC 6066 section 3).
  /// - Throws: That no certificate can be for such a host.
  public init(client context: TLSContext, host: String) throws(TLSError) {
    let session = unsafe context.makeSession()
    unsafe SSL_set_connect_state(session)
    guard unsafe Self.expect(host, of: session) else {
      unsafe SSL_free(session)
      throw .handshake("the host name cannot be used")
    }
    unsafe self.init(session, context)
  }

  /// A server's end.
  package init(server context: TLSContext) {
    let session = unsafe context.makeSession()
    unsafe SSL_set_accept_state(session)
    unsafe self.init(session, context)
  }

  private init(_ session: OpaquePointer, _ context: TLSContext) {
    // It is memory that lacks, without which Swift stops as well.
    guard let incoming = unsafe hoglet_bio_new(), let outgoing = unsafe hoglet_bio_new()
    else { preconditionFailure("OpenSSL cannot begin a session") }
    unsafe SSL_set_bio(session, incoming, outgoing)
    unsafe (self.session, self.incoming, self.outgoing) = (session, incoming, outgoing)
    if case .client(let verifies) = context.side { self.verifies = verifies } else { verifies = false }
  }

  deinit {
    unsafe SSL_free(session)
  }

  /// The version agreed on, `TLSv1.3`; for logs.
  public var version: String { unsafe String(cString: SSL_get_version(session)) }

  /// Begins the handshake: a client has the first word.
  ///
  /// - Parameter output: Gets what is to be sent.
  /// - Throws: That OpenSSL has nothing to offer, as a machine's configuration may have it.
  public mutating func start(into output: inout ByteBuffer) throws(TLSError) {
    try shakeHands(into: &output)
  }

  /// Takes what came from the peer.
  ///
  /// - Parameters:
  ///   - input: The protected bytes.
  ///   - plain: Gets what they said.
  ///   - output: Gets what is to be sent, also when this throws: the peer is told why.
  /// - Throws: That the connection is not, or no longer, to be used.
  public mutating func receive(
    _ input: Span<UInt8>,
    into plain: inout ByteBuffer,
    answering output: inout ByteBuffer
  ) throws(TLSError) {
    var position = 0
    // What follows the peer's farewell is nothing that anybody could have meant.
    while position < input.count, state != .ended {
      let end = min(position + Self.pieceSize, input.count)
      unsafe input.extracting(position..<end).withUnsafeBufferPointer { piece in
        // A buffer in memory takes all, or memory lacks.
        _ = unsafe BIO_write(incoming, piece.baseAddress, Int32(piece.count))
      }
      position = end
      if state == .handshaking { try shakeHands(into: &output) }
      if state == .established { try read(into: &plain, answering: &output) }
    }
  }

  /// Protects `plain`.
  ///
  /// - Parameters:
  ///   - plain: What to say.
  ///   - output: Gets what is to be sent.
  /// - Throws: That nothing can be said: before the handshake is over, or on a broken connection.
  public mutating func send(_ plain: Span<UInt8>, into output: inout ByteBuffer) throws(TLSError) {
    guard state != .handshaking else { throw .broken("nothing can be sent yet") }
    var position = 0
    while position < plain.count {
      let end = min(position + Self.pieceSize, plain.count)
      ERR_clear_error()
      let result = unsafe plain.extracting(position..<end).withUnsafeBufferPointer { piece in
        unsafe SSL_write(session, piece.baseAddress, Int32(piece.count))
      }
      drain(into: &output)
      guard result > 0 else { throw .broken(Self.reason()) }
      position += Int(result)
    }
  }

  /// Says that we send no more (close_notify).
  public mutating func close(into output: inout ByteBuffer) {
    guard state != .handshaking else { return }
    ERR_clear_error()
    _ = unsafe SSL_shutdown(session)
    ERR_clear_error()
    drain(into: &output)
  }

  /// Sets whom the certificate must be for; false if none can be.
  private static func expect(_ host: String, of session: OpaquePointer) -> Bool {
    // Whatever is tried in vain leaves an error behind.
    defer { ERR_clear_error() }
    let expectation = unsafe SSL_get0_param(session)
    guard !host.isEmpty, !host.utf8.contains(0) else { return false }
    if unsafe X509_VERIFY_PARAM_set1_ip_asc(expectation, host) == 1 { return true }
    unsafe X509_VERIFY_PARAM_set_hostflags(expectation, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS))
    return unsafe SSL_set1_host(session, host) == 1 && hoglet_tls_name_server(session, host) == 1
  }

  private mutating func shakeHands(into output: inout ByteBuffer) throws(TLSError) {
    ERR_clear_error()
    let result = unsafe SSL_do_handshake(session)
    let code = unsafe SSL_get_error(session, result)
    drain(into: &output)
    if result == 1 {
      state = .established
    } else if code != SSL_ERROR_WANT_READ {
      throw handshakeError()
    }
  }

  private mutating func read(
    into plain: inout ByteBuffer,
    answering output: inout ByteBuffer
  ) throws(TLSError) {
    var code = SSL_ERROR_NONE
    while code == SSL_ERROR_NONE {
      ERR_clear_error()
      unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.pieceSize) { room in
        let count = unsafe SSL_read(session, room.baseAddress, Int32(room.count))
        code = unsafe SSL_get_error(session, count)
        guard count > 0 else { return }
        unsafe plain.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<Int(count)]).span)
      }
    }
    // Keys that the peer asks to be changed are answered here.
    drain(into: &output)
    switch code {
    case SSL_ERROR_WANT_READ: break
    case SSL_ERROR_ZERO_RETURN: state = .ended
    default: throw .broken(Self.reason())
    }
  }

  private func drain(into output: inout ByteBuffer) {
    while unsafe hoglet_bio_pending(outgoing) > 0 {
      unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.pieceSize) { room in
        let count = unsafe BIO_read(outgoing, room.baseAddress, Int32(room.count))
        guard count > 0 else { return }
        unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<Int(count)]).span)
      }
    }
  }

  private func handshakeError() -> TLSError {
    let verdict = unsafe SSL_get_verify_result(session)
    guard verifies, verdict != Int(X509_V_OK) else { return .handshake(Self.reason()) }
    ERR_clear_error()
    return unsafe .certificate(String(cString: X509_verify_cert_error_string(verdict)))
  }

  /// What OpenSSL says of the first thing that went wrong, without the names of its files and functions.
  private static func reason() -> String {
    defer { ERR_clear_error() }
    guard let text = unsafe ERR_reason_error_string(ERR_get_error()) else { return "for no reason given" }
    return unsafe String(cString: text)
  }
}
