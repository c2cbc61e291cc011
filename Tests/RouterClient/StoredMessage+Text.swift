public import Bytes
public import MailStore

extension StoredMessage {
  /// A message of `text` that arrived at the start of 1970.
  public convenience init(
    _ text: String,
    id: ByteString = "id@host",
    from sender: ByteString = "a@b.c",
    to recipients: [ByteString] = ["d@e.f"],
    lacksFinalLineBreak: Bool = true,
    created: Timestamp = Timestamp(nanoseconds: 0)
  ) {
    self.init(
      id: MessageID(id),
      envelope: Envelope(helo: "client", sender: .init(sender), recipients: recipients.map { .init($0) }),
      data: Array(text.utf8),
      lacksFinalLineBreak: lacksFinalLineBreak,
      created: created
    )
  }
}
