import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing

/// Which messages go to the database together.
@Suite struct `Messages that wait to be stored` {
  /// Messages with somebody who waits for each, for as long as `body` runs.
  private static func waiting(
    _ messages: [StoredMessage],
    _ body: ([Arrival], [Answer<Void>]) -> Void
  ) async {
    var (arrivals, answers): ([Arrival], [Answer<Void>]) = ([], [])
    await withTaskGroup(of: Void.self) { group in
      let (stream, sink) = AsyncStream<(Int, Answer<Void>)>.makeStream()
      for index in messages.indices {
        group.addTask {
          _ = await withCheckedContinuation { sink.yield((index, Answer($0))) }
        }
      }
      var found: [Int: Answer<Void>] = [:]
      for await (index, answer) in stream {
        found[index] = answer
        if found.count == messages.count { break }
      }
      for (index, message) in messages.enumerated() {
        guard let answer = found[index] else { continue }
        answers.append(answer)
        arrivals.append(Arrival(message, answer))
      }
      body(arrivals, answers)
      for answer in answers { answer.end(.success(())) }
    }
  }

  private static func names(_ arrivals: [Arrival]) -> [String] { arrivals.map(\.message.id.description) }

  private static func large(_ name: ByteString, _ bytes: Int) -> StoredMessage {
    .example(name, data: ByteString([UInt8](repeating: 0x41, count: bytes)))
  }

  @Test func `go together, in the order of their coming`() async {
    await Self.waiting(StoredMessage.examples(0..<5)) { arrivals, _ in
      var line = ArrivalLine()
      for arrival in arrivals { line.add(arrival) }
      #expect(Self.names(line.next().batch) == ["0", "1", "2", "3", "4"])
      let rest = line.next()
      #expect(rest.batch.isEmpty && rest.given.isEmpty)
    }
  }

  @Test func `are a thousand at the most`() async {
    await Self.waiting(StoredMessage.examples(0..<ArrivalLine.countLimit + 1)) { arrivals, _ in
      var line = ArrivalLine()
      for arrival in arrivals { line.add(arrival) }
      #expect(line.next().batch.count == ArrivalLine.countLimit)
      #expect(Self.names(line.next().batch) == ["1000"])
    }
  }

  @Test func `are as many as have room in one batch, or one alone`() async {
    let limit = ArrivalLine.byteLimit
    let messages = [
      Self.large("small", 10), Self.large("fits", limit - 10), Self.large("huge", 2 * limit),
      Self.large("next", 1),
    ]
    await Self.waiting(messages) { arrivals, _ in
      var line = ArrivalLine()
      for arrival in arrivals { line.add(arrival) }
      #expect(Self.names(line.next().batch) == ["small", "fits"])
      #expect(Self.names(line.next().batch) == ["huge"])
      #expect(Self.names(line.next().batch) == ["next"])
    }
  }

  @Test func `are passed over when nobody waits for them any more`() async {
    await Self.waiting(StoredMessage.examples(0..<5)) { arrivals, answers in
      var line = ArrivalLine()
      for arrival in arrivals { line.add(arrival) }
      for index in [0, 3] { answers[index].expire() }
      let next = line.next()
      #expect(Self.names(next.batch) == ["1", "2", "4"])
      #expect(Self.names(next.given) == ["0", "3"])
    }
  }

  @Test func `are told of though all of them have gone`() async {
    await Self.waiting(StoredMessage.examples(0..<2)) { arrivals, answers in
      var line = ArrivalLine()
      for arrival in arrivals { line.add(arrival) }
      for answer in answers { answer.expire() }
      let next = line.next()
      #expect(next.batch.isEmpty)
      #expect(Self.names(next.given) == ["0", "1"])
    }
  }

  @Test func `come first when they are tried again`() async {
    await Self.waiting(StoredMessage.examples(0..<4)) { arrivals, _ in
      var line = ArrivalLine()
      for arrival in arrivals[..<2] { line.add(arrival) }
      let failed = line.next().batch
      for arrival in arrivals[2...] { line.add(arrival) }
      line.putBack(failed)
      #expect(Self.names(line.next().batch) == ["0", "1", "2", "3"])
    }
  }
}

@Suite struct `A ledger` {
  private let ledger = Ledger(origin: "replica")

  @Test func `counts from one, in the name of its replica`() {
    #expect(ledger.begin() == Stamp(origin: "replica", number: 1))
    #expect(ledger.begin() == Stamp(origin: "replica", number: 2))
  }

  @Test func `is settled up to the first that is not done`() {
    #expect(ledger.settled == 0)
    let stamps = (0..<4).map { _ in ledger.begin() }
    #expect(ledger.settled == 0)
    ledger.settle(stamps[1])
    ledger.settle(stamps[2])
    #expect(ledger.settled == 0)
    ledger.settle(stamps[0])
    #expect(ledger.settled == 3)
    ledger.settle(stamps[3])
    #expect(ledger.settled == 4)
    // Again, as when an answer comes late.
    ledger.settle(stamps[1])
    #expect(ledger.settled == 4)
    _ = ledger.begin()
    #expect(ledger.settled == 4)
  }

  @Test func `gives each number once, whoever asks`() async {
    let ledger = ledger
    let numbers = await withTaskGroup(of: [Int64].self) { group in
      for _ in 0..<4 { group.addTask { (0..<250).map { _ in ledger.begin().number } } }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(numbers) == Set(1...1_000))
  }
}
