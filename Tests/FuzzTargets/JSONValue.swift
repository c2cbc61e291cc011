/// What a JSON text says (RFC 8259).
public enum JSONValue: Equatable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, as it is written.
  case number([UInt8])
  /// A string without its escapes, as UTF-8.
  case string([UInt8])
  /// An array.
  case array([JSONValue])
  /// An object, its members in order; a name may be there twice.
  case object([Member])

  /// A name and its value.
  public struct Member: Equatable, Sendable {
    /// The name, as UTF-8.
    public let name: [UInt8]
    /// The value.
    public let value: JSONValue

    /// A member of these.
    public init(_ name: [UInt8], _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }
}

extension JSONValue {
  /// An object of literal names.
  static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member(Array($0.key.utf8), $0.value) })
  }

  /// Bytes as the server writes them: with U+FFFD for what is no UTF-8.
  static func text(_ bytes: some Sequence<UInt8>) -> JSONValue { .string(UTF8Reference.lossy(bytes)) }

  /// A count.
  static func count(_ count: Int) -> JSONValue { .number(Array(String(count).utf8)) }

  /// An array, or null in place of an empty one, as Go writes a slice that was never filled.
  static func slice(_ values: [JSONValue]) -> JSONValue { values.isEmpty ? .null : .array(values) }
}
