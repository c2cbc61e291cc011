public import Bytes
public import MIME

/// All charsets that the C library converts (`iconv -l`), under the names that mail has for them.
public struct IconvCharsets: CharsetDecoding {
  /// The charsets of this machine.
  public init() {}

  /// Begins a conversion; nil if the C library does not know the charset.
  public func converter(from label: ByteString) -> (any CharsetConverter)? {
    CharsetName.iconvName(of: label).flatMap { IconvConverter(from: $0) }
  }
}
