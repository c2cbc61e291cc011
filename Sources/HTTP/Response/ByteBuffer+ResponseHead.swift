import Bytes
import HTTPTypes

extension ByteBuffer {
  /// Adds the status line, the fields and the empty line of an answer (RFC 9112 sections 4 and 5).
  ///
  /// `HTTPField` turns CR, LF and NUL in a value into spaces, and refuses names that are no tokens, so that no field can
  /// end early or bring a second one in.
  mutating func append(
    headOf response: Response,
    contentLength: Int?,
    framing: ResponseFraming,
    date: ByteString?
  ) {
    append("HTTP/1.1 ")
    append(decimal: response.status.code, width: 3)
    append(" ")
    append(text: response.status.reasonPhrase)
    append("\r\n")
    for field in response.fields where !field.name.isOwnedBySession {
      append(text: field.name.rawName)
      append(": ")
      unsafe field.withUnsafeBytesOfValue { value in unsafe append(contentsOf: value.span) }
      append("\r\n")
    }
    for line in response.encodedFields { append(line) }
    if let tag = response.entityTag {
      append("ETag: \"")
      append(contentsOf: tag.opaque)
      append("\"\r\n")
    }
    if let date {
      append("Date: ")
      append(contentsOf: date)
      append("\r\n")
    }
    append(framing, contentLength: contentLength, of: response.status)
    append("\r\n")
  }

  private mutating func append(
    _ framing: ResponseFraming,
    contentLength: Int?,
    of status: HTTPResponse.Status
  ) {
    // A HEAD tells the length that GET would have; the length behind a 304 is not known here (RFC 9110 section 8.6).
    if framing.content == .chunked {
      append("Transfer-Encoding: chunked\r\n")
    } else if let contentLength, !status.forbidsContent {
      append("Content-Length: ")
      append(decimal: contentLength)
      append("\r\n")
    }
    // Whoever passes the answer on is to leave `Upgrade` out (RFC 9110 section 7.8).
    if framing.announcesUpgrade { append("Connection: Upgrade\r\n") }
    if framing.closes {
      append("Connection: close\r\n")
    } else if framing.announcesPersistence {
      append("Connection: keep-alive\r\n")
    }
  }
}

extension HTTPField.Name {
  /// Whether the session alone says what this field says.
  fileprivate var isOwnedBySession: Bool {
    switch canonicalName.utf8.count {
    case 4: canonicalName == "date"
    case 10: canonicalName == "connection"
    case 14: canonicalName == "content-length"
    case 17: canonicalName == "transfer-encoding"
    default: false
    }
  }
}
