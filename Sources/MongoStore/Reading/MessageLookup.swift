internal import Guarding
internal import MailStore

/// Finds messages by name, all that are asked for meanwhile with one question.
///
/// A question that is on its way is not shared: whoever asks now must see what was deleted before.
final class MessageLookup: Sendable {
  private struct Request {
    let id: MessageID
    let answer: Answer<StoredMessage?>
  }

  /// The most names of one question.
  private static let limit = 256

  private let connection: Connection
  private let workers: Workers
  private let recent: RecentMail
  private let lending: Lending
  private let waiting = Guarded<[Request]>([])

  init(connection: Connection, workers: Workers, recent: RecentMail, lending: Lending) {
    (self.connection, self.workers, self.recent) = (connection, workers, recent)
    self.lending = lending
  }

  /// Answers with the message of that name, or nil.
  func find(_ id: MessageID, _ answer: Answer<StoredMessage?>) {
    let isFirst = waiting.withLock { waiting in
      waiting.append(Request(id: id, answer: answer))
      return waiting.count == 1
    }
    // Those who come until a worker is free are answered with the first.
    if isFirst { workers.run { [self] in work() } }
  }

  private func work() {
    let requests = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting.filter(\.answer.isOpen)
    }
    let byName = Dictionary(grouping: requests, by: \.id)
    let names = Array(byName.keys)
    for start in stride(from: 0, to: names.count, by: Self.limit) {
      var rest = Array(names[start..<min(start + Self.limit, names.count)])
      // Large messages are handed over before more are read.
      while !rest.isEmpty { rest = answer(rest, byName) }
    }
  }

  /// Answers requests for these names, and returns those names that are to be asked for again.
  private func answer(_ names: [MessageID], _ requests: [MessageID: [Request]]) -> [MessageID] {
    do {
      let (found, rest) = try connection.use { client throws(MongoFailure) in
        try find(names, through: client)
      }
      for name in Set(names).subtracting(rest) {
        for request in requests[name] ?? [] { request.answer.end(.success(found[name])) }
      }
      return rest
    } catch {
      for name in names {
        for request in requests[name] ?? [] { request.answer.end(.failure(.unavailable)) }
      }
      return []
    }
  }

  /// What there is under these names, and which of them are to be asked for again.
  private func find(
    _ names: [MessageID],
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> (found: [MessageID: StoredMessage], rest: [MessageID]) {
    let reader = MessageReader(configuration: connection.configuration, lending: lending)
    let kept = recent.find(names)
    var found: [MessageID: StoredMessage] = [:]
    if !kept.isEmpty {
      for document in try reader.stamps(of: Array(kept.keys), through: client) {
        // Another message may have come under that name.
        guard let entry = kept[document.id], entry.stamp == document.stamp else { continue }
        // And somebody may have read it since.
        let isAsKept = entry.message.isRead == document.isRead
        found[document.id] = isAsKept ? entry.message : entry.message.copy(isRead: document.isRead)
      }
    }
    let rest = names.filter { found[$0] == nil }
    guard !rest.isEmpty else { return (found, []) }
    let named = try reader.messages(named: rest, through: client)
    for (message, stamp) in named.messages where found[message.id] == nil {
      found[message.id] = message
      if let stamp { recent.add(message, stamp) }
    }
    return (found, named.isComplete ? [] : rest.filter { found[$0] == nil })
  }
}
