public import Bytes

extension Reply {
  /// Adds the reply as it goes over the wire, each line with its CRLF.
  public func write(into buffer: inout ByteBuffer) {
    switch self {
    case .greeting(let hostname): buffer.append("220 ", echo: hostname, " ESMTP MailHog\r\n")
    case .hello(let client): buffer.append("250 Hello ", echo: client, "\r\n")
    case .extendedHello(let client, let messageSize):
      buffer.append(
        "250-Hello ",
        echo: client,
        "\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-SIZE "
      )
      buffer.append(decimal: messageSize)
      buffer.append("\r\n250-CHUNKING\r\n250-BINARYMIME\r\n250-DSN\r\n250 AUTH PLAIN LOGIN CRAM-MD5\r\n")
    case .sender(let address): buffer.append("250 Sender ", echo: address, " ok\r\n")
    case .recipient(let address): buffer.append("250 Recipient ", echo: address, " ok\r\n")
    case .refusedSender(let address): buffer.append("550 Invalid sender ", echo: address, "\r\n")
    case .refusedRecipient(let address): buffer.append("550 Invalid recipient ", echo: address, "\r\n")
    case .queued(let id): buffer.append("250 Ok: queued as ", echo: id, "\r\n")
    case .received(let octets):
      buffer.append("250 Ok: ")
      buffer.append(decimal: octets)
      buffer.append(" octets received\r\n")
    case .challenge(let text):
      buffer.append("334 ")
      buffer.append(contentsOf: Base64.encode(text.bytes.span))
      buffer.append("\r\n")
    case .closing(let reason, let hostname):
      buffer.append("421 ", echo: hostname, " ")
      buffer.append(text: reason.rawValue)
      buffer.append("\r\n")
    case .fixed(let reply):
      buffer.append(text: reply.rawValue)
      buffer.append("\r\n")
    }
  }
}

extension ByteBuffer {
  /// Adds bytes that came from the client, between two literals.
  ///
  /// A line that only CRLF ends may hold a bare CR or LF. Sent back, it would look like the end of the reply to a
  /// client that is less strict, so a space takes its place. All other bytes stay what they are.
  fileprivate mutating func append(_ before: StaticString, echo: ByteString, _ after: StaticString) {
    append(before)
    let isOneLine =
      Scan.firstIndex(of: ASCII.carriageReturn, in: echo.bytes.span) == nil
      && Scan.firstIndex(of: ASCII.lineFeed, in: echo.bytes.span) == nil
    if isOneLine {
      append(contentsOf: echo)
    } else {
      append(
        contentsOf: echo.bytes.map {
          $0 == ASCII.carriageReturn || $0 == ASCII.lineFeed ? ASCII.space : $0
        }
      )
    }
    append(after)
  }
}
