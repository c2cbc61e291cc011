internal import Dispatch
internal import MailStore

/// Does what has a number, and tries it again until it is done.
struct Deeds: Sendable {
  /// Something that changes the database; it may be done again if nobody knows whether it was.
  typealias Deed<Value> =
    @Sendable (Stamp, _ isRepeated: Bool, borrowing MongoClient) throws(MongoFailure) -> Value

  /// How long to wait before a deed that was begun is tried again, and how often.
  private static let retry = (pause: DispatchTimeInterval.milliseconds(300), limit: 200)

  let connection: Connection
  let ledger: Ledger
  let workers: Workers
  let deadlines: Deadlines
  private let retrying = DispatchQueue(label: "mongo-retry")

  init(connection: Connection, ledger: Ledger, workers: Workers, deadlines: Deadlines) {
    (self.connection, self.ledger) = (connection, ledger)
    (self.workers, self.deadlines) = (workers, deadlines)
  }

  /// Does something that has a number, and does not stop half-way when the caller has ceased to wait: other replicas wait
  /// for that number.
  func carryOut<Value: Sendable>(_ deed: @escaping Deed<Value>) async throws(MailStoreError) -> Value {
    try await deadlines.wait { answer in attempt(deed, as: ledger.begin(), attempts: 0, answer) }
  }

  private func attempt<Value: Sendable>(
    _ deed: @escaping Deed<Value>,
    as stamp: Stamp,
    attempts: Int,
    _ answer: Answer<Value>
  ) {
    workers.run {
      do {
        let value = try connection.use { client throws(MongoFailure) in
          try deed(stamp, attempts > 0, client)
        }
        answer.end(.success(value))
      } catch {
        guard attempts < Self.retry.limit else {
          ledger.settle(stamp)
          return answer.end(.failure(.unavailable))
        }
        retrying.asyncAfter(deadline: .now() + Self.retry.pause) {
          attempt(deed, as: stamp, attempts: attempts + 1, answer)
        }
      }
    }
  }
}
