public import Bytes

extension MailSearch {
  /// How many terms a query may have.
  static let longestQuery = 100

  /// Reads what people type: `from:alice subject:"order 7" has:attachment -larger:1M invoice`.
  ///
  /// Words and phrases in quotation marks are to stand anywhere in the message; a key says where, or what else is to be
  /// true; `-` in front of either turns it round. All terms must hold. A word with a colon whose beginning is no key is a
  /// word. Keys are in any case: `from to cc bcc subject id header has is before after larger smaller`.
  ///
  /// - Parameter query: UTF-8, as typed.
  /// - Throws: The first thing that is wrong.
  public init(query: ByteString) throws(QueryFault) {
    var reader = QueryReader(query)
    var terms: [Term] = []
    while let word = try reader.next() {
      guard terms.count < Self.longestQuery else {
        throw QueryFault(reason: .tooManyTerms, offset: word.offset)
      }
      terms.append(Term(try word.condition(), isNegated: word.isNegated))
    }
    self.init(terms)
  }
}

extension QueryWord {
  func condition() throws(QueryFault) -> MailSearch.Condition {
    guard let key else { return .text(.containing, value) }
    guard !value.isEmpty else { throw QueryFault(reason: .missingValue, offset: valueOffset) }
    switch key {
    case .from: return .text(.from, value)
    case .to: return .text(.to, value)
    case .cc: return .field("Cc", value)
    case .bcc: return .hiddenRecipient(value)
    case .subject: return .field("Subject", value)
    case .id: return .id(value)
    case .header: return field
    case .has:
      guard value.equalsIgnoringASCIICase("attachment") else {
        throw QueryFault(reason: .unknownProperty, offset: valueOffset)
      }
      return .attachment
    case .is: return .read(try isRead())
    case .before: return .before(try time())
    case .after: return .since(try time())
    case .larger: return .larger(try size())
    case .smaller: return .smaller(try size())
    }
  }

  /// `Name=value`, or a name alone.
  private var field: MailSearch.Condition {
    let halves = value.bytes.split(
      separator: UInt8(ascii: "="),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    return .field(ByteString(Array(halves[0])), halves.count > 1 ? ByteString(Array(halves[1])) : "")
  }

  private func isRead() throws(QueryFault) -> Bool {
    if value.equalsIgnoringASCIICase("read") { return true }
    if value.equalsIgnoringASCIICase("unread") { return false }
    throw QueryFault(reason: .unknownState, offset: valueOffset)
  }

  private func time() throws(QueryFault) -> Timestamp {
    guard let time = Timestamp(iso8601: value) else {
      throw QueryFault(reason: .malformedDate, offset: valueOffset)
    }
    return time
  }

  private func size() throws(QueryFault) -> Int {
    let text = value.bytes
    let digits = text.prefix(while: \.isASCIIDigit)
    let unit = String(decoding: text[digits.endIndex...], as: UTF8.self).lowercased()
    let shift: Int? =
      switch unit {
      case "", "b": 0
      case "k", "kb", "kib": 10
      case "m", "mb", "mib": 20
      case "g", "gb", "gib": 30
      default: nil
      }
    guard let shift, let count = Int(String(decoding: digits, as: UTF8.self)),
      case (let size, false) = count.multipliedReportingOverflow(by: 1 << shift)
    else { throw QueryFault(reason: .malformedSize, offset: valueOffset) }
    return size
  }
}
