internal import Bytes
internal import MailStore
internal import SMTP

/// Turns what SMTP delivers into messages with a name and a date.
///
/// Lives on the SMTP loop.
final class Reception {
  let store: any MailStore
  private let hostname: ByteString
  private var random = RandomSource()

  init(store: any MailStore, hostname: ByteString) {
    self.store = store
    self.hostname = hostname
  }

  /// A number that nobody can foresee.
  func challenge() -> UInt64 {
    random.with(8) { bytes in bytes.indices.reduce(0) { $0 << 8 | UInt64(bytes[$1]) } }
  }

  /// The message as the store keeps it: received now.
  func message(from delivered: SMTP.Message) -> StoredMessage {
    StoredMessage(
      id: random.with(32) { MessageID(random: $0, host: hostname) },
      envelope: Envelope(
        helo: delivered.helo,
        sender: Envelope.Path(delivered.sender.address, parameters: delivered.sender.parameters),
        recipients: delivered.recipients.map { Envelope.Path($0.address, parameters: $0.parameters) }
      ),
      data: delivered.data,
      lacksFinalLineBreak: delivered.lacksFinalLineBreak,
      created: WallClock.now()
    )
  }
}
