internal import DequeModule
internal import MailStore

/// Messages that wait to be stored, in the order of their coming, and which of them go together.
package struct ArrivalLine: Sendable {
  /// The most messages of a batch.
  package static let countLimit = 1_000
  /// The most bytes of data in a batch, unless one message alone has more.
  package static let byteLimit = 4 * 1024 * 1024

  private var waiting: Deque<Arrival> = []

  /// Nobody.
  package init() {}

  /// Lets a message wait behind all others.
  package mutating func add(_ arrival: Arrival) {
    waiting.append(arrival)
  }

  /// Lets messages wait in front of all others, in their order.
  package mutating func putBack(_ arrivals: [Arrival]) {
    waiting.prepend(contentsOf: arrivals)
  }

  /// Takes what is to be stored next, and apart from it those of whom nobody waits any more.
  package mutating func next() -> (batch: [Arrival], given: [Arrival]) {
    var (batch, given): ([Arrival], [Arrival]) = ([], [])
    var bytes = 0
    while let next = waiting.first, batch.count < Self.countLimit {
      guard next.answer.isOpen else {
        given.append(waiting.removeFirst())
        continue
      }
      bytes += next.message.data.count
      guard batch.isEmpty || bytes <= Self.byteLimit else { break }
      batch.append(waiting.removeFirst())
    }
    return (batch, given)
  }
}
