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
  ///
  /// Nor `i` and `k` if a text has characters beyond ASCII: the matcher then finds them in U+0130 and U+212A too.
  private static func isPlain(_ byte: UInt8, isASCII: Bool) -> Bool {
    switch byte.asciiLowercased {
    case UInt8(ascii: "i"), UInt8(ascii: "k"): isASCII
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
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
    let isASCII = Scan.firstNonASCII(in: text.bytes.span) == nil
    let runs = text.bytes.split { !isPlain($0, isASCII: isASCII) }
    guard let longest = runs.max(by: { $0.count < $1.count }) else { return nil }
    var pattern = ""
    for byte in longest.prefix(64) {
      let lower = Character(Unicode.Scalar(byte.asciiLowercased))
      let upper = lower.uppercased()
      pattern += upper == String(lower) ? String(lower) : "[\(lower)\(upper)]"
    }
    return pattern
  }
}
