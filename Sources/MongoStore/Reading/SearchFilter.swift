package import Bytes
internal import MailStore

/// Which documents a search need look at: all that `MessageMatcher` might find, and as few others as a server can tell.
///
/// A server's own idea of upper and lower case is not asked for, nor is anything from the user a pattern to it: what is
/// looked for is a run of plain letters and digits out of what the user wrote, each letter in every spelling that the
/// matcher takes for it.
package struct SearchFilter {
  /// Characters of which a run may consist: none that MailHog adds to an address or takes from it, nor of any meaning in
  /// a pattern.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte.asciiLowercased)
  }

  /// How the matcher finds a letter or digit, for a pattern.
  private static func spellings(of byte: UInt8) -> String {
    let lower = Character(Unicode.Scalar(byte.asciiLowercased))
    return switch lower {
    case "0"..."9": String(lower)
    case "i": "[iI\u{130}]"
    case "k": "[kK\u{212A}]"
    case "s": "[sS\u{17F}]"
    default: "[\(lower)\(lower.uppercased())]"
    }
  }

  /// The filter for `search`.
  static func filter(_ search: MailSearch) -> [UInt8] {
    guard let pattern = pattern(for: search.text) else { return BSONWriter.document { _ in } }
    let fields: [BSONKey] =
      switch search.kind {
      case .from: ["raw.data", "hoglet.find", "raw.from"]
      case .to: ["raw.data", "hoglet.find", "raw.to"]
      case .containing: ["raw.data", "hoglet.find"]
      }
    return BSONWriter.document { writer in
      writer.array("$or") { writer in
        // What MailHog wrote, what is encoded, and what is in chunks has to be looked at.
        writer.document(.index(0)) { $0.document("hoglet.find") { $0.bool("$exists", false) } }
        for (index, field) in fields.enumerated() {
          writer.document(.index(index + 1)) { writer in
            writer.document(field) { $0.string("$regex", pattern) }
          }
        }
      }
    }
  }

  /// A regular expression for the longest plain run of `text`; nil if there is none.
  package static func pattern(for text: ByteString) -> String? {
    let runs = text.bytes.split { !isPlain($0) }
    guard let longest = runs.max(by: { $0.count < $1.count }) else { return nil }
    return longest.prefix(64).map(spellings).joined()
  }
}
