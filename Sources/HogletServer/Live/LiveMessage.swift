internal import Bytes
internal import HTTP
internal import MailHogAPI
internal import MailStore

/// A new message, as far made ready as all subscribers can share.
enum LiveMessage: Sendable {
  /// A small one, written once for all.
  case small(SmallLiveMessage)
  /// A large one, of which every subscriber makes a piece at a time.
  case large(LargeLiveMessage)

  /// Up to here writing a message in every form at once costs less than sharing the work otherwise would, in bytes.
  private static let smallBytes = 4 * 1024

  /// Takes `message` apart: at once if it is small, beside the caller otherwise.
  init(_ message: StoredMessage) async {
    self =
      message.footprint <= Self.smallBytes
      ? .small(SmallLiveMessage(message)) : .large(await LargeLiveMessage.taking(apart: message))
  }

  /// What writes it in that form.
  func writer(_ form: LiveForm) -> LiveWriter {
    switch (self, form) {
    case (.small(let message), .event): .shared(message.event, written: 0)
    case (.large(let message), .event): .event(MessageEvent(message.json))
    }
  }
}

/// What a small message looks like in every form; it does not keep the message itself in memory.
struct SmallLiveMessage: Sendable {
  let event: [UInt8]

  init(_ message: StoredMessage) {
    var event = MessageEvent(MessageJSON(message))
    var buffer = ByteBuffer()
    while event.write(into: &buffer, target: .max) != .done {}
    self.event = buffer.take()
  }

  /// About how many bytes of memory it takes.
  var footprint: Int { event.count }
}

/// A large message on its way to those who have begun to read it.
final class LargeLiveMessage: Sendable {
  /// The JSON, not begun: each subscriber goes on from a copy.
  let json: MessageJSON

  private init(_ json: MessageJSON) {
    self.json = json
  }

  @concurrent
  static func taking(apart message: StoredMessage) async -> LargeLiveMessage {
    LargeLiveMessage(MessageJSON(message))
  }

  /// About how many bytes of memory it takes.
  var footprint: Int { json.message.footprint }
}
