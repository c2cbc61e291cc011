import Bytes

/// What a client session is given once and never changes, and the commands that come of it.
struct ClientJob {
  /// How the client behaves.
  let configuration: SMTPClientConfiguration
  /// What it delivers.
  let delivery: SMTPDelivery
  /// Digests a challenge for CRAM-MD5; nil if nobody can.
  let hmacMD5: SMTPClientSession.HMACMD5?

  /// Whether SMTPUTF8 has to be asked for.
  var needsSMTPUTF8: Bool { delivery.message.needsSMTPUTF8 || delivery.hasInternationalAddress }

  /// Checks that nothing of it can break out of the line or the brackets that it is sent in.
  func validate() throws(SMTPClientError) {
    guard configuration.hostname.isWord else {
      throw SMTPClientError(.malformedHostname(configuration.hostname), at: .envelope)
    }
    guard !delivery.recipients.isEmpty else { throw SMTPClientError(.noRecipients, at: .envelope) }
    if !delivery.sender.isEmpty { try validate(delivery.sender) }
    for recipient in delivery.recipients { try validate(recipient) }
  }

  private func validate(_ address: ByteString) throws(SMTPClientError) {
    guard address.fitsInPath else { throw SMTPClientError(.malformedAddress(address), at: .envelope) }
  }

  /// EHLO or HELO.
  func hello(isExtended: Bool) -> [UInt8] {
    var line = ByteBuffer()
    line.append(isExtended ? "EHLO " : "HELO ")
    line.append(contentsOf: configuration.hostname)
    line.append("\r\n")
    return line.bytes
  }

  /// MAIL, with the parameters that the server understands and the message needs.
  func mail(_ extensions: ServerExtensions) -> [UInt8] {
    var line = ByteBuffer()
    line.append("MAIL FROM:<")
    line.append(contentsOf: delivery.sender)
    line.append(">")
    if extensions.size != nil {
      line.append(" SIZE=")
      line.append(decimal: delivery.message.size)
    }
    if extensions.eightBitMIME, delivery.message.isEightBit { line.append(" BODY=8BITMIME") }
    if needsSMTPUTF8 { line.append(" SMTPUTF8") }
    line.append("\r\n")
    return line.bytes
  }

  /// RCPT for one of the recipients.
  func recipient(_ index: Int) -> [UInt8] {
    var line = ByteBuffer()
    line.append("RCPT TO:<")
    line.append(contentsOf: delivery.recipients[index])
    line.append(">\r\n")
    return line.bytes
  }

  /// The mechanism to use, of those that the server offers; nil if none will do.
  func mechanism(for credentials: SMTPCredentials, offered: [Mechanism], isEncrypted: Bool) -> Mechanism? {
    let usable = offered.filter { $0 != .cramMD5 || hmacMD5 != nil }
    if let wanted = credentials.mechanism { return usable.contains(wanted) ? wanted : nil }
    let preferred: [Mechanism] = isEncrypted ? [.plain, .login, .cramMD5] : [.cramMD5, .plain, .login]
    return preferred.first(where: usable.contains)
  }

  typealias Mechanism = SMTPCredentials.Mechanism
}

extension ByteString {
  /// Whether this is something that a line can hold as one word.
  fileprivate var isWord: Bool { !isEmpty && bytes.allSatisfy { !$0.isASCIIControl && $0 != ASCII.space } }

  /// Whether this can stand between `<` and `>`, in a line of the length that RFC 5321 section 4.5.3.1.6 allows.
  ///
  /// It is no full grammar of addresses: what a server wants to refuse, it may refuse itself. Brackets are held back even
  /// in quotes, because many servers look for the first one.
  fileprivate var fitsInPath: Bool {
    guard !isEmpty, count <= 900 else { return false }
    var isQuoted = false
    var isEscaped = false
    for byte in bytes {
      guard !byte.isASCIIControl, byte != UInt8(ascii: "<"), byte != UInt8(ascii: ">") else { return false }
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if isQuoted {
        isEscaped = byte == UInt8(ascii: "\\")
      } else if byte == ASCII.space {
        return false
      }
    }
    return !isQuoted
  }
}
