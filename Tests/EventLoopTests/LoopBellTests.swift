import EventLoop
import Synchronization
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A bell on a loop` {
  @Test func `is answered once however often it is rung, and again when it is rung again`() async throws {
    let loop = try EventLoop(label: "test")
    loop.start()
    let answers = Counter()
    let bell = await loop.run { loop in
      let bell = loop.bell { answers.add() }
      for _ in 0..<1_000 { bell.ring() }
      return bell
    }
    await loop.run { _ in }
    #expect(answers.value == 1)
    bell.ring()
    await loop.run { _ in }
    #expect(answers.value == 2)
    await loop.stop()
  }

  @Test func `loses no ring of any thread`() async throws {
    let loop = try EventLoop(label: "test")
    loop.start()
    let (events, seen) = (Counter(), Counter())
    let bell = await loop.run { loop in loop.bell { seen.set(events.value) } }
    try await withThrowingTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          try await onThread {
            for _ in 0..<5_000 {
              events.add()
              bell.ring()
            }
          }
        }
      }
      try await group.waitForAll()
    }
    await loop.run { _ in }
    #expect(seen.value == 20_000)
    await loop.stop()
  }

  @Test func `is answered by nobody when the loop has stopped`() async throws {
    let loop = try EventLoop(label: "test")
    loop.start()
    let answers = Counter()
    let bell = await loop.run { loop in loop.bell { answers.add() } }
    await loop.stop()
    bell.ring()
    await loop.run { _ in }
    #expect(answers.value == 0)
  }
}

private final class Counter: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func add() { count.add(1, ordering: .relaxed) }

  func set(_ value: Int) { count.store(value, ordering: .relaxed) }
}
