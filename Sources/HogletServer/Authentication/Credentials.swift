internal import Bytes
internal import Digests
package import HTTP
internal import HTTPTypes

/// Who a request says it is from (RFC 7617).
package struct Credentials: Sendable {
  /// The name before the first colon.
  let user: ByteString
  /// What stands behind it.
  let password: [UInt8]

  /// Credentials of these.
  init(user: ByteString, password: [UInt8]) {
    (self.user, self.password) = (user, password)
  }

  /// Reads the `Authorization` of a request; nil if it has none, or one that nobody's could be.
  package init?(of request: Request) {
    guard let value = request.fields[.authorization] else { return nil }
    let bytes = Array(value.utf8)
    let scheme = Array("basic ".utf8)
    guard bytes.count > scheme.count,
      zip(bytes, scheme).allSatisfy({ $0.asciiLowercased == $1 })
    else { return nil }
    let decoded = Base64.decode(bytes.span.extracting(scheme.count...))
    // bcrypt would take what stands before a NUL for all of the password.
    guard decoded.isComplete, let colon = decoded.bytes.firstIndex(of: UInt8(ascii: ":")),
      !decoded.bytes.contains(ASCII.null)
    else { return nil }
    user = ByteString(Array(decoded.bytes[..<colon]))
    password = Array(decoded.bytes[(colon + 1)...])
  }

  /// What a cache knows them by: nobody without `key` can tell whose they are, or guess at them.
  func digest(key: [UInt8]) -> Digest<SHA256> {
    var digester = Digester<SHA256>()
    digester.update(key.span)
    digester.update(user.bytes.span)
    // No name has a colon in it.
    digester.update([UInt8(ascii: ":")].span)
    digester.update(password.span)
    return digester.finish()
  }
}
