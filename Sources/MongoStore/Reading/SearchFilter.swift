package import Bytes
package import MailStore

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

  /// The filter for `search`: for all of its terms that say what has to be there.
  package static func filter(_ search: MailSearch) -> [UInt8] {
    let conditions = search.terms.compactMap(condition)
    guard !conditions.isEmpty else { return BSONWriter.document { _ in } }
    return BSONWriter.document { writer in
      writer.array("$and") { writer in
        for (index, condition) in conditions.enumerated() {
          writer.document(.index(index)) { writer in
            switch condition {
            case .text(let clue): writer.array("$or") { write(clue, to: &$0) }
            case .read(let isRead): ReadFilter.write(isRead, to: &writer)
            }
          }
        }
      }
    }
  }

  private enum Condition {
    case text(Clue)
    case read(Bool)
  }

  private static func condition(for term: MailSearch.Term) -> Condition? {
    if case .read(let isRead) = term.condition { return .read(isRead != term.isNegated) }
    return clue(for: term).map { .text($0) }
  }

  /// A run that has to stand in one of some fields.
  private struct Clue {
    let fields: [BSONKey]
    let pattern: String
  }

  private static func clue(for term: MailSearch.Term) -> Clue? {
    guard !term.isNegated else { return nil }
    let (text, field): (ByteString, BSONKey?) =
      switch term.condition {
      case .text(.from, let text): (text, "raw.from")
      case .text(.to, let text), .hiddenRecipient(let text): (text, "raw.to")
      case .text(.containing, let text), .field(_, let text): (text, nil)
      case .id, .attachment, .read, .before, .since, .larger, .smaller: ("", nil)
      }
    guard let pattern = pattern(for: text) else { return nil }
    return Clue(fields: ["raw.data", "hoglet.find"] + (field.map { [$0] } ?? []), pattern: pattern)
  }

  private static func write(_ clue: Clue, to writer: inout BSONWriter) {
    // What MailHog wrote, what is encoded, and what is in chunks has to be looked at.
    writer.document(.index(0)) { $0.document("hoglet.find") { $0.bool("$exists", false) } }
    for (index, field) in clue.fields.enumerated() {
      writer.document(.index(index + 1)) { writer in
        writer.document(field) { $0.string("$regex", clue.pattern) }
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
