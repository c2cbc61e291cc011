package import Bytes
package import MailStore

/// What is known of a message that its file cannot hold.
package struct MessageFacts: Hashable, Sendable {
  /// The name of the file, in the folder itself.
  package let name: ByteString
  /// When that file was last written, in nanoseconds since 1970: another file of the name is of another message.
  package let modified: Int64
  /// The message's name.
  package let id: MessageID
  /// When it was received.
  package let created: Timestamp
  /// Whether the CRLF that ended the last line is left out.
  package let lacksFinalLineBreak: Bool
  /// The envelope, if the file does not say all of it.
  package let envelope: Envelope?

  /// Facts of these.
  package init(
    name: ByteString,
    modified: Int64,
    id: MessageID,
    created: Timestamp,
    lacksFinalLineBreak: Bool,
    envelope: Envelope?
  ) {
    self.name = name
    self.modified = modified
    self.id = id
    self.created = created
    self.lacksFinalLineBreak = lacksFinalLineBreak
    self.envelope = envelope
  }
}
