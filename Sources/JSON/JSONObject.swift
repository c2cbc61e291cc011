public import Bytes

/// Names with values, in the order written; a name that was written twice is here twice (RFC 8259 section 4).
public struct JSONObject: Equatable, Sendable {
  /// A name and its value.
  public struct Member: Equatable, Sendable {
    /// The name without its escapes, always UTF-8.
    public var name: ByteString
    /// The value.
    public var value: JSONValue

    /// Joins the two.
    public init(_ name: ByteString, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// All members.
  public var members: [Member]

  /// An object of these members.
  public init(_ members: [Member] = []) {
    self.members = members
  }

  /// The value of exactly this name, the last one if there are several.
  ///
  /// Looks at every member: who asks for as many names as the peer has sent needs a dictionary.
  public subscript(name: ByteString) -> JSONValue? {
    members.last { $0.name == name }?.value
  }

  /// The value of this name in any ASCII case, the last one if there are several.
  ///
  /// The last one counts even where an earlier one has the very case, because Go assigns the fields of a struct in the
  /// order of the text. Like Go, it cannot tell members apart that differ in case alone.
  public subscript(anyCase name: ByteString) -> JSONValue? {
    members.last { $0.name.equalsIgnoringASCIICase(name) }?.value
  }
}
