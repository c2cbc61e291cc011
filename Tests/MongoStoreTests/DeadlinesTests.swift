import Guarding
import MailStore
import MongoStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A deadline` {
  @Test func `ends what nobody ends`() async throws {
    let deadlines = Deadlines(limit: .milliseconds(20))
    await #expect(throws: MailStoreError.unavailable) {
      try await deadlines.wait { (_: Answer<Int>) in }
    }
  }

  @Test func `leaves alone what has ended`() async throws {
    let deadlines = Deadlines(limit: .milliseconds(20))
    let kept = Guarded<Answer<Int>?>(nil)
    let value = try await deadlines.wait { (answer: Answer<Int>) in
      kept.withLock { $0 = answer }
      answer.end(.success(7))
    }
    #expect(value == 7)
    let answer = try #require(kept.withLock { $0 })
    #expect(!answer.isOpen && answer.take() == nil)
    // Neither of them resumes anybody twice.
    answer.end(.failure(.unavailable))
    answer.expire()
  }

  @Test func `is kept for each of many, whatever becomes of the others`() async throws {
    let deadlines = Deadlines(limit: .milliseconds(100))
    let outcomes = await withTaskGroup(of: Int?.self) { group in
      for number in 0..<300 {
        group.addTask {
          try? await deadlines.wait { (answer: Answer<Int>) in
            if number % 3 != 0 { answer.end(.success(number)) }
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count == 300)
    #expect(Set(outcomes.compactMap(\.self)) == Set((0..<300).filter { $0 % 3 != 0 }))
  }

  @Test func `is for whoever takes an answer first`() async throws {
    let deadlines = Deadlines(limit: .seconds(60))
    for _ in 0..<50 {
      let value = try await deadlines.wait { (answer: Answer<Int>) in
        for number in 0..<2 {
          Task.detached { answer.end(.success(number)) }
        }
      }
      #expect(value == 0 || value == 1)
    }
  }

  @Test func `is not waited for by a task that was cancelled before`() async throws {
    let deadlines = Deadlines(limit: .seconds(600))
    let asked = Guarded<Bool?>(nil)
    let task = Task {
      // Begins when it is cancelled, and not before.
      while !Task.isCancelled { await Task.yield() }
      return try await deadlines.waitWhileWanted { (answer: Answer<Int>) in
        asked.withLock { $0 = answer.isOpen }
      }
    }
    task.cancel()
    await #expect(throws: MailStoreError.unavailable) { try await task.value }
    #expect(asked.withLock { $0 } == false)
  }

  @Test func `is not waited for by a task that is cancelled meanwhile`() async throws {
    let deadlines = Deadlines(limit: .seconds(600))
    let kept = Guarded<Answer<Int>?>(nil)
    let task = Task {
      try await deadlines.waitWhileWanted { (answer: Answer<Int>) in kept.withLock { $0 = answer } }
    }
    try await waitUntil { kept.withLock { $0 } != nil }
    task.cancel()
    await #expect(throws: MailStoreError.unavailable) { try await task.value }
    #expect(kept.withLock { $0?.isOpen } == false)
  }

  /// A message that may be in the database already is no question: whoever sent it has to hear what came of it.
  @Test func `is waited for to the end where somebody has to know`() async throws {
    let deadlines = Deadlines(limit: .seconds(600))
    let kept = Guarded<Answer<Int>?>(nil)
    let task = Task { try await deadlines.wait { (answer: Answer<Int>) in kept.withLock { $0 = answer } } }
    try await waitUntil { kept.withLock { $0 } != nil }
    task.cancel()
    let answer = try #require(kept.withLock { $0 })
    #expect(answer.isOpen)
    answer.end(.success(3))
    #expect(try await task.value == 3)
  }
}
