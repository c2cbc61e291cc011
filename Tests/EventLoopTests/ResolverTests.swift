import EventLoop
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A resolver` {
  private let resolver = Resolver(on: BlockingQueues(label: "test", count: 1, limit: 4))

  @Test(arguments: [("127.0.0.1", "127.0.0.1:25"), ("::1", "[::1]:25"), ("127.1", "127.0.0.1:25")])
  func `takes numbers for what they are`(host: String, address: String) async throws {
    #expect(try await resolver.addresses(of: host, port: 25).map(\.description) == [address])
  }

  @Test func `finds this machine by its name`() async throws {
    let found = try await resolver.addresses(of: "localhost", port: 65_535).map(\.description)
    #expect(found.contains("127.0.0.1:65535"))
  }

  @Test(arguments: ["", "a\u{0}b", String(repeating: "a", count: 256)])
  func `asks nobody for what is no name`(host: String) async throws {
    await #expect(throws: Resolver.Fault.malformedHost) { try await resolver.addresses(of: host, port: 25) }
  }

  @Test func `says that there is no such host`() async throws {
    do {
      let found = try await resolver.addresses(of: "no such host.invalid", port: 25)
      Issue.record("found \(found)")
    } catch Resolver.Fault.unresolved(let reason) {
      #expect(!reason.isEmpty)
    }
  }
}

@Suite(.timeLimit(.minutes(10))) struct `Queues for what blocks` {
  @Test func `say no when too much waits, and take work again when there is room`() async throws {
    let queues = BlockingQueues(label: "test", count: 1, limit: 2)
    let (began, end) = (Bell(), Bell())
    async let first = queues.run {
      began.ring()
      end.wait()
      return 1
    }
    try await onThread { began.wait() }
    // Of these two one waits for the first, and there is no room for the other, whichever comes second.
    let answers = await withTaskGroup { group in
      for number in [2, 3] { group.addTask { await queues.run { number } } }
      var answers = [await group.next()]
      end.ring()
      answers.append(await group.next())
      return answers.compactMap(\.self)
    }
    #expect(answers.count == 2)
    #expect(answers.first == .some(nil))
    #expect(answers.last != .some(nil))
    #expect(await first == 1)
    #expect(await queues.run { 4 } == 4)
  }

  @Test func `let as much block at the same time as there are queues`() async throws {
    let queues = BlockingQueues(label: "test", count: 2, limit: 2)
    let (one, other) = (Bell(), Bell())
    // Each can only end while the other runs too.
    async let first: Void? = queues.run {
      one.ring()
      other.wait()
    }
    async let second: Void? = queues.run {
      other.ring()
      one.wait()
    }
    let results = await (first, second)
    #expect(results.0 != nil)
    #expect(results.1 != nil)
  }
}
