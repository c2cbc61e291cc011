import HogletServer
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `The readiness of a store` {
  @Test func `is what it says`() async {
    #expect(await Readiness(of: MemoryStore()).check())
    let failing = GatedStore(fails: true)
    failing.open()
    #expect(await !Readiness(of: failing).check())
  }

  @Test func `is denied when it does not answer in time, and at once from then on`() async {
    let store = GatedStore()
    // Whoever waits is let go in the end.
    defer { store.open() }
    let readiness = Readiness(of: store, within: .milliseconds(10))
    #expect(await !readiness.check())
    // Nobody waits a second time, nor asks a second question.
    #expect(await !readiness.check())
    #expect(store.waiting == 1)
  }

  @Test func `comes back when it answers after all`() async throws {
    let store = GatedStore()
    let readiness = Readiness(of: store, within: .milliseconds(10))
    #expect(await !readiness.check())
    store.open()
    try await waitUntil { await readiness.check() }
    #expect(await readiness.check())
  }

  @Test func `is asked for once by all who ask at the same time`() async throws {
    let store = GatedStore()
    let readiness = Readiness(of: store, within: .seconds(50))
    try await withThrowingTaskGroup(of: Bool.self) { group in
      // Whoever waits is let go even when this fails.
      defer { store.open() }
      for _ in 0..<20 { group.addTask { await readiness.check() } }
      try await waitUntil { readiness.waitingCount >= 20 }
      try await waitUntil { store.waiting != 0 }
      #expect(store.waiting == 1)
      store.open()
      for try await isReady in group { #expect(isReady) }
    }
  }
}
