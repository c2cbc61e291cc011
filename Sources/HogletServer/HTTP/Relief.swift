internal import EventLoop
internal import Logging
internal import MailStore
internal import Synchronization

/// A connection whose answer holds messages.
protocol MailReader: StreamHandler {
  /// About how many bytes of memory could be freed if the rest of the answer were not sent.
  var burden: Int { get }

  /// Ends the connection in the middle of an answer.
  func cutOff(on loop: isolated EventLoop)
}

/// Gives up answers that keep too much removed mail in memory.
///
/// An answer holds its messages until they are written, also when the store has removed them meanwhile or has them on a
/// disk, so a few clients that read slowly could hold many times what the store may. The answer that holds the most is cut off first: its
/// client sees that the content ends too early, and may ask again.
final class Relief: Sendable {
  private let isComing = Atomic(false)
  private let logger: Logger

  init(logger: Logger) {
    self.logger = logger
  }

  /// Relieves `store` as soon as the loop that serves HTTP comes to it; from any thread.
  func come(to store: any LendingStore, on loop: EventLoop) {
    guard !isComing.exchange(true, ordering: .relaxed) else { return }
    loop.execute { loop in
      self.isComing.store(false, ordering: .relaxed)
      self.relieve(store, on: loop)
    }
  }

  private func relieve(_ store: any LendingStore, on loop: isolated EventLoop) {
    var answers: [(connection: any MailReader, burden: Int)] = []
    loop.forEachHandler { handler in
      guard let connection = handler as? any MailReader else { return }
      let burden = connection.burden
      if burden > 0 { answers.append((connection, burden)) }
    }
    answers.sort { $0.burden > $1.burden }
    for answer in answers where store.hasExcess {
      logger.notice(
        "cut off an answer that kept messages in memory for itself",
        metadata: ["mail.bytes": "\(answer.burden)"]
      )
      answer.connection.cutOff(on: loop)
    }
  }
}
