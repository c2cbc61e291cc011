package import MailStore

/// The memory of messages that were read from the database for somebody, as long as he holds them.
package struct Lending: Sendable {
  /// Counts them.
  package let mail = LingeringMail()
  /// How much they should take at the most, in bytes.
  let limit: Int

  package init(limit: Int) {
    self.limit = limit
  }

  /// Whether they take more.
  var hasExcess: Bool { mail.bytes > limit }

  /// So much one page takes at the most, in bytes.
  var pageBytes: Int { limit / 2 }
}
