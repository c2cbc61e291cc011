internal import Guarding
internal import Jim
internal import MailHogAPI
internal import MongoStore

/// The one Jim of all replicas, who is in their database.
///
/// While it is away he is as he was last; until it is first there, as the settings say.
final class DatabaseJim: SharedJim {
  /// How often somebody else may come first: each time, somebody has succeeded.
  private static let attempts = 100

  private let text: SharedText
  private let seed: JimState
  /// What was read last, so that not every connection reads it again.
  private let known: Guarded<(edition: SharedText.Edition, state: JimState)>

  /// Jim as `text` says, or like `seed` where nothing is written.
  init(_ text: SharedText, seed: JimState) {
    (self.text, self.seed) = (text, seed)
    let edition = text.latest
    known = Guarded((edition, edition.text.flatMap { JimState(json: $0) } ?? seed))
  }

  var state: JimState { state(in: text.latest) }

  func current() async throws(JimUnreachable) -> JimState {
    do {
      return state(in: try await text.read())
    } catch {
      throw JimUnreachable()
    }
  }

  func update(_ change: @Sendable (inout JimState) -> Bool) async throws(JimUnreachable) -> Bool {
    do {
      for _ in 0..<Self.attempts {
        let edition = try await text.read()
        let before = state(in: edition)
        var after = before
        let answer = change(&after)
        if after == before { return answer }
        if try await text.replace(edition, with: after.json) { return answer }
      }
    } catch {
      // As if everybody else had always come first.
    }
    throw JimUnreachable()
  }

  private func state(in edition: SharedText.Edition) -> JimState {
    known.withLock { known in
      if known.edition != edition {
        known = (edition, edition.text.flatMap { JimState(json: $0) } ?? seed)
      }
      return known.state
    }
  }
}
