import Bytes
import HTTPTypes

/// What the fields of a head say about the message itself and the connection.
struct ControlFields {
  private var hosts = 0
  private var hasValidHost = true
  private var lengths: [String] = []
  private var transferCodings: [ByteString] = []
  private var hasTransferEncoding = false
  private var closes = false
  private var keepsAlive = false
  private var expectsContinue = false
  private var expectsOther = false

  init(_ fields: HTTPFields) {
    for field in fields { note(field) }
  }

  private mutating func note(_ field: HTTPField) {
    let name = field.name.canonicalName
    // Comparing lengths first spares most fields five comparisons of strings.
    switch name.utf8.count {
    case 4 where name == "host":
      hosts += 1
      if !field.value.utf8.allSatisfy(\.isHostCharacter) { hasValidHost = false }
    case 6 where name == "expect":
      if field.lowercasedValue == "100-continue" { expectsContinue = true } else { expectsOther = true }
    case 10 where name == "connection":
      let options = field.listMembers
      if options.contains("close") { closes = true }
      if options.contains("keep-alive") { keepsAlive = true }
    case 14 where name == "content-length":
      lengths.append(field.value)
    case 17 where name == "transfer-encoding":
      hasTransferEncoding = true
      transferCodings += field.listMembers
    default:
      break
    }
  }

  /// Refuses a request that names no host, or more than one (RFC 9112 section 3.2).
  func checkHost(_ version: HTTPVersion) throws(Refusal) {
    guard hasValidHost, hosts == 1 || (hosts == 0 && version == .http10) else { throw .badRequest }
  }

  /// Where the content ends (RFC 9112 section 6.3), refusing whatever could be read in two ways.
  func framing(version: HTTPVersion, method: HTTPRequest.Method) throws(Refusal) -> ContentFraming {
    if hasTransferEncoding {
      guard version == .http11, lengths.isEmpty, transferCodings.last == "chunked" else { throw .badRequest }
      let others = transferCodings.dropLast()
      guard !others.contains("chunked"), !others.contains("") else { throw .badRequest }
      guard others.isEmpty else { throw .notImplemented }
      return .chunked
    }
    guard let length = lengths.first else {
      // HTTP/1.0 has no other way to delimit a request's content than closing, which looks like an abort.
      if version == .http10, method == .post || method == .put { throw .lengthRequired }
      return .length(0)
    }
    // A repeated length is refused even if it agrees with itself.
    guard lengths.count == 1, !length.isEmpty, length.utf8.allSatisfy(\.isASCIIDigit) else {
      throw .badRequest
    }
    // Digits alone, so what does not fit is too large.
    guard let count = Int(length) else { throw .contentTooLarge }
    return .length(count)
  }

  /// Whether another request may follow on this connection (RFC 9112 section 9.3).
  func persists(_ version: HTTPVersion) -> Bool {
    switch version {
    case .http10: keepsAlive && !closes
    case .http11: !closes
    }
  }

  /// Whether the client awaits `100 Continue`; HTTP/1.0 has no such thing (RFC 9110 section 10.1.1).
  func expectsContinue(_ version: HTTPVersion) throws(Refusal) -> Bool {
    guard version == .http11 else { return false }
    guard !expectsOther else { throw .expectationFailed }
    return expectsContinue
  }
}
