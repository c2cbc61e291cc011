public import Bytes

/// A value with parameters, as `Content-Type` and `Content-Disposition` have it (RFC 2045 section 5.1, RFC 2183).
public struct ParameterizedValue: Equatable, Sendable {
  /// A name in lower case and what it is set to.
  public struct Parameter: Equatable, Sendable {
    /// In lower case.
    public let name: ByteString
    /// Decoded: RFC 2231 undone, and encoded words too, which do not belong here and are common.
    public let value: ByteString
  }

  /// What stands before the first semicolon, in lower case and without comments.
  public let value: ByteString
  /// The parameters in the order of their first mention, each name once.
  public let parameters: [Parameter]

  /// Reads the value of a field.
  public init(_ field: Span<UInt8>, charsets: some CharsetDecoding) {
    var reader = ParameterReader(field)
    value = reader.readValue()
    var collected = ExtendedParameters()
    while let parameter = reader.next() { collected.add(parameter) }
    parameters = collected.decoded(charsets)
  }

  /// The value of the first parameter of that name, which is in lower case.
  public subscript(name: StaticString) -> ByteString? {
    parameters.first { Scan.matches($0.name.bytes.span, lowercased: name) }?.value
  }
}
