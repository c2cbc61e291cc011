internal import Bytes

/// The parameters of a media type as Go's `mime` package reads them, which is how MailHog finds a boundary.
struct MediaTypeParameters {
  /// By the names in lower case; the pieces of a continued value are entries of their own.
  private var values: [ByteString: [UInt8]] = [:]

  /// Reads `type "/" subtype *(";" name "=" value)`; nil if anything in it is malformed or there twice.
  ///
  /// A semicolon at the end is no fault.
  init?(of text: ByteString) {
    var reader = MediaTypeReader(text.bytes)
    reader.skipSpace()
    guard reader.token() != nil, reader.skip("/"), reader.token() != nil else { return nil }
    reader.skipSpace()
    while !reader.isAtEnd {
      guard reader.skip(";") else { return nil }
      reader.skipSpace()
      if reader.isAtEnd { return }
      guard let name = reader.token() else { return nil }
      reader.skipSpace()
      guard reader.skip("=") else { return nil }
      reader.skipSpace()
      guard let value = reader.tokenOrQuotedString() else { return nil }
      let key = ByteString(name.map { $0.asciiLowercased })
      guard values.updateValue(value, forKey: key) == nil else { return nil }
      reader.skipSpace()
    }
  }

  /// The value of the parameter `name`, joined from its pieces where it is continued (RFC 2231 sections 3 and 4).
  func value(of name: String) -> ByteString? {
    if let whole = values[ByteString("\(name)*")] {
      return (Self.decoded(whole) ?? values[ByteString(name)]).map { ByteString($0) }
    }
    var joined: [UInt8] = []
    var index = 0
    while let piece = piece(index, of: name) {
      joined += piece
      index += 1
    }
    return index > 0 ? ByteString(joined) : values[ByteString(name)].map { ByteString($0) }
  }

  /// One piece of a continued value; of an encoded one that is malformed, nothing.
  private func piece(_ index: Int, of name: String) -> [UInt8]? {
    if let plain = values[ByteString("\(name)*\(index)")] { return plain }
    guard let encoded = values[ByteString("\(name)*\(index)*")] else { return nil }
    return (index == 0 ? Self.decoded(encoded) : Self.unescaped(encoded[...])) ?? []
  }

  /// What `charset'language'text` stands for; nil if the charset is unknown or the text malformed.
  private static func decoded(_ value: [UInt8]) -> [UInt8]? {
    let pieces = value.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
    guard pieces.count == 3 else { return nil }
    let charset = ByteString(pieces[0].map { $0.asciiLowercased })
    return charset == "utf-8" || charset == "us-ascii" ? unescaped(pieces[2]) : nil
  }

  /// `text` with the bytes that `%` and two hexadecimal digits stand for.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst()?.hexDigitValue, let low = rest.popFirst()?.hexDigitValue else {
          return nil
        }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
