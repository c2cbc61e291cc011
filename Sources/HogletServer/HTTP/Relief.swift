internal import EventLoop
internal import Logging
internal import MailStore
internal import Synchronization

/// Gives up answers that keep too much removed mail in memory.
///
/// An answer holds its messages until they are written, also when the store has removed them meanwhile, so a few clients
/// that read slowly could hold many times what the store may. The answer that holds the most is cut off first: its
/// client sees that the content ends too early, and may ask again.
final class Relief: Sendable {
  private let isComing = Atomic(false)
  private let logger: Logger

  init(logger: Logger) {
    self.logger = logger
  }

  /// Relieves `store` as soon as the loop that serves HTTP comes to it; from any thread.
  func come(to store: MemoryStore, on loop: EventLoop) {
    guard !isComing.exchange(true, ordering: .relaxed) else { return }
    loop.execute { loop in
      self.isComing.store(false, ordering: .relaxed)
      self.relieve(store, on: loop)
    }
  }

  private func relieve(_ store: MemoryStore, on loop: isolated EventLoop) {
    var answers: [(connection: HTTPConnection, burden: Int)] = []
    loop.forEachHandler { handler in
      guard let connection = handler as? HTTPConnection else { return }
      let burden = connection.burden
      if burden > 0 { answers.append((connection, burden)) }
    }
    answers.sort { $0.burden > $1.burden }
    for answer in answers where store.hasExcess {
      logger.notice(
        "cut off an answer that kept removed messages in memory",
        metadata: ["mail.bytes": "\(answer.burden)"]
      )
      answer.connection.cutOff(on: loop)
    }
  }
}
