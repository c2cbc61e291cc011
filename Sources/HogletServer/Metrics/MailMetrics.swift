internal import CoreMetrics
internal import SMTP

/// What SMTP counts; the handles are there before the first message, so that one costs an addition or two.
package struct MailMetrics: Sendable {
  private let sessions: Counter
  private let received: Counter
  private let refusals: [Reply.Fixed: Counter]
  private let refusedSenders: Counter
  private let refusedRecipients: Counter
  private let closings: [Reply.Closing: Counter]

  init(_ factory: any MetricsFactory) {
    func counter(_ reason: String) -> Counter {
      Counter(label: "hoglet_smtp_refusals_total", dimensions: [("reason", reason)], factory: factory)
    }
    sessions = Counter(label: "hoglet_smtp_sessions_total", factory: factory)
    received = Counter(label: "hoglet_messages_received_total", factory: factory)
    let refusing = Reply.Fixed.allCases.filter { Reply.fixed($0).code >= 400 }
    refusals = Dictionary(uniqueKeysWithValues: refusing.map { ($0, counter(Self.words("\($0)"))) })
    refusedSenders = counter("refused_sender")
    refusedRecipients = counter("refused_recipient")
    // Those who are turned away at the door have no session.
    let closing = Reply.Closing.allCases.filter { $0 != .crowded }
    closings = Dictionary(uniqueKeysWithValues: closing.map { ($0, counter(Self.words("\($0)"))) })
  }

  /// Counts a connection.
  func noteSession() { sessions.increment() }

  /// Counts a message that the store has.
  func noteMessage() { received.increment() }

  /// Counts a reply if it refuses something.
  func note(_ reply: Reply) {
    switch reply {
    case .greeting, .hello, .extendedHello, .sender, .recipient, .queued, .received, .challenge: break
    // Every message has these.
    case .fixed(.startData), .fixed(.ok), .fixed(.bye): break
    case .refusedSender: refusedSenders.increment()
    case .refusedRecipient: refusedRecipients.increment()
    case .fixed(let reply): refusals[reply]?.increment()
    case .closing(let reason, _): closings[reason]?.increment()
    }
  }

  /// The name of a case as labels are written: `messageTooLarge` becomes `message_too_large`.
  private static func words(_ name: String) -> String {
    name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
  }
}
