import HogletServer
import MailStore
import Testing

@Suite(.timeLimit(.minutes(1))) struct `The readiness of a store` {
  @Test func `is what it says`() async {
    #expect(await Readiness(of: MemoryStore()).check())
    let failing = GatedStore(fails: true)
    failing.open()
    #expect(await !Readiness(of: failing).check())
  }

  @Test func `is denied when it does not answer in time, and at once from then on`() async {
    let store = GatedStore()
    let readiness = Readiness(of: store, within: .milliseconds(10))
    #expect(await !readiness.check())
    // Nobody waits a second time, nor asks a second question.
    #expect(await !readiness.check())
    #expect(store.waiting == 1)
  }

  @Test func `comes back when it answers after all`() async {
    let store = GatedStore()
    let readiness = Readiness(of: store, within: .milliseconds(10))
    #expect(await !readiness.check())
    store.open()
    while await !readiness.check() { await Task.yield() }
    #expect(await readiness.check())
  }

  @Test func `is asked for once by all who ask at the same time`() async {
    let store = GatedStore()
    let readiness = Readiness(of: store, within: .seconds(50))
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 { group.addTask { await readiness.check() } }
      while readiness.waitingCount < 20 { await Task.yield() }
      while store.waiting == 0 { await Task.yield() }
      #expect(store.waiting == 1)
      store.open()
      for await isReady in group { #expect(isReady) }
    }
  }
}
