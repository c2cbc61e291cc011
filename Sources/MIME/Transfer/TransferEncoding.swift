import Bytes

/// How the content of a part was made fit for transport (RFC 2045 section 6).
public enum TransferEncoding: Sendable, Equatable, CaseIterable {
  /// Not at all: `7bit`, `8bit`, `binary`, nothing said, or a name that nobody knows.
  case identity
  /// `base64`.
  case base64
  /// `quoted-printable`.
  case quotedPrintable
  /// `x-uuencode`, from before MIME.
  case uuencode

  /// Reads the value of a `Content-Transfer-Encoding` field; nil for a name that nobody knows.
  init?(_ value: Span<UInt8>) {
    var reader = ParameterReader(value)
    switch reader.readValue() {
    case "base64": self = .base64
    case "quoted-printable": self = .quotedPrintable
    case "x-uuencode", "uuencode", "x-uue", "uue": self = .uuencode
    case "", "7bit", "8bit", "binary": self = .identity
    default: return nil
    }
  }
}
