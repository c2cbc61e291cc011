import Bytes

/// What a server offers in its answer to EHLO, as far as a client can use it (RFC 5321 section 4.1.1.1).
struct ServerExtensions: Equatable {
  /// STARTTLS (RFC 3207).
  var startTLS = false
  /// 8BITMIME (RFC 6152).
  var eightBitMIME = false
  /// SMTPUTF8 (RFC 6531).
  var smtpUTF8 = false
  /// SIZE with the most octets that a message may have, 0 for no limit; nil where it is not offered (RFC 1870 section 4).
  var size: Int?
  /// The mechanisms behind AUTH that we know (RFC 4954 section 3).
  var mechanisms: [SMTPCredentials.Mechanism] = []

  /// What a server offers that knows no EHLO.
  init() {}

  /// Reads all lines of the reply but the first, which greets.
  init(_ reply: ServerReply) {
    for line in reply.lines.dropFirst() { read(line.bytes.span) }
  }

  private mutating func read(_ line: Span<UInt8>) {
    var end = 0
    // Servers older than RFC 4954 write AUTH=LOGIN.
    while end < line.count, line[end] != ASCII.space, line[end] != UInt8(ascii: "=") { end += 1 }
    let keyword = line.extracting(..<end)
    let parameters = line.extracting(min(end + 1, line.count)...)
    if Scan.matches(keyword, lowercased: "starttls") {
      startTLS = true
    } else if Scan.matches(keyword, lowercased: "8bitmime") {
      eightBitMIME = true
    } else if Scan.matches(keyword, lowercased: "smtputf8") {
      smtpUTF8 = true
    } else if Scan.matches(keyword, lowercased: "size") {
      size = parameters.decimalValue ?? 0
    } else if Scan.matches(keyword, lowercased: "auth") {
      readMechanisms(parameters)
    }
  }

  private mutating func readMechanisms(_ names: Span<UInt8>) {
    var start = 0
    while start < names.count {
      let end = Scan.firstIndex(of: ASCII.space, in: names, from: start) ?? names.count
      let name = ByteString(copying: names.extracting(start..<end))
      if let mechanism = SMTPCredentials.Mechanism(name), !mechanisms.contains(mechanism) {
        mechanisms.append(mechanism)
      }
      start = end + 1
    }
  }
}
