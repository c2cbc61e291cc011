import Bytes

/// The parameters of MAIL that change what the session does; all others are only kept.
struct MailParameters: Equatable {
  /// How many octets the client says the message has (`SIZE=`, RFC 1870 section 5).
  var declaredSize: Int?
  /// Whether the message may hold anything, and so needs BDAT (`BODY=BINARYMIME`, RFC 3030 section 3).
  var isBinary = false

  /// Reads what stands behind the path, and ignores what is unknown or malformed.
  init(_ text: Span<UInt8>) {
    var start = 0
    while start < text.count {
      let end = Scan.firstIndex(of: ASCII.space, in: text, from: start) ?? text.count
      read(text.extracting(start..<end))
      start = end + 1
    }
  }

  private mutating func read(_ parameter: Span<UInt8>) {
    guard let sign = Scan.firstIndex(of: UInt8(ascii: "="), in: parameter) else { return }
    let name = parameter.extracting(..<sign)
    let value = parameter.extracting((sign + 1)...)
    if Scan.matches(name, lowercased: "size") {
      declaredSize = value.decimalValue ?? declaredSize
    } else if Scan.matches(name, lowercased: "body") {
      isBinary = Scan.matches(value, lowercased: "binarymime")
    }
  }
}
