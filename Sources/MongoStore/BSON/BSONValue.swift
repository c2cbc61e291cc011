internal import Bytes

/// A value in a document, as the server or another program wrote it.
///
/// Strings are bytes: a server keeps what it was sent, and MailHog sends what is not UTF-8.
package enum BSONValue: Equatable, Sendable {
  case double(Double)
  /// A string, without the zero byte behind it.
  case string([UInt8])
  case document(BSONDocument)
  /// The values of an array; its keys are counted and carry nothing.
  case array([BSONValue])
  /// Binary of any subtype.
  case binary([UInt8])
  /// The 12 bytes by which a server names a document that has no name.
  case objectID([UInt8])
  case bool(Bool)
  /// Milliseconds since 1970-01-01T00:00:00Z.
  case date(Int64)
  case null
  /// A number of either width.
  case integer(Int64)
  /// Something that no document of ours or of MailHog's has.
  case other(type: UInt8)
}

extension BSONValue {
  /// The bytes of a string or of binary.
  package var bytes: [UInt8]? {
    switch self {
    case .string(let bytes), .binary(let bytes): bytes
    default: nil
    }
  }

  /// A whole number, however it was stored: the shell of the database writes every number as a double.
  package var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .double(let value): Int64(exactly: value)
    default: nil
    }
  }

  /// The document, if it is one.
  package var document: BSONDocument? {
    if case .document(let document) = self { document } else { nil }
  }

  /// The values, if it is an array.
  package var array: [BSONValue]? {
    if case .array(let values) = self { values } else { nil }
  }

  /// Milliseconds since 1970, if it is a date.
  package var date: Int64? {
    if case .date(let milliseconds) = self { milliseconds } else { nil }
  }
}
