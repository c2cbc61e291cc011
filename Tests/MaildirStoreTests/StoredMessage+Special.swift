import Bytes
import MailStore

extension StoredMessage {
  /// A message of which a file alone does not say all, so that the index has to.
  static func special(_ name: ByteString) -> StoredMessage {
    StoredMessage(
      id: MessageID(name),
      envelope: Envelope(helo: "h", sender: .init("a", parameters: "RET=FULL"), recipients: []),
      data: name.bytes,
      lacksFinalLineBreak: false,
      created: Timestamp(nanoseconds: 5_000_000_000)
    )
  }
}
