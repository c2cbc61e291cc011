import Bytes

extension MIMETree {
  /// Whether a reader may see text in the message that does not stand in its bytes: something is encoded, or is HTML, or is
  /// in another charset.
  ///
  /// False is certain, true is not.
  public func readsDifferently(in bytes: Span<UInt8>, charsets: some CharsetDecoding) -> Bool {
    parts.indices.contains { index in
      let part = parts[index]
      return readsDifferently(headerOf: index, in: bytes)
        || part.kind == .leaf && part.media != .other
          && readsDifferently(text: index, in: bytes, charsets: charsets)
    }
  }

  /// As `readsDifferently`, of a part's header alone: it has encoded words, parameters of RFC 2231 or bytes that are not UTF-8.
  public func readsDifferently(headerOf index: Int, in bytes: Span<UInt8>) -> Bool {
    let header = bytes.extracting(parts[index].header)
    let word: InlineArray<2, UInt8> = [UInt8(ascii: "="), UInt8(ascii: "?")]
    let parameter: InlineArray<2, UInt8> = [UInt8(ascii: "*"), UInt8(ascii: "=")]
    return Scan.firstRange(of: word.span, in: header) != nil
      || Scan.firstRange(of: parameter.span, in: header) != nil
      || Scan.lengthOfUTF8(in: header) < header.count
  }

  private func readsDifferently(
    text index: Int,
    in bytes: Span<UInt8>,
    charsets: some CharsetDecoding
  ) -> Bool {
    let part = parts[index]
    if part.encoding != .identity || part.media == .html { return true }
    let type = contentType(of: index, in: bytes, charsets: charsets)
    // A text that may flow.
    if type?["format"] != nil { return true }
    let body = bytes.extracting(part.body)
    switch CharsetClaim(type?["charset"]) {
    case .none, .utf8: return Scan.lengthOfUTF8(in: body) < body.count
    case .windows1252: return Scan.firstNonASCII(in: body) != nil
    case .other: return true
    }
  }
}
