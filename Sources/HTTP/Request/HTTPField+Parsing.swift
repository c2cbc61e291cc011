public import Bytes
public import HTTPTypes

extension HTTPField {
  /// Reads a field line without its CRLF (RFC 9112 section 5).
  ///
  /// A folded line, a blank before the colon and control characters are errors: servers that differ over them see
  /// different requests (RFC 9112 sections 5.1 and 5.2).
  init(parsing line: Span<UInt8>) throws(Refusal) {
    var colon = 0
    while colon < line.count, line[colon].isTokenCharacter { colon += 1 }
    guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else { throw .badRequest }
    var start = colon + 1
    var end = line.count
    while start < end, line[start].isASCIIBlank { start += 1 }
    while end > start, line[end - 1].isASCIIBlank { end -= 1 }
    let value = line.extracting(start..<end)
    for index in value.indices where !value[index].isFieldValueCharacter { throw .badRequest }
    let name = try Name(parsing: line.extracting(0..<colon))
    // Measured: letting `HTTPField` find out whether bytes are UTF-8 makes a whole request a fifth slower.
    if let text = try? UTF8Span(validating: value) {
      self.init(name: name, value: String(copying: text))
    } else {
      self.init(name: name, value: Array(copying: value))
    }
  }

  /// The value with `A`–`Z` in lower case, and no other letter: to Unicode the Kelvin sign is a `k` as well.
  var lowercasedValue: ByteString { ByteString(value.utf8.map(\.asciiLowercased)) }

  /// The members of a comma-separated list in lower case, empty ones included.
  var listMembers: [ByteString] {
    lowercasedValue.bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
      member in
      var member = member.drop(while: \.isASCIIBlank)
      while member.last?.isASCIIBlank == true { member = member.dropLast() }
      return ByteString(Array(member))
    }
  }
}

extension HTTPFields {
  /// Whether a list of tokens has one: `Connection`, `Upgrade` and their like, whose tokens are in any case.
  ///
  /// - Parameters:
  ///   - name: The fields that are the list, all together.
  ///   - token: In lower case.
  /// - Returns: Whether it is among them.
  public func list(_ name: HTTPField.Name, includes token: ByteString) -> Bool {
    self[fields: name].contains { $0.listMembers.contains(token) }
  }
}

extension HTTPField.Name {
  /// Makes a name of bytes that are known to be a token.
  fileprivate init(parsing token: Span<UInt8>) throws(Refusal) {
    guard let utf8 = try? UTF8Span(validating: token), let name = Self(String(copying: utf8)) else {
      throw .badRequest
    }
    self = name
  }
}
