internal import MailStore

/// Asks the database on queues that may block, for callers who do not.
struct Questions: Sendable {
  let connection: Connection
  let workers: Workers
  /// How long a caller waits.
  let deadlines: Deadlines

  /// Asks, and waits for the answer until the time is over.
  ///
  /// - Parameters:
  ///   - deadlines: How long to wait, if not as usual.
  ///   - question: What to ask; not asked any more if nobody waits when its turn comes.
  /// - Returns: What `question` returned.
  /// - Throws: If there was no answer, or none in time.
  func ask<Value: Sendable>(
    within deadlines: Deadlines? = nil,
    _ question: @escaping @Sendable (borrowing MongoClient) throws(MongoFailure) -> Value
  ) async throws(MailStoreError) -> Value {
    try await (deadlines ?? self.deadlines).wait { answer in
      workers.run { [connection] in
        guard answer.isOpen else { return }
        do {
          answer.end(.success(try connection.use(question)))
        } catch {
          answer.end(.failure(.unavailable))
        }
      }
    }
  }
}
