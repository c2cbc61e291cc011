/// What goes on with a connection in another protocol when HTTP has ended on it (RFC 9110 section 7.8).
///
/// How that is done is known to whoever owns the connection.
public protocol ProtocolUpgrade: Sendable {}
