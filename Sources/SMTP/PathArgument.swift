import Bytes

/// The argument of MAIL or RCPT: a keyword, a path in angle brackets, and ESMTP parameters.
///
/// As with MailHog, the keyword may stand anywhere and in any case, white space may follow it, and the path is whatever
/// comes before the next `>`.
enum PathArgument {
  /// Which command the argument belongs to.
  enum Keyword {
    /// `FROM:` of MAIL.
    case from
    /// `TO:` of RCPT.
    case to

    var letters: StaticString {
      switch self {
      case .from: "from:"
      case .to: "to:"
      }
    }
  }

  /// The path and its parameters, or nil if no keyword with a path behind it is found.
  ///
  /// Only a reverse-path may be empty (RFC 5321 section 4.5.5).
  static func parse(_ argument: Span<UInt8>, keyword: Keyword) -> Message.Path? {
    var position = 0
    while let open = nextPath(in: argument, from: position, keyword: keyword) {
      guard let close = Scan.firstIndex(of: UInt8(ascii: ">"), in: argument, from: open) else { return nil }
      if close > open || keyword == .from {
        return Message.Path(
          ByteString(copying: argument.extracting(open..<close)),
          parameters: ByteString(copying: trimmed(argument.extracting((close + 1)...)))
        )
      }
      position = close
    }
    return nil
  }

  /// The place behind the next `<` that stands behind a keyword and white space.
  private static func nextPath(in argument: Span<UInt8>, from start: Int, keyword: Keyword) -> Int? {
    let letters = keyword.letters
    var position = start
    while let colon = Scan.firstIndex(of: UInt8(ascii: ":"), in: argument, from: position) {
      position = colon + 1
      let word = colon + 1 - letters.utf8CodeUnitCount
      guard word >= 0, Scan.matches(argument.extracting(word...colon), lowercased: letters) else { continue }
      while position < argument.count, argument[position].isWhiteSpace { position += 1 }
      if position < argument.count, argument[position] == UInt8(ascii: "<") { return position + 1 }
    }
    return nil
  }

  @_lifetime(copy bytes)
  private static func trimmed(_ bytes: Span<UInt8>) -> Span<UInt8> {
    var (start, end) = (0, bytes.count)
    while start < end, bytes[start].isWhiteSpace { start += 1 }
    while start < end, bytes[end - 1].isWhiteSpace { end -= 1 }
    return bytes.extracting(start..<end)
  }
}

extension UInt8 {
  /// Whether this is one of the five octets that count as white space in MailHog's patterns.
  fileprivate var isWhiteSpace: Bool {
    self == ASCII.space || self == ASCII.tab || self == ASCII.lineFeed || self == ASCII.carriageReturn
      || self == 0x0C
  }
}
