package import Bytes
package import HTTP
internal import MailHogAPI
internal import MailStore

/// One subscriber's way through the new messages of a store.
///
/// It keeps a place in the store's events, and a place in one message. Nothing is made ahead of its client, so it costs
/// little however far its client is behind.
package final class LiveFeed: LiveSubscriber {
  private enum Phase {
    /// Between messages.
    case betweenMessages
    /// In front of a message that the hub is getting.
    case expecting(MessageID)
    /// In a message; a large one is held.
    case writing(LiveWriter, LargeLiveMessage?)
  }

  let form: LiveForm
  private let hub: LiveHub
  private var cursor: MailEvents.Cursor
  private var phase = Phase.betweenMessages
  /// How much of what it has written may still wait for the client, in bytes.
  private var waitingBytes = 0
  private var isKeepAliveDue = false
  private var isEnding = false
  /// The second in which it last wrote something.
  private var lastWritten: Int

  package let keepAliveSeconds = 60
  package var onMore: (() -> Void)?
  /// Called when the connection is to be given up for the memory that this holds.
  package var onCutOff: (() -> Void)?

  /// Follows what happens from now on, until `leave`.
  package init(_ form: LiveForm, of hub: LiveHub) {
    self.form = form
    self.hub = hub
    lastWritten = hub.seconds
    cursor = hub.events.end
    cursor = hub.add(self)
  }

  /// Begins no further message: it ends with the one that it is in.
  func end() { isEnding = true }

  /// Follows no more; to be called before it is let go of.
  package func leave() {
    hub.waitingBytes -= waitingBytes
    waitingBytes = 0
    hub.remove(self)
    (onMore, onCutOff, phase) = (nil, nil, .betweenMessages)
  }

  /// The message that the hub is getting for it.
  var expected: MessageID? {
    if case .expecting(let id) = phase { id } else { nil }
  }

  /// Whether it is in the middle of a message.
  var isWriting: Bool {
    if case .writing = phase { true } else { false }
  }

  /// The large message that it is writing.
  var largeMessage: LargeLiveMessage? {
    if case .writing(_, let message) = phase { message } else { nil }
  }

  /// About how many bytes of memory could be freed if it wrote no more.
  var burden: Int {
    guard let message = largeMessage?.json.message, message.isRemoved else { return 0 }
    return message.footprint
  }

  /// Adds what is to be sent next; to be called when all that was written before is with the kernel.
  package func write(into buffer: inout ByteBuffer) -> BodyProgress {
    hub.waitingBytes -= waitingBytes
    let start = buffer.count
    let target = start + hub.room
    while buffer.count < target {
      if case .writing(var writer, let message) = phase {
        let progress = writer.write(into: &buffer, target: target)
        phase = progress == .done ? .betweenMessages : .writing(writer, message)
      } else if !advance() {
        break
      }
    }
    if buffer.count == start, isKeepAliveDue { write(keepAliveInto: &buffer) }
    waitingBytes = buffer.count - start
    hub.waitingBytes += waitingBytes
    guard waitingBytes == 0 else {
      lastWritten = hub.seconds
      return .more
    }
    if case .betweenMessages = phase { hub.wait(self) }
    return .waiting
  }

  /// Goes to the next message, and says whether it can be written now.
  private func advance() -> Bool {
    if case .expecting = phase { return false }
    if isEnding { return false }
    while true {
      switch hub.events.read(&cursor) {
      case .event(.stored(let id)):
        if let message = hub.find(id) {
          begin(message)
          return true
        }
        phase = .expecting(id)
        hub.get(id, for: self)
        return false
      case .event: continue
      case .missed(let count): hub.report(missed: count)
      case .upToDate: return false
      }
    }
  }

  private func begin(_ message: LiveMessage) {
    let large: LargeLiveMessage? = if case .large(let large) = message { large } else { nil }
    phase = .writing(message.writer(form), large)
  }

  /// Takes the message that it expects; nil if it is there no more.
  func take(_ message: LiveMessage?) {
    guard case .expecting = phase else { return }
    phase = .betweenMessages
    if let message { begin(message) }
  }

  // MARK: - Keeping alive

  package func isSilent(for limit: Int) -> Bool { hub.seconds - lastWritten >= limit }

  package func keepAlive() { isKeepAliveDue = true }

  private func write(keepAliveInto buffer: inout ByteBuffer) {
    isKeepAliveDue = false
    switch form {
    case .event: buffer.append(MessageEvent.keepAlive)
    // Whoever frames messages sends pings as well.
    case .frame: break
    }
  }
}
