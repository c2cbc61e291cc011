package import Bytes

/// Where a message is kept: a box and the name of a file in it.
package struct Place: Hashable, Sendable {
  /// A folder that messages are in.
  package enum Box: Hashable, Sendable, CaseIterable {
    /// The folder itself, with files as MailHog writes them.
    case top
    /// `new` of a real Maildir: mail that nobody has looked at.
    case new
    /// `cur` of a real Maildir: mail whose flags stand in the name, behind `:2,`.
    case cur

    /// The name of the folder below the top, or nil for the top itself.
    var folderName: ByteString? {
      switch self {
      case .top: nil
      case .new: "new"
      case .cur: "cur"
      }
    }
  }

  package let box: Box
  package let name: ByteString

  package init(box: Box, name: ByteString) {
    (self.box, self.name) = (box, name)
  }
}
