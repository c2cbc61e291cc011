import EventLoop
import Guarding
import HogletServer
import MailStore
import Waiting

/// Runs `body` on a loop with a hub that follows a store, waits until it is over, and has the subscribers leave.
///
/// - Parameters:
///   - store: What the hub follows.
///   - budget: What may wait for subscribers, in bytes.
///   - log: Gets what the hub says.
///   - isOver: Asked until it is.
///   - body: Gives back what lets the subscribers leave.
/// - Throws: What the system says when there is no loop to be had, and `WaitedInVain`.
func withHub(
  _ store: any MailStore,
  budget: Int,
  log: LogLines,
  until isOver: @Sendable () async -> Bool,
  _ body: @Sendable (LiveHub, isolated EventLoop) -> () -> Void
) async throws {
  let loop = try EventLoop(label: "test")
  loop.start()
  let haveLeft = Guarded(false)
  let end = await loop.run { loop in
    let leave = body(LiveHub(following: store, budget: budget, logger: log.logger(), on: loop), loop)
    return loop.bell {
      leave()
      haveLeft.withLock { $0 = true }
    }
  }
  try await waitUntil { await isOver() }
  end.ring()
  try await waitUntil { haveLeft.withLock { $0 } }
  await loop.stop()
}
