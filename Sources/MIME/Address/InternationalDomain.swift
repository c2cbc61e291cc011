public import Bytes

/// A domain name in letters of all kinds and in those of the DNS (RFC 5890).
///
/// Letters become lower case; the other mappings of IDNA, and its rules about what may be registered, are for those who
/// look names up, not for those who show them.
public enum InternationalDomain {
  private static let prefix: StaticString = "xn--"

  /// The name with every label as its readers know it; a label that is wrong stays as it is.
  public static func unicode(_ domain: ByteString) -> ByteString {
    map(domain) { label in
      guard label.count > 4, Scan.matches(label.span.extracting(..<4), lowercased: prefix),
        let scalars = Punycode.decode(label[4...].map(\.asciiLowercased)),
        scalars.contains(where: { !$0.isASCII }),
        !scalars.contains(where: { $0.properties.generalCategory == .control })
      else { return label }
      return scalars.flatMap { Array(String($0).utf8) }
    }
  }

  /// The name as the DNS has it; a label that cannot be written so stays as it is.
  public static func ascii(_ domain: ByteString) -> ByteString {
    map(domain) { label in
      guard Scan.firstNonASCII(in: label.span) != nil else { return label }
      let lower = String(decoding: label, as: UTF8.self).lowercased()
      guard let encoded = Punycode.encode(Array(lower.unicodeScalars)) else { return label }
      return Array("xn--".utf8) + encoded
    }
  }

  private static func map(_ domain: ByteString, _ body: ([UInt8]) -> [UInt8]) -> ByteString {
    let labels = domain.bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return ByteString(Array(labels.map { body(Array($0)) }.joined(separator: [UInt8(ascii: ".")])))
  }
}
