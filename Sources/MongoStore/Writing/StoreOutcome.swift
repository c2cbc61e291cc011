internal import Bytes
internal import Logging
internal import MailStore

/// Tells everyone what came of messages: who waits, who follows the events, and the other replicas.
final class StoreOutcome: Sendable {
  private let events: MailEvents
  private let ledger: Ledger
  private let recent: RecentMail
  private let revocations: Revocations
  private let herald: Herald
  private let logger: Logger

  init(
    events: MailEvents,
    ledger: Ledger,
    recent: RecentMail,
    revocations: Revocations,
    herald: Herald,
    logger: Logger
  ) {
    (self.events, self.ledger, self.recent) = (events, ledger, recent)
    (self.revocations, self.herald, self.logger) = (revocations, herald, logger)
  }

  /// Takes note of messages that nobody waits for any more: what may have been stored is deleted again.
  func giveUp(_ arrivals: [Arrival]) {
    for arrival in arrivals {
      guard let stamp = arrival.stamp else { continue }
      if arrival.isDoubtful {
        revocations.add(arrival.message, stamp)
      } else {
        ledger.settle(stamp)
      }
    }
  }

  /// Tells of a batch that is in the database.
  func tell(of batch: Batch) {
    var late: [Arrival] = []
    var endings: [CheckedContinuation<Answer<Void>.Ending, Never>] = []
    for arrival in batch.stored {
      guard let stamp = arrival.stamp else { continue }
      guard let ending = arrival.answer.take() else {
        // Its sender has been told that it was not stored.
        late.append(arrival)
        continue
      }
      endings.append(ending)
      recent.add(arrival.message, stamp)
      events.publish(.stored(arrival.message.id))
      ledger.settle(stamp)
    }
    for ending in endings { ending.resume(returning: .success(())) }
    for arrival in late {
      guard let stamp = arrival.stamp else { continue }
      revocations.add(arrival.message, stamp)
    }
    for arrival in batch.repeated {
      if let stamp = arrival.stamp { ledger.settle(stamp) }
      arrival.answer.end(.success(()))
    }
    for (arrival, code) in batch.refused {
      logger.error("MongoDB refuses a message", metadata: ["mongo.code": "\(code)"])
      if let stamp = arrival.stamp { ledger.settle(stamp) }
      arrival.answer.end(.failure(.unavailable))
    }
    herald.announce()
    logger.debug(
      "stored a batch",
      metadata: ["mongo.batch": "\(batch.stored.count)", "mongo.late": "\(late.count)"]
    )
  }
}
