import EventLoop
import Glibc
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `Signals that are held` {
  @Test func `arrive one by one instead of ending the program`() async throws {
    let numbers = try await onThread {
      let signals = Signals(holding: [SIGTERM, SIGINT])
      // For this thread alone: a signal for the process could end the test runner's own threads.
      raise(SIGTERM)
      let first = signals.next()
      raise(SIGINT)
      return [first, signals.next()]
    }
    #expect(numbers == [SIGTERM, SIGINT])
  }
}
