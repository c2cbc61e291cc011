import Bytes

/// One term of a query, as it was typed.
struct QueryWord: Equatable {
  /// What a term may begin with.
  enum Key: String, CaseIterable {
    case from, to, cc, bcc, subject, id, header, has, `is`, before, after, larger, smaller
  }

  /// Where it begins.
  let offset: Int
  let isNegated: Bool
  let key: Key?
  let value: ByteString
  /// Where what counts as its value begins.
  let valueOffset: Int
}

/// Takes a query apart at white space that is not in quotation marks.
struct QueryReader {
  private let text: [UInt8]
  private var position = 0

  init(_ query: ByteString) {
    text = query.bytes
  }

  /// The next term, or nil behind the last.
  mutating func next() throws(QueryFault) -> QueryWord? {
    while position < text.count, Self.isBlank(text[position]) { position += 1 }
    guard position < text.count else { return nil }
    let offset = position
    // A lone minus is a word.
    let isNegated =
      text[position] == UInt8(ascii: "-") && position + 1 < text.count && !Self.isBlank(text[position + 1])
    if isNegated { position += 1 }
    let key = readKey()
    let valueOffset = position
    let value = try readValue()
    return QueryWord(
      offset: offset,
      isNegated: isNegated,
      key: key,
      value: ByteString(value),
      valueOffset: valueOffset
    )
  }

  private mutating func readKey() -> QueryWord.Key? {
    let letters = text[position...].prefix { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte.asciiLowercased)
    }
    guard letters.endIndex < text.count, text[letters.endIndex] == UInt8(ascii: ":"),
      let key = QueryWord.Key(rawValue: String(decoding: letters.map(\.asciiLowercased), as: UTF8.self))
    else { return nil }
    position = letters.endIndex + 1
    return key
  }

  /// Up to white space; what stands in quotation marks is taken without them, a `\` before one of them as well.
  private mutating func readValue() throws(QueryFault) -> [UInt8] {
    var value: [UInt8] = []
    var quotation: Int?
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "\"") {
        quotation = quotation == nil ? position : nil
      } else if byte == UInt8(ascii: "\\"), quotation != nil, position + 1 < text.count,
        text[position + 1] == UInt8(ascii: "\"") || text[position + 1] == UInt8(ascii: "\\")
      {
        position += 1
        value.append(text[position])
      } else if Self.isBlank(byte), quotation == nil {
        break
      } else {
        value.append(byte)
      }
      position += 1
    }
    if let quotation { throw QueryFault(reason: .openQuotation, offset: quotation) }
    return value
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= ASCII.space }
}
